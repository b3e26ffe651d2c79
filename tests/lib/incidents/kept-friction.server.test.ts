import { v7 } from "uuid";
import { expect, test } from "vitest";
import { logIncident } from "@/lib/incidents/commands";
import { logInput } from "@/lib/incidents/input";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { Refusal } from "@/lib/refusal";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

test("deeds at the same moment on the same incidents, causes and weeks leave the sums right", async () => {
  const world = await aWorkspace(db);
  const { lead } = world;
  const causes = [
    await rootCauseRow(db, world, "A"),
    await rootCauseRow(db, world, "B"),
    await rootCauseRow(db, world, "C"),
  ];
  const incidents = [await incidentRow(db, world), await incidentRow(db, world)];
  await recountFriction(db, { repair: true });
  const [first, , third] = causes as [string, string, string];

  const deeds = Array.from({ length: 24 }, (_, n) => {
    const link = { incidentId: incidents[n % 2] as string, rootCauseId: causes[n % 3] as string };
    if (n % 4 === 0)
      return logIncident(db, lead, logInput.parse({ id: v7(), title: `Deed ${n}`, category: "process" }));
    if (n === 13) return mergeRootCauses(db, lead, { rootCauseId: first, version: 1, intoId: third });
    return n % 4 === 3 ? unlinkRootCause(db, lead, link) : linkRootCause(db, lead, link);
  });
  const ended = await Promise.allSettled(deeds);

  const broken = ended.filter((each) => each.status === "rejected" && !(each.reason instanceof Refusal));
  expect(broken).toEqual([]);
  const [told] = (await recountFriction(db, { repair: false })).filter(
    ({ workspace }) => workspace === world.workspace.slug,
  );
  expect(told).toMatchObject({ shares: 0, weeks: [] });
});

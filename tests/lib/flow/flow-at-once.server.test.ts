import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { incidents } from "@/db/schema";
import { recountFlow } from "@/lib/flow/recount-flow";
import { withdrawIncident } from "@/lib/incidents/ending";
import { recountMeasures } from "@/lib/measures/recount-measures";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const wrong = async ({ workspace }: World) => [
  ...(await recountFlow(db, { repair: false }))
    .filter((each) => each.workspace === workspace.slug)
    .flatMap(({ moves, counts }) => [...Array<string>(moves).fill("moves"), ...counts]),
  ...(await recountMeasures(db, { repair: false }))
    .filter((each) => each.workspace === workspace.slug)
    .flatMap(({ days, leads }) => [...Array<string>(leads).fill("leads"), ...days]),
];

test("a deed that moves the counts of a day waits for no other that has moved them", async () => {
  const world = await aWorkspace(db);
  const createdAt = new Date("2026-03-02T12:00:00Z");
  await incidentRow(db, world, { createdAt });

  await db.transaction(async (tx) => {
    await incidentRow(tx, world, { createdAt });
    await incidentRow(db, world, { createdAt }); // through another connection, while the first is open
  });

  expect(await wrong(world)).toEqual([]);
});

test("deeds at the same moment on the same days leave flow and measures right", async () => {
  const world = await aWorkspace(db);
  const ids = await Promise.all(
    Array.from({ length: 12 }, () => incidentRow(db, world, { handOff: "Lead to first call" })),
  );

  const ended = await Promise.allSettled(
    ids.flatMap((incidentId, n) => [
      withdrawIncident(db, world.lead, { incidentId, reason: "It was none" }),
      db
        .update(incidents)
        .set({ occurredOn: "2026-11-01", handOff: n % 2 ? null : "Brief to campaign" })
        .where(and(eq(incidents.workspaceId, world.workspace.id), eq(incidents.id, incidentId))),
    ]),
  );

  expect(ended.filter(({ status }) => status === "rejected")).toEqual([]);
  expect(await wrong(world)).toEqual([]);
  await recountFlow(db, { repair: true });
  await recountMeasures(db, { repair: true });
  expect(await wrong(world)).toEqual([]);
});

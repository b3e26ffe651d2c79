import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { rootCauses } from "@/db/schema";
import { closeIncident } from "@/lib/incidents/ending";
import { linkRootCause } from "@/lib/incidents/known-causes";
import { acceptRootCause, withdrawAcceptance } from "@/lib/root-causes/accepting";
import { describeRootCause } from "@/lib/root-causes/describing";
import { acceptInput, severityInput, splitForm } from "@/lib/root-causes/input";
import { listSeverities, rateRootCause } from "@/lib/root-causes/severities";
import { addDays, dayIn } from "@/lib/text/days";
import { incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { historyOf, stageOf } from "../causes/at-a-tree";

const db = await testDatabase();

const reviewOn = addDays(dayIn("UTC"), 180);
const acceptance = { sponsor: "Claire Aubert", reason: "A new system comes in spring", reviewOn };

const entry = async (id: string) => (await db.select().from(rootCauses).where(eq(rootCauses.id, id)))[0];

test("an incident closes once its root cause is accepted by a sponsor, and not before", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await rootCauseRow(db, world);
  const incidentId = await incidentRow(db, world);
  await linkRootCause(db, world.lead, { incidentId, rootCauseId });
  await expect(closeIncident(db, world.lead, { incidentId })).rejects.toMatchObject({ kind: "invalid" });

  await acceptRootCause(db, world.lead, { rootCauseId, version: 1, ...acceptance });
  await closeIncident(db, world.lead, { incidentId });

  expect(await stageOf(db, incidentId)).toBe("closed");
});

test("an acceptance that was taken back does not count any more", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await rootCauseRow(db, world);
  const incidentId = await incidentRow(db, world);
  await linkRootCause(db, world.lead, { incidentId, rootCauseId });
  await acceptRootCause(db, world.lead, { rootCauseId, version: 1, ...acceptance });
  await acceptRootCause(db, world.lead, { rootCauseId, version: 1, ...acceptance }); // sent twice

  await withdrawAcceptance(db, world.owner, { rootCauseId, version: 2 });
  await withdrawAcceptance(db, world.owner, { rootCauseId, version: 2 });

  await expect(closeIncident(db, world.lead, { incidentId })).rejects.toMatchObject({ kind: "invalid" });
  expect(await entry(rootCauseId)).toMatchObject({ acceptedBy: null, acceptedAt: null });
  expect(await historyOf(db, rootCauseId)).toEqual(["root_cause.accepted", "root_cause.acceptance_withdrawn"]);
});

test("an acceptance names a sponsor, a reason, and a day to come; a member alone does not keep one", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await rootCauseRow(db, world);
  const input = { rootCauseId, version: 1, ...acceptance };
  for (const field of ["sponsor", "reason", "reviewOn"])
    expect(acceptInput.safeParse({ ...input, [field]: " " }).success).toBe(false);

  await expect(acceptRootCause(db, world.seller, input)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(acceptRootCause(db, world.lead, { ...input, reviewOn: dayIn("UTC") })).rejects.toMatchObject({
    kind: "invalid",
    fields: { reviewOn: [expect.any(String)] },
  });
  expect(await historyOf(db, rootCauseId)).toEqual([]);
});

test("a root cause weighs differently from year to year; who saw an older word on a year is told", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await rootCauseRow(db, world);
  const rate = (fields: Record<string, string>) =>
    rateRootCause(db, world.seller, severityInput.parse({ rootCauseId, ...fields }));
  await rate({ year: "2025", severity: "2", note: "A calm market" });
  await rate({ year: "2026", severity: "4" });
  await rate({ year: "2026", severity: "3", ratedVersion: "1" });

  await expect(rate({ year: "2026", severity: "1", ratedVersion: "1" })).rejects.toMatchObject({ kind: "conflict" });
  await rate({ year: "2025", severity: "" });

  expect(await listSeverities(db, world.lead, rootCauseId)).toEqual([
    { year: 2026, severity: 3, note: null, version: 2 },
  ]);
  expect((await historyOf(db, rootCauseId)).length).toBe(4);
  expect(severityInput.safeParse({ rootCauseId, year: "2026", severity: "5" }).success).toBe(false);
});

test("further categories are never the primary one, and the note on the trend is kept with them", async () => {
  const world = await aWorkspace(db);
  const rootCauseId = await rootCauseRow(db, world);

  await describeRootCause(db, world.lead, {
    rootCauseId,
    version: 1,
    otherCategories: ["skill", "role", "process", "skill"],
    trendNote: "More since the fair",
  });

  expect(await entry(rootCauseId)).toMatchObject({
    category: "role",
    otherCategories: ["process", "skill"],
    trendNote: "More since the fair",
    version: 2,
  });
});

test("the ticks of a form are one list, however many there are", () => {
  const id = "01a2008e-9eaa-76e0-a14b-2f47f5c7ae5f";
  const form = { rootCauseId: id, version: "1", text: "B", category: "role" };
  expect(splitForm.parse({ ...form, [`whyIds.${id}`]: "yes" })).toMatchObject({ whyIds: [id], incidentIds: [] });
  expect(splitForm.safeParse(form).success).toBe(false);
  expect(splitForm.safeParse({ ...form, "whyIds.__proto__": "yes" }).success).toBe(false);
});

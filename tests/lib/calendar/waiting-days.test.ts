import { v7 } from "uuid";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cycles, objectives, predictions, standards, sustainChecks } from "@/db/schema";
import { listCycleDays, listImprovementDays, listWaitingDays } from "@/lib/calendar/waiting-days";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, dayIn } from "@/lib/text/days";
import { improvementRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { noticeRow } from "../../support/notices";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();
let mill: World;
const today = dayIn("UTC");
const inDays = (days: number) => addDays(today, days);

beforeEach(async () => {
  mill = await aWorkspace(db);
});
afterEach(() => setDaysAhead(0));

async function predicted(improvementId: string, given: Partial<typeof predictions.$inferInsert> = {}) {
  const { id: workspaceId } = mill.workspace;
  const row = { id: v7(), workspaceId, improvementId, iteration: 1, writtenById: mill.lead.id };
  await db.insert(predictions).values({ ...row, checkerId: mill.seller.id, ownerSideId: mill.marketing, ...given });
}

const titles = async (member = mill.lead) =>
  (await listWaitingDays(db, member)).map(({ day, title }) => [day, title] as const);

test("an owner sees the day of what is to be in place: late for a month, ahead for a year", async () => {
  for (const [title, days] of [
    ["too old", -31],
    ["late", -30],
    ["far", 365],
    ["too far", 366],
  ] as const)
    await improvementRow(db, mill, null, { title, dueOn: inDays(days) });
  await improvementRow(db, mill, null, { title: "given up", dueOn: inDays(1), phase: "abandoned" });
  await improvementRow(db, mill, null, { title: "not theirs", dueOn: inDays(1), ownerId: mill.seller.id });

  expect(await titles()).toEqual([
    [inDays(-30), "Due: late"],
    [inDays(365), "Due: far"],
  ]);
});

test("whoever checks sees the end of the window, and later each question whether it still holds", async () => {
  const watched = await improvementRow(db, mill, null, { title: "A", phase: "check", implementedOn: inDays(-10) });
  await predicted(watched, { windowDays: 30, extensions: 1 });
  const held = await improvementRow(db, mill, null, { title: "B", phase: "closed", implementedOn: inDays(-90) });
  await predicted(held);
  for (const [afterDays, days] of [
    [30, 20],
    [90, 80],
  ] as const)
    await db.insert(sustainChecks).values({
      id: v7(),
      workspaceId: mill.workspace.id,
      improvementId: held,
      iteration: 1,
      afterDays,
      dueOn: inDays(days),
    });

  expect(await titles(mill.seller)).toEqual([
    [inDays(20), "Does it still hold?: B"],
    [inDays(50), "Give the verdict: A"],
    [inDays(80), "Does it still hold?: B"],
  ]);
  expect(await titles(mill.owner)).toEqual([]);
  expect((await listImprovementDays(db, mill.owner, held)).map(({ day }) => day)).toEqual([inDays(20), inDays(80)]);
});

test("a standard, an acceptance and an escalation wait on their days for whoever keeps them", async () => {
  const improvementId = await improvementRow(db, mill, await rootCauseRow(db, mill), { title: "A", phase: "closed" });
  const written = { text: "So", trainedRoles: "All", slipMeasure: "Hours", writtenById: mill.lead.id };
  await db.insert(standards).values({
    id: v7(),
    workspaceId: mill.workspace.id,
    improvementId,
    ownerId: mill.seller.id,
    reviewOn: inDays(7),
    ...written,
  });
  const path = `/causes/${v7()}?why=${v7()}`;
  await noticeRow(db, mill.seller, { createdAt: new Date(), kind: "escalation_due", about: "C", dueOn: today, path });

  expect(await titles(mill.seller)).toEqual([
    [today, "Ask what became of it: C"],
    [inDays(7), "Review the standard: A"],
  ]);
});

test("a running cycle shows its next review and its end to leads and owners of its objectives", async () => {
  const id = v7();
  const { id: workspaceId } = mill.workspace;
  const by = { openedById: mill.lead.id, relationshipId: mill.relationship.id, workspaceId };
  const days = { startsOn: inDays(-10), endsOn: inDays(200), kind: "year", phase: "running" } as const;
  await db.insert(cycles).values({ id, name: "2027", ...by, ...days });
  const found = await listCycleDays(db, mill.executive, id);

  expect(found.map(({ title }) => title)).toEqual(["Review the cycle: 2027", "The cycle ends: 2027"]);
  expect((await titles()).map(([, title]) => title)).toEqual(found.map(({ title }) => title));
  expect(await titles(mill.seller)).toEqual([]);

  const aim = { title: "Answer within a day", proposedById: mill.lead.id, secondOwnerId: mill.seller.id };
  await db.insert(objectives).values({ id: v7(), workspaceId, cycleId: id, ...aim });
  expect(await titles(mill.seller)).toHaveLength(2);
});

test("what is in another workspace is in nobody's calendar", async () => {
  const depot = await aWorkspace(db, "The depot");
  const id = await improvementRow(db, mill, null, { dueOn: inDays(1) });

  expect(await listImprovementDays(db, mill.seller, id)).toHaveLength(1);
  expect(await listImprovementDays(db, depot.lead, id)).toEqual([]);
  expect(await titles(depot.lead)).toEqual([]);
});

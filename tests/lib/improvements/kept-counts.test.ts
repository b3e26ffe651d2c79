import { readFileSync } from "node:fs";
import { eq, sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { improvementCounts, improvements, sustainChecks } from "@/db/schema";
import { adaptImprovement, giveVerdict } from "@/lib/improvements/judging";
import { findKeptCounts } from "@/lib/improvements/kept-counts";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { cancelImprovement } from "@/lib/improvements/working";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { anImprovementToCheck, aPlan, aVerdict, judged, seen } from "./an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

const countsOf = ({ lead, relationship }: World) => findKeptCounts(db, lead, relationship.id);
const answer = async (mill: World, improvementId: string, afterDays: 90 | 365, is: "held" | "lost") =>
  answerSustainCheck(db, mill.seller, { improvementId, afterDays, answer: is, seen: "Counted." });

test("each deed moves the counts of its phase, of what is in place and of what was judged", async () => {
  const mill = await aWorkspace(db);
  const [planned] = [await aPlan(db, mill), await anImprovementToCheck(db, mill), await judged(db, mill, "effective")];
  const missed = await judged(db, mill, "partly");
  expect(await countsOf(mill)).toMatchObject({ plan: 1, check: 1, act: 2, in_place: 3, judged: 2, effective: 1 });

  await adaptImprovement(db, mill.lead, { ...(await seen(db, missed)), learning: "Fewer than we thought." });
  await cancelImprovement(db, mill.lead, { ...(await seen(db, planned)), reason: "Not needed" });
  const unclear = await anImprovementToCheck(db, mill);
  await giveVerdict(db, mill.seller, await aVerdict(db, unclear, "inconclusive"));

  expect(await countsOf(mill)).toMatchObject({ plan: 1, check: 2, act: 1, cancelled: 1, in_place: 3, judged: 2 });
});

test("gains are counted from the day on which they are asked about", async () => {
  const mill = await aWorkspace(db);
  const [held, , lost] = [
    await judged(db, mill, "effective"),
    await judged(db, mill, "effective"),
    await judged(db, mill, "effective"),
  ];
  setDaysAhead(90);
  await answer(mill, lost, 90, "lost");
  setDaysAhead(364);
  expect(await countsOf(mill)).toMatchObject({ asked: 0, held: 0, ended_before: 0 });
  setDaysAhead(365);

  await answer(mill, held, 365, "held");

  expect(await countsOf(mill)).toMatchObject({ asked: 2, held: 1, ended_before: 1 });
});

test("what is counted is what stands, row for row, also where many change at once", async () => {
  const mill = await aWorkspace(db);
  for (let n = 0; n < 4; n++) await anImprovementToCheck(db, mill);
  await db.update(improvements).set({ phase: "act" }).where(eq(improvements.workspaceId, mill.workspace.id));
  await db
    .update(improvements)
    .set({ implementedOn: null })
    .where(sql`${improvements.workspaceId} = ${mill.workspace.id}
      and ${improvements.id} = (select id from improvements where workspace_id = ${mill.workspace.id} limit 1)`);

  expect(await countsOf(mill)).toMatchObject({ check: 0, act: 4, in_place: 3 });
  expect(await findKeptCounts(db, mill.lead)).toEqual(await countsOf(mill));
  const kept = await db.select().from(improvementCounts).where(eq(improvementCounts.workspaceId, mill.workspace.id));
  expect(new Set(kept.map(({ what }) => what)).size).toBe(kept.length);
});

test("what was found effective before anybody was asked is asked from its verdict's day on, and counted", async () => {
  const mill = await aWorkspace(db);
  const [old, missed] = [await judged(db, mill, "effective"), await judged(db, mill, "partly")];
  const ofMill = eq(sustainChecks.workspaceId, mill.workspace.id);
  await db.delete(sustainChecks).where(ofMill);
  await db.delete(improvementCounts).where(eq(improvementCounts.workspaceId, mill.workspace.id));
  const migration = readFileSync("db/migrations/0017_improvement_counts.sql", "utf8");
  const asking = migration
    .split("--> statement-breakpoint")
    .find((one) => one.includes('INSERT INTO "sustain_checks"'));

  for (let once = 0; once < 2; once++) await db.execute(sql.raw(asking ?? ""));

  const asked = await db.select().from(sustainChecks).where(ofMill).orderBy(sustainChecks.afterDays);
  const today = todayOf(mill.lead);
  expect(asked.map(({ improvementId, afterDays, dueOn, answer }) => [improvementId, afterDays, dueOn, answer])).toEqual(
    [30, 90, 180, 365].map((days) => [old, days, addDays(today, days), null]),
  );
  expect(asked.some(({ improvementId }) => improvementId === missed)).toBe(false);
  setDaysAhead(365);
  expect(await countsOf(mill)).toMatchObject({ asked: 1 });
});

test("another workspace counts for itself", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await aPlan(db, mill);

  expect((await findKeptCounts(db, depot.lead)).plan).toBe(0);
  expect((await findKeptCounts(db, depot.lead, mill.relationship.id)).plan).toBe(0);
});

import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, describe, expect, test } from "vitest";
import { recurrences, standards, sustainChecks } from "@/db/schema";
import type { SustainAnswer } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { blockImprovement, unblockImprovement } from "@/lib/improvements/blocking";
import { giveVerdict } from "@/lib/improvements/judging";
import { reviewStandard, writeStandard } from "@/lib/improvements/standards";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { cancelImprovement } from "@/lib/improvements/working";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { anImprovementToCheck, aPlan, aVerdict, iterationsOf, judged, seen, standing, verbsOf } from "./an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

const theWay = {
  text: "Whoever is on duty calls each lead within two hours.",
  trainedRoles: "Inside sales",
  slipMeasure: "Leads older than two hours at noon",
};

async function keep(world: World, improvementId: string, more: Partial<{ ownerId: string; reviewOn: string }> = {}) {
  const reviewOn = addDays(todayOf(world.lead), 90);
  const input = { ...theWay, ownerId: world.lead.id, reviewOn, ...more };
  await writeStandard(db, world.lead, { ...(await seen(db, improvementId)), ...input });
}

async function review(world: World, improvementId: string, holds: "yes" | "no", more: { nextReviewOn?: string } = {}) {
  const look = { id: v7(), holds, seen: "40 calls listened to, 39 in time", nextReviewOn: more.nextReviewOn ?? null };
  const version = (await standing(db, improvementId)).version;
  await reviewStandard(db, world.lead, { improvementId, ...look, version });
}

const standardOf = async (improvementId: string) =>
  (await db.select().from(standards).where(eq(standards.improvementId, improvementId)))[0];

describe("a standard", () => {
  test("is written once it was found effective, and by nobody before", async () => {
    const mill = await aWorkspace(db);
    const early = await anImprovementToCheck(db, mill);
    const missed = await judged(db, mill, "partly");
    const good = await judged(db, mill, "effective");

    for (const id of [early, missed]) await expect(keep(mill, id)).rejects.toMatchObject({ kind: "conflict" });
    await keep(mill, good);

    expect(await standardOf(good)).toMatchObject({ ...theWay, ownerId: mill.lead.id });
    expect(await standing(db, good)).toMatchObject({ phase: "act" });
    expect((await verbsOf(db, mill, good)).at(-1)).toBe("improvement.standard_written");
  });

  test("names somebody of the workspace who may work, and a day to come", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");

    await expect(keep(mill, improvementId, { ownerId: mill.executive.id })).rejects.toMatchObject({
      fields: { ownerId: [expect.any(String)] },
    });
    await expect(keep(mill, improvementId, { reviewOn: "2026-01-01" })).rejects.toMatchObject({
      fields: { reviewOn: [expect.any(String)] },
    });
  });

  test("closes its improvement with the first review that finds it holding, on its day and not before", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");
    await expect(review(mill, improvementId, "yes")).rejects.toMatchObject({ kind: "conflict" });
    await keep(mill, improvementId);
    setDaysAhead(89);
    await expect(review(mill, improvementId, "yes")).rejects.toMatchObject({ kind: "conflict" });

    setDaysAhead(90);
    const day = todayOf(mill.lead);
    await review(mill, improvementId, "yes");

    expect(await standing(db, improvementId)).toMatchObject({ phase: "closed" });
    expect(await standardOf(improvementId)).toMatchObject({ reviewOn: addDays(day, 90) });
    expect((await verbsOf(db, mill, improvementId)).at(-1)).toBe("improvement.standard_reviewed");
  });

  test("that does not hold any more reopens its improvement, also after it was closed", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");
    await keep(mill, improvementId);
    setDaysAhead(90);
    await review(mill, improvementId, "yes");
    setDaysAhead(180);

    await review(mill, improvementId, "no");

    expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2, implementedOn: null });
    const [written] = await db.select().from(recurrences).where(eq(recurrences.improvementId, improvementId));
    expect(written).toMatchObject({ sign: "standard_review", iteration: 1, reopened: true, afterVerified: true });
    expect(await waiting(improvementId)).toEqual([]);
  });

  test("sent twice, a review is one review", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");
    await keep(mill, improvementId, { reviewOn: todayOf(mill.lead) });
    const look = { id: v7(), holds: "yes" as const, seen: "39 of 40", nextReviewOn: null };
    const input = { ...(await seen(db, improvementId)), ...look };

    await reviewStandard(db, mill.lead, input);
    await reviewStandard(db, mill.lead, input);

    const verbs = await verbsOf(db, mill, improvementId);
    expect(verbs.filter((verb) => verb === "improvement.standard_reviewed")).toHaveLength(1);
  });
});

const asked = (improvementId: string) =>
  db
    .select()
    .from(sustainChecks)
    .where(eq(sustainChecks.improvementId, improvementId))
    .orderBy(sustainChecks.iteration, sustainChecks.afterDays);
const waiting = async (improvementId: string) =>
  (await asked(improvementId))
    .filter(({ answer, droppedAt }) => !answer && !droppedAt)
    .map(({ afterDays }) => afterDays);
const answer = (by: Member, improvementId: string, afterDays: 30 | 90 | 180 | 365, said: SustainAnswer = "held") =>
  answerSustainCheck(db, by, { improvementId, afterDays, answer: said, seen: "2 of 40 leads waited" });

describe("does it still hold?", () => {
  test("is asked 30, 90, 180 and 365 days after an effective verdict, and after no other", async () => {
    const mill = await aWorkspace(db);
    const today = todayOf(mill.lead);

    const good = await judged(db, mill, "effective");
    const missed = await judged(db, mill, "ineffective");

    expect((await asked(good)).map(({ dueOn }) => dueOn)).toEqual([30, 90, 180, 365].map((n) => addDays(today, n)));
    expect(await asked(missed)).toEqual([]);
  });

  test("is answered by the other side from the day on: not before, not by the owner's side, not by somebody neutral", async () => {
    const mill = await aWorkspace(db);
    const ownSide = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
    const improvementId = await judged(db, mill, "effective");
    setDaysAhead(29);
    await expect(answer(mill.seller, improvementId, 30)).rejects.toMatchObject({ kind: "conflict" });

    setDaysAhead(30);
    for (const by of [mill.lead, ownSide, mill.facilitator, mill.executive])
      await expect(answer(by, improvementId, 30)).rejects.toMatchObject({ kind: "forbidden" });
    await answer(mill.seller, improvementId, 30);

    expect(await waiting(improvementId)).toEqual([90, 180, 365]);
    expect(await standing(db, improvementId)).toMatchObject({ phase: "act", iteration: 1 });
  });

  test("a later answer makes the earlier questions fall away, and each is answered once", async () => {
    const mill = await aWorkspace(db);
    const other = await aMember(db, mill, { name: "Mira Sol", role: "member", teamId: mill.sales });
    const improvementId = await judged(db, mill, "effective");
    setDaysAhead(100);

    await answer(mill.seller, improvementId, 90, "slipping");
    await answer(mill.seller, improvementId, 90, "slipping");

    expect(await waiting(improvementId)).toEqual([180, 365]);
    await expect(answer(other, improvementId, 90)).rejects.toMatchObject({ kind: "conflict" });
    await expect(answer(mill.seller, improvementId, 30)).rejects.toMatchObject({ kind: "conflict" });
    const verbs = await verbsOf(db, mill, improvementId);
    expect(verbs.filter((verb) => verb === "improvement.sustain_answered")).toHaveLength(1);
  });

  test("lost takes it back to plan, and that try is asked about no more", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");
    setDaysAhead(180);

    await answer(mill.seller, improvementId, 180, "lost");

    expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2 });
    expect(await waiting(improvementId)).toEqual([]);
    expect(await iterationsOf(db, improvementId)).toMatchObject([{ iteration: 1, implementedOn: expect.any(String) }]);
    const [written] = await db.select().from(recurrences).where(eq(recurrences.improvementId, improvementId));
    expect(written).toMatchObject({ sign: "sustain_check", reopened: true });
  });

  test("is not asked of what was cancelled", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await judged(db, mill, "effective");

    await cancelImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason: "The tool is gone." });

    expect(await waiting(improvementId)).toEqual([]);
  });
});

describe("a verdict", () => {
  test("is not given before the window is over, whatever it says", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await anImprovementToCheck(db, mill);
    setDaysAhead(-1);

    for (const verdict of ["effective", "partly", "ineffective", "inconclusive"] as const)
      await expect(
        giveVerdict(db, mill.seller, await aVerdict(db, improvementId, verdict)),
        verdict,
      ).rejects.toMatchObject({ fields: { verdict: [expect.stringContaining("The window runs until")] } });
  });
});

describe("what is blocked", () => {
  test("keeps its phase and says what it waits for, since when, until it goes on", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await aPlan(db, mill);
    const block = async (reason: string) =>
      blockImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason });

    await block("The licence is not paid.");
    const since = (await standing(db, improvementId)).blockedAt;
    await block("The licence is paid in March.");

    expect(await standing(db, improvementId)).toMatchObject({
      phase: "plan",
      blockedReason: "The licence is paid in March.",
      blockedAt: since,
    });
    await unblockImprovement(db, mill.lead, await seen(db, improvementId));
    expect(await standing(db, improvementId)).toMatchObject({ blockedReason: null, blockedAt: null });
    expect((await verbsOf(db, mill, improvementId)).slice(1)).toEqual([
      "improvement.blocked",
      "improvement.blocked",
      "improvement.unblocked",
    ]);
  });

  test("is blocked no more once it has ended, and what has ended is not blocked", async () => {
    const mill = await aWorkspace(db);
    const improvementId = await aPlan(db, mill);
    const reason = "The licence is not paid.";
    await blockImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason });

    await cancelImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason: "No licence." });

    expect(await standing(db, improvementId)).toMatchObject({ phase: "cancelled", blockedReason: null });
    const again = blockImprovement(db, mill.lead, { ...(await seen(db, improvementId)), reason });
    await expect(again).rejects.toMatchObject({ kind: "conflict" });
  });
});

test("another workspace answers, reviews and blocks nothing", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const improvementId = await judged(db, mill, "effective");
  const now = await seen(db, improvementId);
  setDaysAhead(40);

  await expect(answer(depot.seller, improvementId, 30)).rejects.toMatchObject({ kind: "not_found" });
  await expect(blockImprovement(db, depot.lead, { ...now, reason: "No." })).rejects.toMatchObject({
    kind: "not_found",
  });
  const look = { ...now, id: v7(), holds: "yes" as const, seen: "Seen", nextReviewOn: null };
  await expect(reviewStandard(db, depot.lead, look)).rejects.toMatchObject({ kind: "not_found" });

  const left = and(eq(sustainChecks.workspaceId, depot.workspace.id));
  expect(await db.select().from(sustainChecks).where(left)).toEqual([]);
});

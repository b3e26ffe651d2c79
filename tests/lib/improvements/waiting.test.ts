import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { members } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { seeRecurrence } from "@/lib/improvements/came-back";
import { countGainsHeld } from "@/lib/improvements/follow-through";
import { findImprovement } from "@/lib/improvements/improvement-page";
import { listBoard } from "@/lib/improvements/queries";
import { reviewStandard, writeStandard } from "@/lib/improvements/standards";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { giveWeakReason } from "@/lib/root-causes/weak-reason";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { listWaiting } from "@/lib/today/queries";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { anImprovementToCheck, aPlan, aRootCause, judged, seen, standing } from "./an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

const asksOf = async (member: Member) => (await listWaiting(db, member)).sustainAsks;
const say = (world: World, improvementId: string, afterDays: 30 | 90 | 365, answer: "held" | "slipping" | "lost") =>
  answerSustainCheck(db, world.seller, { improvementId, afterDays, answer, seen: "2 of 40 waited" });

test("“does it still hold?” waits on Today of the other side from its day on, the latest question alone", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");

  setDaysAhead(29);
  expect(await asksOf(mill.seller)).toEqual([]);
  setDaysAhead(30);
  expect(await asksOf(mill.seller)).toMatchObject([{ improvementId, afterDays: 30, ownerTeamId: mill.marketing }]);
  for (const nobody of [mill.lead, mill.facilitator, mill.executive]) expect(await asksOf(nobody)).toEqual([]);
  setDaysAhead(95);
  expect(await asksOf(mill.seller)).toMatchObject([{ afterDays: 90 }]);
  await say(mill, improvementId, 90, "held");

  expect(await asksOf(mill.seller)).toEqual([]);
});

test("its owner writes the standard, and whoever keeps it reviews it on its day", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");
  const next = async () => (await listWaiting(db, mill.lead)).nextSteps.map(({ id }) => id);
  expect(await next()).toEqual([improvementId]);
  const reviewOn = addDays(todayOf(mill.lead), 90);
  const words = { text: "Call within two hours", trainedRoles: "Inside sales", slipMeasure: "Leads older than a day" };
  await writeStandard(db, mill.lead, {
    ...(await seen(db, improvementId)),
    ...words,
    ownerId: mill.facilitator.id,
    reviewOn,
  });
  const due = async (member: Member) => (await listWaiting(db, member)).reviews;

  expect(await next()).toEqual([]);
  expect(await due(mill.facilitator)).toEqual([]);
  setDaysAhead(90);
  expect(await due(mill.facilitator)).toMatchObject([{ improvementId, reviewOn, isMine: true }]);
  expect(await due(mill.lead)).toEqual([]);
  const look = { id: v7(), holds: "yes" as const, seen: "39 of 40", nextReviewOn: null };
  await reviewStandard(db, mill.facilitator, { ...(await seen(db, improvementId)), ...look });

  expect(await due(mill.facilitator)).toEqual([]);
});

test("what came back waits for its owner and its checker, each until they have looked", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await judged(db, mill, "effective");
  setDaysAhead(30);
  await say(mill, improvementId, 30, "lost");
  const news = async (member: Member) => (await listWaiting(db, member)).cameBack;

  expect(await news(mill.lead)).toMatchObject([{ improvementId, sign: "sustain_check", reopened: true, more: 0 }]);
  expect(await news(mill.seller)).toHaveLength(1);
  expect(await news(mill.facilitator)).toEqual([]);
  await seeRecurrence(db, mill.lead, { improvementId });

  expect(await news(mill.lead)).toEqual([]);
  expect((await findImprovement(db, mill.seller, improvementId))?.follow.cameBack).toMatchObject([{ seenAt: null }]);
});

test("an open improvement whose owner has left waits for another owner on their side", async () => {
  const mill = await aWorkspace(db);
  const gone = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const improvementId = await aPlan(db, mill, { ownerId: gone.id });
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, gone.id));

  expect((await listWaiting(db, mill.lead)).ownerless).toMatchObject([{ improvementId, ownerName: "Tom Berg" }]);
  expect((await listWaiting(db, mill.seller)).ownerless).toEqual([]);
  const [plan] = await listBoard(db, mill.lead);
  expect(plan?.cards).toMatchObject([{ ownerEndedAt: expect.any(Date) }]);
});

test("a verdict whose checker has left waits for everybody of their side", async () => {
  const mill = await aWorkspace(db);
  const other = await aMember(db, mill, { name: "Mira Sol", role: "member", teamId: mill.sales });
  const improvementId = await anImprovementToCheck(db, mill);
  const verdicts = async (member: Member) => (await listWaiting(db, member)).verdicts.map(({ id }) => id);
  expect(await verdicts(other)).toEqual([]);

  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, mill.seller.id));

  expect(await verdicts(other)).toEqual([improvementId]);
  expect(await verdicts(mill.lead)).toEqual([]);
});

test("gains held after one year: held of asked, and what came back before is told beside it", async () => {
  const mill = await aWorkspace(db);
  const [held, silent, lost] = [
    await judged(db, mill, "effective"),
    await judged(db, mill, "effective"),
    await judged(db, mill, "effective"),
  ];
  const count = () => countGainsHeld(db, mill.lead, mill.relationship.id);
  setDaysAhead(90);
  await say(mill, lost, 90, "lost");
  setDaysAhead(364);
  expect(await count()).toEqual({ asked: 0, held: 0, endedBefore: 0 });
  setDaysAhead(365);

  await say(mill, held, 365, "held");

  expect(await count()).toEqual({ asked: 2, held: 1, endedBefore: 1 });
  expect((await standing(db, silent)).phase).toBe("act");
});

test("a root cause on which all that is done is weak asks for something stronger, or a reason in writing", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const weakId = await aPlan(db, mill, { rootCauseId, strength: 1 });
  const hint = async () => (await findImprovement(db, mill.lead, weakId))?.weak;

  expect(await hint()).toEqual([{ id: rootCauseId, weakReason: null }]);
  await giveWeakReason(db, mill.lead, { rootCauseId, weakReason: "The tool cannot do more." });
  expect(await hint()).toEqual([{ id: rootCauseId, weakReason: "The tool cannot do more." }]);
  await aPlan(db, mill, { rootCauseId, strength: 2 });

  expect(await hint()).toEqual([]);
});

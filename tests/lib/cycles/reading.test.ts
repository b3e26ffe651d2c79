import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { objectives } from "@/db/schema";
import { carryOver } from "@/lib/cycles/carrying-over";
import { listChain } from "@/lib/cycles/chain";
import {
  countJudged,
  listCameBack,
  listCycleImprovements,
  listIncidentsOnCauses,
  listMoved,
  listStuck,
  listVerified,
} from "@/lib/cycles/cycle-improvements";
import { movedSince, stuckBecause } from "@/lib/cycles/huddle-view";
import { closeCycle } from "@/lib/cycles/moving";
import { agreeObjective, proposeObjective } from "@/lib/cycles/objectives";
import { findCycle, listChoosable, listPressures } from "@/lib/cycles/queries";
import { endPressure, readPressure } from "@/lib/cycles/scanning";
import { countUndecided, listUndecided } from "@/lib/cycles/undecided";
import { listCycleWaits } from "@/lib/cycles/waiting";
import { blockImprovement } from "@/lib/improvements/blocking";
import { giveVerdict } from "@/lib/improvements/judging";
import { answerSustainCheck } from "@/lib/improvements/sustaining";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { anImprovementToCheck, anIncidentWithCause, aPlan, aRootCause, aVerdict } from "../improvements/an-improvement";
import { aCycleIn, anObjective, objectivesOf, seen, standing, writeReview } from "./a-cycle";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

test("a cycle is found in its own workspace alone, and what is no id finds nothing", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const cycleId = await aCycleIn(db, mill, "scan");

  expect(await findCycle(db, mill.executive, cycleId)).toMatchObject({ id: cycleId, phase: "scan", nextId: null });
  expect(await findCycle(db, depot.lead, cycleId)).toBeUndefined();
  expect(await findCycle(db, mill.lead, "not-an-id")).toBeUndefined();
  expect((await listChain(db, depot.lead, mill.relationship.id)).turns).toEqual([]);
});

test("the chain tells of each turn what it aimed at, what came of it, what was learned and what it left over", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill, { title: "Name a stand-in" });
  const first = await aCycleIn(db, mill, "review", { choose: [improvementId] });
  const decision = { decision: "continue", reason: "Nearly there", sponsor: null, dueOn: null } as const;
  await carryOver(db, mill.seller, { cycleId: first, improvementId, ...decision });
  await writeReview(db, mill, first);
  await closeCycle(db, mill.lead, await seen(db, first));
  const { endsOn } = await standing(db, first);
  const span = { name: "Next year", startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 365) };
  const second = await aCycleIn(db, mill, "scan", { span });

  const { turns, older } = await listChain(db, mill.executive, mill.relationship.id);

  expect(turns.map(({ id }) => id)).toEqual([second, first]);
  expect(turns[1]).toMatchObject({
    objectives: Array(3).fill({ result: "9 hours in the median.", firstOwnerName: "Ines Okafor" }),
    review: { learned: "Name one person a day.", cameBack: "Nothing." },
    leftOver: [{ id: improvementId, title: "Name a stand-in", decision: "continue", times: 1, total: 1 }],
  });
  expect(older).toBeUndefined();
  const earlier = await listChain(db, mill.lead, mill.relationship.id, span.startsOn);
  expect(earlier.turns.map(({ id }) => id)).toEqual([first]);
});

test("the next cycle asks about each pressure that stands, beside how strong it was; one that is over stays behind", async () => {
  const mill = await aWorkspace(db);
  const first = await aCycleIn(db, mill, "review");
  await writeReview(db, mill, first);
  const { endsOn } = await standing(db, first);
  const second = await aCycleIn(db, mill, "scan", {
    span: { startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 365) },
  });
  const pressuresOf = async (id: string) => {
    const cycle = await findCycle(db, mill.lead, id);
    return cycle ? listPressures(db, mill.lead, cycle) : [];
  };

  const [asked] = await pressuresOf(second);
  expect(asked).toMatchObject({ strength: null, lastStrength: 4, lastDirection: "rising" });
  const reading = { cycleId: second, pressureId: asked?.id ?? "", note: null };
  await readPressure(db, mill.lead, { ...reading, direction: "falling", strength: 2 });
  expect(await pressuresOf(second)).toMatchObject([{ strength: 2, lastStrength: 4 }]);
  expect(await pressuresOf(first)).toMatchObject([{ strength: 4, lastStrength: null }]);
  await endPressure(db, mill.lead, { cycleId: second, pressureId: asked?.id ?? "" });
  expect(await pressuresOf(second)).toMatchObject([{ isOver: true }]);
});

test("a huddle sees verdicts, what came in place and incidents on its causes since the last one", async () => {
  const mill = await aWorkspace(db);
  const today = todayOf(mill.lead);
  const rootCauseId = await aRootCause(db, mill.lead);
  const judged = await anImprovementToCheck(db, mill, { rootCauseId });
  const untouched = await aPlan(db, mill);
  const cycleId = await aCycleIn(db, mill, "running", { choose: [judged, untouched] });
  await giveVerdict(db, mill.seller, await aVerdict(db, judged, "effective"));
  const { incidentId } = await anIncidentWithCause(db, mill, rootCauseId, today);
  await anIncidentWithCause(db, mill, await aRootCause(db, mill.lead), today);
  await anIncidentWithCause(db, mill, rootCauseId, addDays(today, -30));

  const week = addDays(today, -7);
  const moved = await listMoved(db, mill.lead, cycleId, week);
  const cycle = { id: cycleId, relationshipId: mill.relationship.id };
  const incidents = await listIncidentsOnCauses(db, mill.lead, cycle, week);

  expect(moved.total).toBe(1);
  expect(movedSince(moved.improvements, week)).toMatchObject({ judged: [{ id: judged }], implemented: [] });
  expect((await listMoved(db, mill.lead, cycleId, addDays(today, 1))).total).toBe(0);
  expect(incidents.map(({ id }) => id)).toEqual([incidentId]);
});

test("a huddle sees what is stuck by the same rule as everywhere, and a review what was verified and what came back", async () => {
  const mill = await aWorkspace(db);
  const today = todayOf(mill.lead);
  const rootCauseId = await aRootCause(db, mill.lead);
  const effective = await anImprovementToCheck(db, mill, { rootCauseId });
  const [late, blocked, waiting, early] = [
    await aPlan(db, mill, { dueOn: addDays(today, -1) }),
    await aPlan(db, mill, { dueOn: addDays(today, 9) }),
    await anImprovementToCheck(db, mill),
    await aPlan(db, mill, { dueOn: today }),
  ];
  const choose = [effective, late, blocked, waiting, early];
  const cycleId = await aCycleIn(db, mill, "running", { choose });
  await giveVerdict(db, mill.seller, await aVerdict(db, effective, "effective"));
  await blockImprovement(db, mill.lead, { improvementId: blocked, version: 1, reason: "IT" });
  const listed = async (list: typeof listStuck) => {
    const { improvements } = await list(db, mill.lead, cycleId, today);
    return improvements.map(({ id }) => id);
  };

  const { improvements: all, total } = await listCycleImprovements(db, mill.lead, cycleId, 2);
  expect([all.length, total]).toEqual([2, 5]);
  const stuck = await listStuck(db, mill.lead, cycleId, today);
  expect(stuck.improvements.map(({ id }) => id).sort()).toEqual([late, blocked, waiting].sort());
  expect(stuck.improvements.every((one) => stuckBecause(one, today))).toBe(true);
  expect(await listed(listVerified)).toEqual([effective]);
  expect(await countJudged(db, mill.lead, cycleId, today)).toBe(1);
  expect(await listed(listCameBack)).toEqual([]);
  setDaysAhead(30);
  const lost = { afterDays: 30, answer: "lost", seen: "Four waited." } as const;
  await answerSustainCheck(db, mill.seller, { improvementId: effective, ...lost });
  expect(await listed(listCameBack)).toEqual([effective]);
  expect(await listVerified(db, mill.lead, cycleId, addDays(today, 1))).toMatchObject({ total: 0 });
});

test("stuck is what is blocked, late, or waits for its check; what has ended is not", () => {
  const under = {
    dueOn: null,
    implementedOn: null,
    blockedReason: null,
    checkBy: null,
    verdict: null,
    verdictOn: null,
  };
  const today = "2026-11-22";

  expect(stuckBecause({ ...under, phase: "do", dueOn: today }, today)).toBeNull();
  expect(stuckBecause({ ...under, phase: "do", dueOn: "2026-11-20" }, today)).toEqual({ why: "late", days: 2 });
  expect(stuckBecause({ ...under, phase: "check", dueOn: "2026-11-20" }, today)).toBeNull();
  expect(stuckBecause({ ...under, phase: "check", checkBy: "2026-11-21" }, today)).toEqual({ why: "check", days: 1 });
  expect(stuckBecause({ ...under, phase: "plan", blockedReason: "IT" }, today)).toEqual({ why: "blocked", days: null });
  expect(stuckBecause({ ...under, phase: "cancelled", dueOn: "2026-11-20" }, today)).toBeNull();
});

test("what was found effective and waits for its standard needs no decision", async () => {
  const mill = await aWorkspace(db);
  const [effective, open] = [await anImprovementToCheck(db, mill), await aPlan(db, mill)];
  const cycleId = await aCycleIn(db, mill, "running", { choose: [effective, open] });
  await giveVerdict(db, mill.seller, await aVerdict(db, effective, "effective"));

  expect((await listUndecided(db, mill.lead, cycleId)).map(({ id }) => id)).toEqual([open]);
  expect(await countUndecided(db, mill.lead, cycleId)).toBe(1);
  expect(await countUndecided(db, mill.lead, cycleId, effective)).toBe(0);
});

test("only open improvements of the relationship that no open cycle works on may be chosen", async () => {
  const mill = await aWorkspace(db);
  const [taken, free] = [await aPlan(db, mill), await aPlan(db, mill)];
  await aCycleIn(db, mill, "running", { choose: [taken] });

  expect((await listChoosable(db, mill.lead, mill.relationship.id)).map(({ id }) => id)).toEqual([free]);
});

test("Today asks a member to answer for their side, until their side has agreed to the words as they stand", async () => {
  const mill = await aWorkspace(db);
  const colleague = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const cycleId = await aCycleIn(db, mill, "catchball");
  const asked = async (member = mill.lead) =>
    (await listCycleWaits(db, member)).map(({ asks, title }) => `${asks} ${title}`);
  const all = ["answer Answer within a day", "answer One definition of a lead", "answer Fewer sent back"];

  expect(await asked()).toEqual(all);
  const [one] = await objectivesOf(db, cycleId);
  await agreeObjective(db, mill.lead, { objectiveId: one?.id ?? "", version: 1, words: null });
  expect([await asked(), await asked(colleague)]).toEqual([all.slice(1), all.slice(1)]);
  expect(await asked(mill.seller)).toEqual(all);
  for (const nobody of [mill.facilitator, mill.executive]) expect(await asked(nobody)).toEqual([]);
});

test("Today tells an owner that the other side has nobody for their objective yet", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "plan");
  await proposeObjective(db, mill.lead, anObjective(mill, cycleId, { id: v7(), secondOwnerId: null }));

  expect(await listCycleWaits(db, mill.lead)).toMatchObject([{ asks: "partner", cycleId }]);
  expect(await listCycleWaits(db, mill.seller)).toEqual([]);
});

test("Today reminds leads and owners of the quarterly review, and of a cycle whose last day has passed", async () => {
  const mill = await aWorkspace(db);
  const colleague = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const today = todayOf(mill.lead);
  const cycleId = await aCycleIn(db, mill, "running");
  const since = addDays(today, -9); // it began 100 days ago

  for (const member of [mill.lead, mill.seller])
    expect(await listCycleWaits(db, member)).toMatchObject([{ asks: "review", cycleId, since }]);
  expect(await listCycleWaits(db, colleague)).toEqual([]);
  await db.update(objectives).set({ firstOwnerId: colleague.id }).where(eq(objectives.cycleId, cycleId));
  expect(await listCycleWaits(db, colleague)).toMatchObject([{ asks: "review" }]);

  const depot = await aWorkspace(db);
  const endsOn = addDays(today, -1);
  await aCycleIn(db, depot, "running", { span: { startsOn: addDays(today, -60), endsOn } });
  expect(await listCycleWaits(db, depot.lead)).toMatchObject([{ asks: "end", since: endsOn }]);
});

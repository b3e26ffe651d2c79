import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { carryOvers, catchballTurns, cycles, members, objectives } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { carryOver, chooseImprovement, letImprovementGo } from "@/lib/cycles/carrying-over";
import { handOnObjective, listLeftOwners } from "@/lib/cycles/handing-on";
import { holdHuddle, reviewObjective, reviewYear } from "@/lib/cycles/looking-back";
import { closeCycle, commitCycle, moveOn } from "@/lib/cycles/moving";
import { agreeObjective, proposeObjective, removeObjective, rewordObjective } from "@/lib/cycles/objectives";
import { openCycle } from "@/lib/cycles/opening";
import { endPressure, notePressure, readPressure } from "@/lib/cycles/scanning";
import { listCycleWaits } from "@/lib/cycles/waiting";
import { cancelImprovement } from "@/lib/improvements/working";
import { addDays } from "@/lib/text/days";
import { verbsOn } from "../../support/activities";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { aPlan } from "../improvements/an-improvement";
import {
  aCycleIn,
  anObjective,
  aPressure,
  aSpan,
  improvementRow,
  objectivesOf,
  seen,
  standing,
  writeReview,
} from "./a-cycle";

const db = await testDatabase();

test("a lead opens a cycle, once however often it is sent; a member and an executive do not", async () => {
  const mill = await aWorkspace(db);
  const span = aSpan(mill);

  const first = await openCycle(db, mill.lead, span);
  const again = await openCycle(db, mill.lead, span);

  expect(again).toEqual(first);
  expect(await verbsOn(db, span.id)).toEqual(["cycle.opened"]);
  for (const member of [mill.seller, mill.executive])
    await expect(openCycle(db, member, aSpan(mill))).rejects.toMatchObject({ kind: "forbidden" });
});

test("cycles of one relationship never overlap, also when two are opened at once", async () => {
  const mill = await aWorkspace(db);

  const both = await Promise.allSettled([
    openCycle(db, mill.lead, aSpan(mill)),
    openCycle(db, mill.owner, aSpan(mill)),
  ]);

  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = both.find(({ status }) => status === "rejected");
  expect(refused).toMatchObject({
    reason: { kind: "invalid", fields: { startsOn: [expect.stringMatching(/overlap/)] } },
  });
  expect(await db.select().from(cycles).where(eq(cycles.workspaceId, mill.workspace.id))).toHaveLength(1);
});

test("the next cycle waits for the review of the one before, and begins after its last day", async () => {
  const mill = await aWorkspace(db);
  const first = await aCycleIn(db, mill, "running");
  const { endsOn } = await standing(db, first);
  const next = aSpan(mill, { startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 365) });

  await expect(openCycle(db, mill.lead, next)).rejects.toMatchObject({ kind: "conflict" });
  await moveOn(db, mill.lead, { ...(await seen(db, first)), to: "review" });
  await expect(openCycle(db, mill.lead, { ...next, startsOn: endsOn })).rejects.toMatchObject({ kind: "invalid" });
  await openCycle(db, mill.lead, next);

  expect(await standing(db, next.id)).toMatchObject({ previousId: first, phase: "scan" });
});

test("a relationship of another workspace has no cycles here, and its cycles do not exist", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const cycleId = await aCycleIn(db, mill, "running");
  const foreign = aSpan(depot, { relationshipId: mill.relationship.id });

  await expect(openCycle(db, depot.lead, foreign)).rejects.toMatchObject({ kind: "not_found" });
  for (const deed of [
    async () => moveOn(db, depot.lead, { ...(await seen(db, cycleId)), to: "review" }),
    () => notePressure(db, depot.lead, aPressure(cycleId)),
    () => holdHuddle(db, depot.lead, { cycleId, version: null, moved: "x", stuck: null, help: null }),
  ])
    await expect(deed()).rejects.toMatchObject({ kind: "not_found" });
});

test("planning follows the scan: a pressure was read first", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "scan");
  const plan = async () => moveOn(db, mill.seller, { ...(await seen(db, cycleId)), to: "plan" });

  await expect(plan()).rejects.toMatchObject({ kind: "invalid", message: expect.stringContaining("pressure") });
  await notePressure(db, mill.facilitator, aPressure(cycleId));
  await plan();

  expect(await standing(db, cycleId)).toMatchObject({ phase: "plan", version: 2 });
});

test("a phase is never skipped, and a step on a cycle that moved on meanwhile is refused", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "plan");
  const now = await seen(db, cycleId);

  await expect(moveOn(db, mill.lead, { ...now, to: "running" })).rejects.toMatchObject({ kind: "conflict" });
  await expect(commitCycle(db, mill.lead, now)).rejects.toMatchObject({ kind: "conflict" });
  await expect(closeCycle(db, mill.lead, now)).rejects.toMatchObject({ kind: "conflict" });
  await expect(moveOn(db, mill.lead, { ...now, version: 1, to: "catchball" })).rejects.toMatchObject({
    kind: "conflict",
    standing: { phase: "plan" },
  });
});

test("a pressure is read once for each cycle, what was said last stands, and one that is over is not read", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "scan");
  const pressure = aPressure(cycleId);
  await notePressure(db, mill.lead, pressure);
  await notePressure(db, mill.lead, pressure);
  const reading = { cycleId, pressureId: pressure.id, direction: "falling", strength: 2, note: null } as const;
  await readPressure(db, mill.seller, reading);
  await endPressure(db, mill.seller, { cycleId, pressureId: pressure.id });

  await expect(readPressure(db, mill.seller, reading)).rejects.toMatchObject({ kind: "conflict" });
  expect(await verbsOn(db, cycleId)).toEqual([
    "cycle.opened",
    "cycle.pressure_noted",
    "cycle.pressure_read",
    "cycle.pressure_ended",
  ]);
});

test("an owner of an objective belongs to the side they own it for", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "plan");
  const propose = (firstOwnerId: string) =>
    proposeObjective(db, mill.lead, anObjective(mill, cycleId, { firstOwnerId }));

  for (const { id } of [mill.seller, mill.facilitator, mill.executive])
    await expect(propose(id)).rejects.toMatchObject({ fields: { firstOwnerId: [expect.any(String)] } });
  await propose(mill.lead.id);

  expect(await objectivesOf(db, cycleId)).toHaveLength(1);
});

test("a cycle is committed by a lead once both sides agreed to three whole objectives", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "catchball");
  const commit = async (member = mill.lead) => commitCycle(db, member, await seen(db, cycleId));
  const agree = async (member: typeof mill.lead) => {
    for (const { id: objectiveId, version } of await objectivesOf(db, cycleId))
      await agreeObjective(db, member, { objectiveId, version, words: null });
  };

  await agree(mill.lead);
  await expect(commit()).rejects.toMatchObject({
    kind: "invalid",
    message: expect.stringContaining("Sales has not agreed"),
  });
  await agree(mill.seller);
  await expect(commit(mill.seller)).rejects.toMatchObject({ kind: "forbidden" });
  await commit();

  expect(await standing(db, cycleId)).toMatchObject({ phase: "committed", committedAt: expect.any(Date) });
});

test("two objectives are too few to commit to", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "catchball");
  const [one] = await objectivesOf(db, cycleId);
  await removeObjective(db, mill.seller, { objectiveId: one?.id ?? "", version: 1 });
  for (const { id: objectiveId, version } of await objectivesOf(db, cycleId))
    for (const member of [mill.lead, mill.seller])
      await agreeObjective(db, member, { objectiveId, version, words: null });

  await expect(commitCycle(db, mill.lead, await seen(db, cycleId))).rejects.toMatchObject({
    message: "It takes 3 to 5 objectives; there are 2.",
  });
});

test("a counter-proposal voids what both sides agreed to; whoever is neutral writes but does not agree", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "catchball");
  for (const { id: objectiveId, version } of await objectivesOf(db, cycleId))
    for (const member of [mill.lead, mill.seller])
      await agreeObjective(db, member, { objectiveId, version, words: null });
  const [one] = await objectivesOf(db, cycleId);
  if (!one) throw new Error("no objective");
  const { cycleId: _cycle, id: _id, ...words } = anObjective(mill, cycleId, { title: one.title, target: "under 12" });
  const reword = { objectiveId: one.id, version: 1, ...words, words: "Eight is out of reach with two people." };

  await rewordObjective(db, mill.seller, reword);
  await rewordObjective(db, mill.seller, reword);

  expect((await objectivesOf(db, cycleId))[0]).toMatchObject({ target: "under 12", version: 2 });
  await expect(commitCycle(db, mill.lead, await seen(db, cycleId))).rejects.toMatchObject({
    message: expect.stringContaining("Marketing and Sales have not agreed"),
  });
  const agreed = { objectiveId: one.id, version: 2, words: null };
  await expect(agreeObjective(db, mill.facilitator, agreed)).rejects.toMatchObject({ kind: "forbidden" });
  await expect(agreeObjective(db, mill.lead, { ...agreed, version: 1 })).rejects.toMatchObject({ kind: "conflict" });
  const turns = await db.select().from(catchballTurns).where(eq(catchballTurns.objectiveId, one.id));
  expect(turns.map(({ move, ofVersion }) => [move, ofVersion])).toEqual([
    ["proposal", 1],
    ["agreed", 1],
    ["agreed", 1],
    ["counter_proposal", 2],
  ]);
});

test("what both sides committed to changes only where a quarterly review says that it is adapted", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "running");
  const [one] = await objectivesOf(db, cycleId);
  const { cycleId: _cycle, id: _id, ...words } = anObjective(mill, cycleId, { target: "under 12" });
  const reword = () =>
    rewordObjective(db, mill.lead, { objectiveId: one?.id ?? "", version: 1, ...words, words: null });

  await expect(reword()).rejects.toMatchObject({ kind: "conflict" });
  const review = { objectiveId: one?.id ?? "", decision: "adapt", reason: "A seller left." } as const;
  await reviewObjective(db, mill.seller, review);
  await reword();
  await agreeObjective(db, mill.seller, { objectiveId: one?.id ?? "", version: 2, words: null });

  expect((await objectivesOf(db, cycleId))[0]).toMatchObject({ target: "under 12", version: 2, decision: "adapt" });
});

test("where an owner has left, their side names another; the words and what was agreed stay", async () => {
  const mill = await aWorkspace(db);
  const [gone, next] = [
    await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing }),
    await aMember(db, mill, { name: "Mira Sol", role: "member", teamId: mill.marketing }),
  ];
  const cycleId = await aCycleIn(db, mill, "running");
  const [one] = await objectivesOf(db, cycleId);
  const objectiveId = one?.id ?? "";
  const handOn = (ownerId: string) => handOnObjective(db, mill.seller, { objectiveId, ownerId });
  await expect(handOn(next.id)).rejects.toMatchObject({ kind: "conflict" });
  await db.update(objectives).set({ firstOwnerId: gone.id }).where(eq(objectives.id, objectiveId));
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, gone.id));
  expect(await listLeftOwners(db, mill.lead, cycleId)).toMatchObject([
    { objectiveId, name: "Tom Berg", isFirst: true },
  ]);
  const asked = async (member: Member) => (await listCycleWaits(db, member)).filter(({ asks }) => asks === "owner");
  expect(await asked(mill.lead)).toMatchObject([{ objectiveId }]);
  expect(await asked(mill.seller)).toEqual([]);

  for (const neutral of [mill.facilitator.id, gone.id])
    await expect(handOn(neutral)).rejects.toMatchObject({ fields: { ownerId: [expect.any(String)] } });
  await handOn(next.id);
  await handOn(next.id);

  expect((await objectivesOf(db, cycleId))[0]).toMatchObject({ firstOwnerId: next.id, version: one?.version });
  expect(await listLeftOwners(db, mill.lead, cycleId)).toEqual([]);
  expect((await verbsOn(db, cycleId)).filter((verb) => verb === "cycle.objective_handed_on")).toHaveLength(1);
});

test("a cycle is not committed while an owner of its objectives has left", async () => {
  const mill = await aWorkspace(db);
  const gone = await aMember(db, mill, { name: "Tom Berg", role: "member", teamId: mill.marketing });
  const cycleId = await aCycleIn(db, mill, "catchball");
  const [one] = await objectivesOf(db, cycleId);
  await db
    .update(objectives)
    .set({ firstOwnerId: gone.id })
    .where(eq(objectives.id, one?.id ?? ""));
  await db.update(members).set({ endedAt: new Date() }).where(eq(members.id, gone.id));

  await expect(commitCycle(db, mill.lead, await seen(db, cycleId))).rejects.toMatchObject({
    message: expect.stringContaining("Tom Berg has left. Name another owner."),
  });
});

test("improvements of the relationship that are open come into the cycle, and into one cycle at a time", async () => {
  const mill = await aWorkspace(db);
  const [open, over] = [await aPlan(db, mill), await aPlan(db, mill)];
  await cancelImprovement(db, mill.lead, { improvementId: over, version: 1, reason: "Not needed" });
  const cycleId = await aCycleIn(db, mill, "running");

  await chooseImprovement(db, mill.seller, { cycleId, improvementId: open });
  const late = chooseImprovement(db, mill.seller, { cycleId, improvementId: over });

  await expect(late).rejects.toMatchObject({ fields: { improvementId: ["This improvement has ended."] } });
  expect(await improvementRow(db, open)).toMatchObject({ cycleId });
  await letImprovementGo(db, mill.seller, { cycleId, improvementId: open });
  expect(await improvementRow(db, open)).toMatchObject({ cycleId: null });
  expect((await verbsOn(db, open)).slice(-2)).toEqual(["improvement.chosen", "improvement.let_go"]);
});

test("a day has one huddle; two people who write on it both keep their words", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "running");
  const words = { cycleId, moved: "The rule is in place", stuck: null, help: null };

  await holdHuddle(db, mill.lead, { ...words, version: null });
  await holdHuddle(db, mill.lead, { ...words, version: null });
  const other = holdHuddle(db, mill.seller, { ...words, help: "IT for an hour", version: null });

  await expect(other).rejects.toMatchObject({ kind: "conflict", standing: { moved: words.moved, version: 1 } });
  await holdHuddle(db, mill.seller, { ...words, help: "IT for an hour", version: 1 });
  const empty = { cycleId, moved: null, stuck: null, help: null, version: 2 };
  await expect(holdHuddle(db, mill.seller, empty)).rejects.toMatchObject({ kind: "invalid" });
});

test("a cycle closes once its results, its review and a decision on all that is unfinished are written", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  const cycleId = await aCycleIn(db, mill, "review", { choose: [improvementId] });
  const close = async () => closeCycle(db, mill.lead, await seen(db, cycleId));

  await expect(close()).rejects.toMatchObject({
    kind: "invalid",
    message: expect.stringMatching(/Write the review.*“Answer within a day”.*1 improvement is unfinished/),
  });
  await writeReview(db, mill, cycleId);
  await expect(close()).rejects.toMatchObject({ message: expect.stringMatching(/^1 improvement is unfinished/) });
  const decision = { decision: "continue", reason: "Nearly there", sponsor: null, dueOn: null } as const;
  await carryOver(db, mill.seller, { cycleId, improvementId, ...decision });
  await close();

  expect(await standing(db, cycleId)).toMatchObject({ phase: "closed", closedAt: expect.any(Date) });
  await expect(notePressure(db, mill.lead, aPressure(cycleId))).rejects.toMatchObject({ kind: "conflict" });
});

test("what is carried over keeps its day, is counted, and comes along into the next cycle; the second time asks for a sponsor", async () => {
  const mill = await aWorkspace(db);
  const improvementId = await aPlan(db, mill);
  const before = await improvementRow(db, improvementId);
  const first = await aCycleIn(db, mill, "review", { choose: [improvementId] });
  const decision = { improvementId, decision: "continue", reason: "Nearly there", sponsor: null, dueOn: null } as const;
  await carryOver(db, mill.seller, { cycleId: first, ...decision });
  await writeReview(db, mill, first);
  await closeCycle(db, mill.lead, await seen(db, first));
  const { endsOn } = await standing(db, first);

  const second = await aCycleIn(db, mill, "review", {
    span: { name: "Next year", startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 365) },
  });

  expect(await improvementRow(db, improvementId)).toMatchObject({
    cycleId: second,
    carriedOver: 1,
    createdAt: before.createdAt,
    firstDueOn: before.firstDueOn,
  });
  const again = carryOver(db, mill.seller, { cycleId: second, ...decision });
  await expect(again).rejects.toMatchObject({ fields: { sponsor: [expect.stringContaining("time 2")] } });
  await carryOver(db, mill.seller, { cycleId: second, ...decision, sponsor: "Claire Aubert" });
  expect(await improvementRow(db, improvementId)).toMatchObject({ carriedOver: 2 });
});

test("what is decided while the next cycle stands already moves there; planned anew it gets another day, dropped it ends", async () => {
  const mill = await aWorkspace(db);
  const [replanned, dropped] = [await aPlan(db, mill), await aPlan(db, mill)];
  const first = await aCycleIn(db, mill, "review", { choose: [replanned, dropped] });
  const { endsOn } = await standing(db, first);
  const span = { startsOn: addDays(endsOn, 1), endsOn: addDays(endsOn, 365) };
  const next = await openCycle(db, mill.lead, aSpan(mill, span));
  const decide = { cycleId: first, reason: "It was too much", sponsor: null };
  const dueOn = addDays(endsOn, 30);

  await carryOver(db, mill.seller, { ...decide, improvementId: replanned, decision: "replan", dueOn });
  await carryOver(db, mill.seller, { ...decide, improvementId: dropped, decision: "drop", dueOn: null });

  const moved = { cycleId: next.id, dueOn, firstDueOn: "2026-12-01", carriedOver: 1 };
  expect(await improvementRow(db, replanned)).toMatchObject(moved);
  expect(await improvementRow(db, dropped)).toMatchObject({ phase: "cancelled", cycleId: first, carriedOver: 0 });
});

test("what has ended, or stands in no cycle, is not carried over; a decision is made once, and only in the review", async () => {
  const mill = await aWorkspace(db);
  const [over, loose, decided] = [await aPlan(db, mill), await aPlan(db, mill), await aPlan(db, mill)];
  const cycleId = await aCycleIn(db, mill, "running", { choose: [over, decided] });
  const decision = { cycleId, decision: "continue", reason: "Why not", sponsor: null, dueOn: null } as const;
  const early = carryOver(db, mill.seller, { ...decision, improvementId: decided });
  await expect(early).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("review") });
  await cancelImprovement(db, mill.lead, { improvementId: over, version: 1, reason: "Not needed" });
  await moveOn(db, mill.lead, { ...(await seen(db, cycleId)), to: "review" });
  await carryOver(db, mill.seller, { ...decision, improvementId: decided });

  for (const [improvementId, words] of [
    [over, "This improvement has ended. What is over is not carried over."],
    [loose, "This improvement is not part of the cycle."],
    [decided, "This has been decided for this cycle already."],
  ] as const)
    await expect(carryOver(db, mill.seller, { ...decision, improvementId })).rejects.toMatchObject({
      kind: "conflict",
      message: words,
    });
  const rows = await db.select().from(carryOvers).where(eq(carryOvers.workspaceId, mill.workspace.id));
  expect(rows).toHaveLength(1);
});

test("the review of the whole is one, and is not overwritten unseen", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "review");
  const words = { cycleId, verified: "a", cameBack: "b", learned: "c", pressuresMoved: "d" };

  await reviewYear(db, mill.lead, { ...words, version: null });
  const other = reviewYear(db, mill.seller, { ...words, learned: "e", version: null });

  await expect(other).rejects.toMatchObject({ kind: "conflict", standing: { learned: "c", version: 1 } });
  await reviewYear(db, mill.seller, { ...words, learned: "e", version: 1 });
});

test("an executive reads and changes nothing of a cycle", async () => {
  const mill = await aWorkspace(db);
  const cycleId = await aCycleIn(db, mill, "running");
  const reader = mill.executive;
  const [one] = await objectivesOf(db, cycleId);

  for (const deed of [
    () => notePressure(db, reader, aPressure(cycleId)),
    () => holdHuddle(db, reader, { cycleId, version: null, moved: "x", stuck: null, help: null }),
    () => reviewObjective(db, reader, { objectiveId: one?.id ?? v7(), decision: "stop", reason: "x" }),
    () => chooseImprovement(db, reader, { cycleId, improvementId: v7() }),
  ])
    await expect(deed()).rejects.toMatchObject({ kind: "forbidden" });
});

import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { causeTrees, incidents, recurrenceNotices, recurrences } from "@/db/schema";
import { linkTree } from "@/lib/causes/link-incidents";
import { seeRecurrence } from "@/lib/improvements/came-back";
import { giveVerdict } from "@/lib/improvements/judging";
import { writePrediction } from "@/lib/improvements/predicting";
import { startImprovement } from "@/lib/improvements/working";
import { editIncident } from "@/lib/incidents/commands";
import { linkRootCause, unlinkRootCause } from "@/lib/incidents/known-causes";
import { importCase } from "@/lib/portability/import-case";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { setDaysAhead } from "@/lib/text/clock";
import { addDays, todayOf } from "@/lib/text/days";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn } from "../causes/at-a-tree";
import { aCase, aCaseWhy, changed } from "../portability/cases";
import {
  anImprovementToCheck,
  anIncidentWithCause,
  aPlan,
  aPrediction,
  aRootCause,
  aVerdict,
  putInPlaceOn,
  seen,
  standing,
  verbsOf,
} from "./an-improvement";

const db = await testDatabase();
afterEach(() => setDaysAhead(0));

/** Found effective, on a root cause, in place for 90 days. */
async function anEffective(world: World) {
  const text = `A queue nobody owns ${v7()}`;
  const rootCauseId = await aRootCause(db, world.lead, text);
  const improvementId = await anImprovementToCheck(db, world, { rootCauseId });
  await giveVerdict(db, world.seller, await aVerdict(db, improvementId, "effective"));
  const inPlace = (await standing(db, improvementId)).implementedOn as string;
  return { rootCauseId, text, improvementId, inPlace };
}
const written = (improvementId: string) =>
  db.select().from(recurrences).where(eq(recurrences.improvementId, improvementId)).orderBy(recurrences.at);

test("an incident linked to the cause of what was found effective takes it back to plan, once", async () => {
  const mill = await aWorkspace(db);
  const { rootCauseId, improvementId, inPlace } = await anEffective(mill);
  const incidentId = await incidentRow(db, mill, { occurredOn: addDays(inPlace, 1) });

  await linkRootCause(db, mill.seller, { incidentId, rootCauseId });
  await unlinkRootCause(db, mill.seller, { incidentId, rootCauseId });
  await linkRootCause(db, mill.seller, { incidentId, rootCauseId });

  expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2, implementedOn: null });
  expect(await written(improvementId)).toMatchObject([
    { sign: "incident", incidentId, rootCauseId, iteration: 1, reopened: true, afterVerified: false },
  ]);
  const verbs = await verbsOf(db, mill, improvementId);
  expect(verbs.filter((verb) => verb === "improvement.came_back")).toHaveLength(1);
});

test("on the very day it came in place, or before, nothing came back", async () => {
  const mill = await aWorkspace(db);
  const { rootCauseId, improvementId, inPlace } = await anEffective(mill);

  for (const occurredOn of [inPlace, addDays(inPlace, -30)]) {
    const incidentId = await incidentRow(db, mill, { occurredOn });
    await linkRootCause(db, mill.lead, { incidentId, rootCauseId });
  }

  expect(await standing(db, improvementId)).toMatchObject({ phase: "act", iteration: 1 });
  expect(await written(improvementId)).toEqual([]);
});

test("a day that was corrected counts as if it had been right from the start", async () => {
  const mill = await aWorkspace(db);
  const { rootCauseId, improvementId, inPlace } = await anEffective(mill);
  const incidentId = await incidentRow(db, mill, { occurredOn: inPlace });
  await linkRootCause(db, mill.lead, { incidentId, rootCauseId });
  const [{ id: _id, ...incident }] = (await db.select().from(incidents).where(eq(incidents.id, incidentId))) as [
    typeof incidents.$inferSelect,
  ];

  await editIncident(db, mill.lead, { ...incident, incidentId, occurredOn: addDays(inPlace, 3) } as never);

  expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2 });
});

test("a tree that ends in the cause, a tree that is linked and an entry that is merged reopen it, too", async () => {
  const mill = await aWorkspace(db);
  const today = todayOf(mill.lead);

  const linked = await anEffective(mill);
  const { treeId } = await anIncidentWithCause(db, mill, linked.rootCauseId, addDays(linked.inPlace, -5));
  await db.update(causeTrees).set({ settledAt: null }).where(eq(causeTrees.id, treeId));
  const incidentId = await incidentRow(db, mill, { occurredOn: today });
  await linkTree(db, mill.lead, { incidentId, treeId });

  const merged = await anEffective(mill);
  const sameId = await aRootCause(db, mill.lead);
  await anIncidentWithCause(db, mill, sameId, today);
  await mergeRootCauses(db, mill.lead, { rootCauseId: sameId, intoId: merged.rootCauseId, version: 1 });

  for (const { improvementId } of [linked, merged])
    expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2 });
});

test("a branch that ends in the cause, and a file that brings an incident of it, reopen it, too", async () => {
  const mill = await aWorkspace(db);

  const ended = await anEffective(mill);
  const { lead, incidentId } = await aTreeIn(db, mill);
  const [day] = [addDays(ended.inPlace, 5)];
  await db.update(incidents).set({ occurredOn: day }).where(eq(incidents.id, incidentId));
  const whyId = await lead.asks(ended.text);
  await lead.verifies(whyId);
  await lead.end({ whyId, ...asRootCause });

  const brought = await anEffective(mill);
  const why = aCaseWhy("1", { text: brought.text, ending: "root_cause", category: "process" });
  const file = changed(aCase("a", [why]), (json) => Object.assign(json.incidents[0] ?? {}, { occurredOn: day }));
  await importCase(db, mill.lead, file);

  for (const { improvementId } of [ended, brought])
    expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2 });
});

test("what is still watched stays at check: it is written down, and may be found ineffective at once", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const improvementId = await anImprovementToCheck(db, mill, { rootCauseId });
  const today = todayOf(mill.lead);
  await putInPlaceOn(db, improvementId, addDays(today, -10));
  const incidentId = await incidentRow(db, mill, { occurredOn: addDays(today, -2) });
  await linkRootCause(db, mill.lead, { incidentId, rootCauseId });

  expect(await standing(db, improvementId)).toMatchObject({ phase: "check", iteration: 1 });
  expect(await written(improvementId)).toMatchObject([{ reopened: false, incidentId }]);
  const say = async (verdict: "effective" | "partly" | "ineffective") =>
    giveVerdict(db, mill.seller, await aVerdict(db, improvementId, verdict));
  await expect(say("partly")).rejects.toMatchObject({ fields: { verdict: [expect.any(String)] } });
  await say("ineffective");

  expect(await standing(db, improvementId)).toMatchObject({ phase: "act" });
});

test("what came back within the window is not found effective after it either", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const improvementId = await anImprovementToCheck(db, mill, { rootCauseId });
  const incidentId = await incidentRow(db, mill, { occurredOn: addDays(todayOf(mill.lead), -2) });
  await linkRootCause(db, mill.lead, { incidentId, rootCauseId });

  await expect(giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "effective"))).rejects.toMatchObject({
    fields: { verdict: [expect.stringContaining("came back")] },
  });
});

test("the latest one in place before the day is reopened; an earlier one stands", async () => {
  const mill = await aWorkspace(db);
  const first = await anEffective(mill);
  const secondId = await anImprovementToCheck(db, mill, { rootCauseId: first.rootCauseId });
  await putInPlaceOn(db, secondId, addDays(first.inPlace, 10));
  await putInPlaceOn(db, first.improvementId, addDays(first.inPlace, -10));
  setDaysAhead(30);
  await giveVerdict(db, mill.seller, await aVerdict(db, secondId, "effective"));
  const incidentId = await incidentRow(db, mill, { occurredOn: addDays(todayOf(mill.lead), 1) });

  await linkRootCause(db, mill.lead, { incidentId, rootCauseId: first.rootCauseId });

  expect(await standing(db, secondId)).toMatchObject({ phase: "plan" });
  expect(await standing(db, first.improvementId)).toMatchObject({ phase: "act" });
  expect(await written(secondId)).toMatchObject([{ afterVerified: true }]);
});

test("a second incident on the same cause is written down and reopens nothing twice", async () => {
  const mill = await aWorkspace(db);
  const { rootCauseId, improvementId } = await anEffective(mill);
  for (const _ of [1, 2]) {
    const incidentId = await incidentRow(db, mill, { occurredOn: todayOf(mill.lead) });
    await linkRootCause(db, mill.lead, { incidentId, rootCauseId });
  }

  expect(await standing(db, improvementId)).toMatchObject({ phase: "plan", iteration: 2 });
  expect((await written(improvementId)).map(({ reopened }) => reopened)).toEqual([true, false]);
});

test("its owner and the other side's checker are told until each has seen it", async () => {
  const mill = await aWorkspace(db);
  const { rootCauseId, improvementId } = await anEffective(mill);
  const incidentId = await incidentRow(db, mill, { occurredOn: todayOf(mill.lead) });
  await linkRootCause(db, mill.facilitator, { incidentId, rootCauseId });
  const unseen = async () =>
    (await db.select().from(recurrenceNotices).where(eq(recurrenceNotices.workspaceId, mill.workspace.id)))
      .filter(({ seenAt }) => seenAt === null)
      .map(({ memberId }) => memberId)
      .sort();
  expect(await unseen()).toEqual([mill.lead.id, mill.seller.id].sort());

  await seeRecurrence(db, mill.seller, { improvementId });

  expect(await unseen()).toEqual([mill.lead.id]);
});

test("a detection promises nothing about the return of a cause", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  const improvementId = await anImprovementToCheck(db, mill, { rootCauseId, kind: "detection" });
  await giveVerdict(db, mill.seller, await aVerdict(db, improvementId, "effective"));
  const incidentId = await incidentRow(db, mill, { occurredOn: todayOf(mill.lead) });

  await linkRootCause(db, mill.lead, { incidentId, rootCauseId });

  expect(await written(improvementId)).toEqual([]);
});

test("“no recurrence” is watched for three times the mean gap between the incidents before, at least", async () => {
  const mill = await aWorkspace(db);
  const rootCauseId = await aRootCause(db, mill.lead);
  for (const occurredOn of ["2026-03-01", "2026-04-15"]) await anIncidentWithCause(db, mill, rootCauseId, occurredOn); // 45 days apart
  const improvementId = await aPlan(db, mill, { rootCauseId });
  const plan = (windowDays: number, predictionVersion: number) =>
    writePrediction(
      db,
      mill.lead,
      aPrediction(mill, improvementId, { method: "count_zero", windowDays, predictionVersion }),
    );

  await plan(134, 0);
  await expect(startImprovement(db, mill.lead, await seen(db, improvementId))).rejects.toMatchObject({
    fields: { windowDays: [expect.stringContaining("135")] },
  });
  await plan(135, 1);
  await startImprovement(db, mill.lead, await seen(db, improvementId));

  expect(await standing(db, improvementId)).toMatchObject({ phase: "do" });
});

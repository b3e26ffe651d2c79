import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { activity, causeTrees, improvements, incidents, incidentTrees, predictions, whys } from "@/db/schema";
import type { Verdict } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { planImprovement } from "@/lib/improvements/commands";
import type { PlanImprovementInput, VerdictInput, WritePredictionInput } from "@/lib/improvements/input";
import { giveVerdict } from "@/lib/improvements/judging";
import { writePrediction } from "@/lib/improvements/predicting";
import { markImplemented, startImprovement } from "@/lib/improvements/working";
import { enterRootCause } from "@/lib/root-causes/commands";
import { addDays, todayOf } from "@/lib/text/days";
import type { World } from "../../support/worlds";

export async function aRootCause(db: Database, member: Member, text = `A queue nobody owns ${v7()}`): Promise<string> {
  const { id } = await db.transaction((tx) => enterRootCause(tx, member, { text, category: "process" }));
  return id;
}

/** An incident with a tree of one verified why that ends in the root cause. */
export async function anIncidentWithCause(
  db: Database,
  world: World,
  rootCauseId: string,
  occurredOn = "2026-02-01",
): Promise<{ incidentId: string; treeId: string; whyId: string }> {
  const [incidentId, treeId, whyId] = [v7(), v7(), v7()];
  const { id: workspaceId } = world.workspace;
  const inRelationship = { workspaceId, relationshipId: world.relationship.id };
  await db
    .insert(incidents)
    .values({ ...inRelationship, id: incidentId, loggedById: world.lead.id, title: "Leads came back", occurredOn });
  await db
    .insert(causeTrees)
    .values({ ...inRelationship, id: treeId, problem: "37% of leads wait", openedById: world.lead.id });
  await db.insert(incidentTrees).values({ workspaceId, incidentId, treeId });
  await db.insert(whys).values({
    id: whyId,
    workspaceId,
    treeId,
    position: "a0",
    text: "Leads go to a shared mailbox",
    status: "verified",
    ending: "root_cause",
    category: "process",
    rootCauseId,
    authorId: world.lead.id,
  });
  return { incidentId, treeId, whyId };
}

/** Planned by the Marketing lead, who owns it; a root cause of its own where none is given. */
export async function aPlan(db: Database, world: World, more: Partial<PlanImprovementInput> = {}): Promise<string> {
  const loose = more.whyId === undefined && more.rootCauseId === undefined;
  const { id } = await planImprovement(db, world.lead, {
    id: v7(),
    relationshipId: world.relationship.id,
    title: "Each MQL goes to the person of the day",
    kind: "countermeasure",
    whyId: null,
    rootCauseId: loose ? await aRootCause(db, world.lead) : null,
    ownerId: world.lead.id,
    dueOn: "2026-12-01",
    strength: 3,
    ...more,
  });
  return id;
}

/** A full prediction, checked by Sales. */
export const aPrediction = (
  world: World,
  improvementId: string,
  more: Partial<WritePredictionInput> = {},
): WritePredictionInput => ({
  improvementId,
  predictionVersion: 0,
  text: "The median falls because one named person a day sees each MQL.",
  measureId: null,
  measure: "Hours to accept",
  fromLevel: "26",
  toLevel: "under 12",
  byDay: "2026-11-30",
  method: "trend",
  windowDays: 90,
  leastObservations: 6,
  checkerId: world.seller.id,
  checkPlan: null,
  ...more,
});

/** Written, started, in place, and its window is over: it waits for the verdict of Sales. */
export async function anImprovementToCheck(
  db: Database,
  world: World,
  more: Partial<PlanImprovementInput> = {},
): Promise<string> {
  const improvementId = await aPlan(db, world, more);
  await writePrediction(db, world.lead, aPrediction(world, improvementId));
  await startImprovement(db, world.lead, await seen(db, improvementId));
  await implement(db, world, improvementId);
  await letTheWindowPass(db, world, improvementId);
  return improvementId;
}

/** As if it had been in place for as long as it is watched. @returns the day on which it came in place */
export async function letTheWindowPass(db: Database, world: World, improvementId: string): Promise<string> {
  const { iteration } = await standing(db, improvementId);
  const ofTry = and(eq(predictions.improvementId, improvementId), eq(predictions.iteration, iteration));
  const [plan] = await db.select().from(predictions).where(ofTry);
  const watched = (plan?.windowDays ?? 0) * (1 + (plan?.extensions ?? 0));
  return putInPlaceOn(db, improvementId, addDays(todayOf(world.lead), -watched));
}

/** As if it had come in place on that day. */
export async function putInPlaceOn(db: Database, improvementId: string, implementedOn: string): Promise<string> {
  const { iteration } = await standing(db, improvementId);
  const ofTry = and(eq(predictions.improvementId, improvementId), eq(predictions.iteration, iteration));
  await db.update(predictions).set({ implementedOn }).where(ofTry);
  await db.update(improvements).set({ implementedOn }).where(eq(improvements.id, improvementId));
  return implementedOn;
}

export async function implement(db: Database, world: World, improvementId: string): Promise<void> {
  const inPlace = { implementedOn: todayOf(world.lead), implementation: "The routing rule is on." };
  await markImplemented(db, world.lead, { ...(await seen(db, improvementId)), ...inPlace });
}

/** What a person who has just loaded the page sends along. */
export async function seen(db: Database, improvementId: string): Promise<{ improvementId: string; version: number }> {
  return { improvementId, version: (await standing(db, improvementId)).version };
}

export async function aVerdict(db: Database, improvementId: string, verdict: Verdict): Promise<VerdictInput> {
  const found = { id: v7(), verdict, seen: "10.0 h, nine weeks below the limit", observations: 9, standIn: false };
  return { ...(await seen(db, improvementId)), ...found };
}

export async function judged(db: Database, world: World, verdict: Verdict): Promise<string> {
  const improvementId = await anImprovementToCheck(db, world);
  await giveVerdict(db, world.seller, await aVerdict(db, improvementId, verdict));
  return improvementId;
}

export async function standing(db: Database, improvementId: string) {
  const [row] = await db.select().from(improvements).where(eq(improvements.id, improvementId));
  if (!row) throw new Error("No such improvement.");
  return row;
}

export const iterationsOf = (db: Database, improvementId: string) =>
  db.select().from(predictions).where(eq(predictions.improvementId, improvementId)).orderBy(predictions.iteration);

/** The verbs on a subject's history, in order. */
export async function verbsOf(db: Database, world: World, subjectId: string): Promise<string[]> {
  const found = await db
    .select({ verb: activity.verb })
    .from(activity)
    .where(and(eq(activity.workspaceId, world.workspace.id), eq(activity.subjectId, subjectId)))
    .orderBy(activity.sequence);
  return found.map(({ verb }) => verb);
}

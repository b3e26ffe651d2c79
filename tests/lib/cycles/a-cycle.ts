import { and, asc, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { cycles, improvements, objectives } from "@/db/schema";
import type { CyclePhase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { chooseImprovement } from "@/lib/cycles/carrying-over";
import type { OpenCycleInput, ProposeObjectiveInput } from "@/lib/cycles/input";
import { reviewYear } from "@/lib/cycles/looking-back";
import { commitCycle, moveOn } from "@/lib/cycles/moving";
import { agreeObjective, proposeObjective, writeResult } from "@/lib/cycles/objectives";
import { openCycle } from "@/lib/cycles/opening";
import { notePressure } from "@/lib/cycles/scanning";
import { addDays, todayOf } from "@/lib/text/days";
import type { World } from "../../support/worlds";

export const aSpan = (world: World, more: Partial<OpenCycleInput> = {}): OpenCycleInput => {
  const startsOn = addDays(todayOf(world.lead), -100);
  const span = { startsOn, endsOn: addDays(startsOn, 364) };
  return { id: v7(), relationshipId: world.relationship.id, name: "This year", kind: "year", ...span, ...more };
};

export const anObjective = (
  world: World,
  cycleId: string,
  more: Partial<ProposeObjectiveInput> = {},
): ProposeObjectiveInput => ({
  cycleId,
  id: v7(),
  title: "Every lead is answered within a day",
  firstOwnerId: world.lead.id,
  secondOwnerId: world.seller.id,
  indicator: "Hours to the first call",
  baseline: "26",
  target: "under 8",
  byDay: null,
  leading: "Leads accepted the same day",
  lagging: "Leads won",
  balancing: "Leads sent back",
  ...more,
});

export const standing = async (db: Database, cycleId: string) => {
  const [cycle] = await db.select().from(cycles).where(eq(cycles.id, cycleId));
  if (!cycle) throw new Error("no such cycle");
  return cycle;
};
export const seen = async (db: Database, cycleId: string) => ({
  cycleId,
  version: (await standing(db, cycleId)).version,
});

export const objectivesOf = (db: Database, cycleId: string) =>
  db
    .select()
    .from(objectives)
    .where(and(eq(objectives.cycleId, cycleId), isNull(objectives.removedAt)))
    .orderBy(asc(objectives.createdAt), asc(objectives.id));

export const improvementRow = async (db: Database, id: string) => {
  const [row] = await db.select().from(improvements).where(eq(improvements.id, id));
  if (!row) throw new Error("no such improvement");
  return row;
};

const step = async (db: Database, member: Member, cycleId: string, to: "plan" | "catchball" | "running" | "review") =>
  moveOn(db, member, { ...(await seen(db, cycleId)), to });

export const aPressure = (cycleId: string) =>
  ({
    cycleId,
    id: v7(),
    kind: "competition",
    title: "Two rivals sell by subscription",
    category: null,
    direction: "rising",
    strength: 4,
    note: null,
  }) as const;

/** A cycle that has come as far as the phase, with all that its steps ask for; its improvements are chosen while it runs. */
export async function aCycleIn(
  db: Database,
  world: World,
  phase: CyclePhase,
  { span = {}, choose = [] }: { span?: Partial<OpenCycleInput>; choose?: string[] } = {},
): Promise<string> {
  const { lead, seller } = world;
  const { id } = await openCycle(db, lead, aSpan(world, span));
  if (phase === "scan") return id;
  await notePressure(db, lead, aPressure(id));
  await step(db, lead, id, "plan");
  if (phase === "plan") return id;
  for (const title of ["Answer within a day", "One definition of a lead", "Fewer sent back"])
    await proposeObjective(db, lead, anObjective(world, id, { title }));
  await step(db, seller, id, "catchball");
  if (phase === "catchball") return id;
  for (const { id: objectiveId, version } of await objectivesOf(db, id))
    for (const member of [lead, seller]) await agreeObjective(db, member, { objectiveId, version, words: null });
  await commitCycle(db, lead, await seen(db, id));
  if (phase === "committed") return id;
  await step(db, seller, id, "running");
  for (const improvementId of choose) await chooseImprovement(db, seller, { cycleId: id, improvementId });
  if (phase === "running") return id;
  await step(db, seller, id, "review");
  return id;
}

/** All that a review owes but the decisions on what is unfinished. */
export async function writeReview(db: Database, world: World, cycleId: string) {
  for (const { id: objectiveId } of await objectivesOf(db, cycleId))
    await writeResult(db, world.seller, { objectiveId, result: "9 hours in the median." });
  const words = { verified: "Two of three.", cameBack: "Nothing.", learned: "Name one person a day.", version: null };
  await reviewYear(db, world.lead, { cycleId, pressuresMoved: "None.", ...words });
}

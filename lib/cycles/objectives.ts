import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { catchballTurns, objectives } from "@/db/schema";
import type { CatchballMove } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { nowInDatabase } from "@/lib/improvements/instant";
import { requireSomebodyWhoMay } from "@/lib/improvements/people";
import { refuse } from "@/lib/refusal";
import {
  type ObjectiveRow,
  type OpenedCycle,
  onCycle,
  onObjective,
  requireAllWritten,
  requireSeen,
} from "./cycle-deed";
import { agreeFaults, isBeingPlanned } from "./cycle-rules";
import type {
  AgreeObjectiveInput,
  ProposeObjectiveInput,
  RemoveObjectiveInput,
  RewordObjectiveInput,
  WriteResultInput,
} from "./input";

/** While a cycle is planned more may be on the table than are kept in the end. */
export const mostProposed = 12;

const isStanding = (member: Member, cycleId: string) =>
  and(eq(objectives.workspaceId, member.workspaceId), eq(objectives.cycleId, cycleId), isNull(objectives.removedAt));

/** Puts an objective on the table, whole or half. Sending the same id again changes nothing. */
export function proposeObjective(db: Database, member: Member, input: ProposeObjectiveInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    if (!isBeingPlanned(cycle.phase)) refuse("conflict", "The objectives of this cycle are committed.");
    const standing = await tx
      .select({ id: objectives.id, proposedById: objectives.proposedById })
      .from(objectives)
      .where(isStanding(member, cycle.id));
    if (standing.some(({ id, proposedById }) => id === input.id && proposedById === member.id)) return undefined;
    if (standing.length >= mostProposed) refuse("conflict", `${mostProposed} are on the table. Take one away first.`);
    await requireOwners(tx, member, cycle, input, { firstOwnerId: null, secondOwnerId: null });
    const { title } = input;
    const row = { ...input, workspaceId: member.workspaceId, proposedById: member.id };
    const [proposed] = await tx
      .insert(objectives)
      .values(row)
      .onConflictDoNothing({ target: objectives.id })
      .returning({ id: objectives.id });
    if (!proposed) refuse("conflict", "Please load the page again.");
    await playTurn(tx, member, cycle, { objectiveId: input.id, move: "proposal", ofVersion: 1, words: null });
    return { verb: "cycle.objective_proposed", details: { title } };
  });
}

/**
 * Changes its words, owners or measures: what either side agreed to is void by it. While the cycle runs only what a
 * review found in need of it is adapted.
 */
export function rewordObjective(db: Database, member: Member, input: RewordObjectiveInput): Promise<void> {
  const { objectiveId, version, words, ...wanted } = input;
  return onObjective(db, member, "cycle:write", { objectiveId }, async (tx, cycle, objective) => {
    const fields = Object.keys(wanted) as (keyof typeof wanted)[];
    if (fields.every((field) => wanted[field] === objective[field])) return undefined;
    requireSeen(objective, version);
    const adapting = cycle.phase === "running" && objective.decision === "adapt";
    if (!isBeingPlanned(cycle.phase) && !adapting)
      refuse("conflict", "Both sides committed to these words. A quarterly review can say that they are adapted.");
    await requireOwners(tx, member, cycle, wanted, objective);
    await tx
      .update(objectives)
      .set({ ...wanted, version: version + 1 })
      .where(and(isStanding(member, cycle.id), eq(objectives.id, objectiveId)));
    const move = cycle.phase === "scan" || cycle.phase === "plan" ? "proposal" : "counter_proposal";
    await playTurn(tx, member, cycle, { objectiveId, move, ofVersion: version + 1, words });
    const verb = move === "proposal" ? "cycle.objective_reworded" : "cycle.objective_countered";
    return { verb, details: { title: wanted.title, words } };
  });
}

/** A side agrees to the words as they stand. Saying it twice is saying it once. */
export function agreeObjective(db: Database, member: Member, input: AgreeObjectiveInput): Promise<void> {
  return onObjective(db, member, "cycle:write", input, async (tx, cycle, objective) => {
    const { phase, memberSideId: sideId } = cycle;
    const { title, decision, version } = objective;
    requireAllWritten(agreeFaults({ phase, adapting: decision === "adapt", sideId, objective }));
    const agreed = and(
      eq(catchballTurns.workspaceId, member.workspaceId),
      eq(catchballTurns.objectiveId, objective.id),
      eq(catchballTurns.sideId, sideId ?? ""),
      eq(catchballTurns.move, "agreed"),
      eq(catchballTurns.ofVersion, version),
    );
    const [before] = await tx.select({ id: catchballTurns.id }).from(catchballTurns).where(agreed).limit(1);
    if (before) return undefined;
    const { words } = input;
    await playTurn(tx, member, cycle, { objectiveId: objective.id, move: "agreed", ofVersion: version, words });
    return { verb: "cycle.objective_agreed", details: { title, sideId } };
  });
}

/** Takes it off the table before the cycle is committed; afterwards a review stops it. */
export function removeObjective(db: Database, member: Member, input: RemoveObjectiveInput): Promise<void> {
  return onObjective(db, member, "cycle:write", input, async (tx, cycle, { id, title }) => {
    if (!isBeingPlanned(cycle.phase)) refuse("conflict", "Both sides committed to it. A quarterly review can stop it.");
    await tx
      .update(objectives)
      .set({ removedAt: sql`now()` })
      .where(and(isStanding(member, cycle.id), eq(objectives.id, id)));
    return { verb: "cycle.objective_removed", details: { title } };
  });
}

/** What came of it, in the review of the whole. */
export function writeResult(db: Database, member: Member, input: WriteResultInput): Promise<void> {
  return onObjective(db, member, "cycle:write", input, async (tx, cycle, { id, title, result: before }) => {
    const { result } = input;
    if (cycle.phase !== "review") refuse("conflict", "The result is written in the review.");
    if (before === result) return undefined;
    await tx
      .update(objectives)
      .set({ result })
      .where(and(isStanding(member, cycle.id), eq(objectives.id, id)));
    return { verb: "cycle.result_written", details: { title, result } };
  });
}

type Pair = Pick<ObjectiveRow, "firstOwnerId" | "secondOwnerId">;

/** Each owner belongs to their side; who stood there before may stay, whatever team they are in by now. */
async function requireOwners(tx: Database, member: Member, cycle: OpenedCycle, wanted: Pair, before: Pair) {
  for (const [place, field] of (["firstOwnerId", "secondOwnerId"] as const).entries()) {
    const id = wanted[field];
    if (!id || id === before[field]) continue;
    const { teamId } = await requireSomebodyWhoMay(tx, member, "cycle:write", { id, field });
    const words = "Choose somebody of this side: the pair is one of each.";
    if (teamId !== cycle.sideIds[place]) refuse("invalid", words, { [field]: [words] });
  }
}

type NewTurn = { objectiveId: string; move: CatchballMove; ofVersion: number; words: string | null };

/** A turn is a side's; whoever is neutral may write for both and takes none. */
async function playTurn(tx: Database, member: Member, { memberSideId }: OpenedCycle, turn: NewTurn) {
  if (!memberSideId) return;
  const by = { sideId: memberSideId, memberId: member.id, at: nowInDatabase() };
  await tx.insert(catchballTurns).values({ ...turn, ...by, id: v7(), workspaceId: member.workspaceId });
}

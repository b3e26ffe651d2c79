import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { carryOvers, cycles, improvements } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { cancelImprovement } from "@/lib/improvements/working";
import { refuse } from "@/lib/refusal";
import { onCycle, requireNoCycleFaults } from "./cycle-deed";
import { carryOverFaults } from "./cycle-rules";
import type { CarryOverInput, ChooseImprovementInput } from "./input";
import { countUndecided } from "./undecided";

/** Takes an improvement into the cycle: one is worked on in one cycle at a time. */
export function chooseImprovement(db: Database, member: Member, input: ChooseImprovementInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    if (cycle.phase !== "committed" && cycle.phase !== "running")
      refuse("conflict", "Improvements are chosen once the cycle is committed, until its review.");
    const improvement = await lockImprovement(tx, member, input.improvementId);
    const { id, title, relationshipId, phase, cycleId } = improvement;
    if (cycleId === cycle.id) return undefined;
    if (relationshipId !== cycle.relationshipId)
      refuseAtField("improvementId", "It belongs to another relationship than this cycle.");
    if (!isOpenPhase(phase)) refuseAtField("improvementId", "This improvement has ended.");
    if (cycleId && (await isOpenCycle(tx, member, cycleId)))
      refuseAtField("improvementId", "It is worked on in another cycle.");
    await tx.update(improvements).set({ cycleId: cycle.id }).where(of(member, id));
    const also = [{ verb: "improvement.chosen", subjectId: id, details: { cycle: cycle.name } }];
    return { verb: "cycle.improvement_chosen", details: { title }, also };
  });
}

/** Lets it go from the cycle before the review; it stays on the board. */
export function letImprovementGo(db: Database, member: Member, input: ChooseImprovementInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    if (cycle.phase !== "committed" && cycle.phase !== "running")
      refuse("conflict", "In the review each unfinished improvement gets a decision instead.");
    const { id, title, cycleId } = await lockImprovement(tx, member, input.improvementId);
    if (cycleId !== cycle.id) return undefined;
    await tx.update(improvements).set({ cycleId: null }).where(of(member, id));
    const also = [{ verb: "improvement.let_go", subjectId: id, details: { cycle: cycle.name } }];
    return { verb: "cycle.improvement_let_go", details: { title }, also };
  });
}

/**
 * Decides on what the cycle leaves unfinished: it goes on, is planned anew by another day, or is dropped. The day it was
 * created and its first due day stay; each further cycle is counted.
 */
export function carryOver(db: Database, member: Member, input: CarryOverInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    const { improvementId, decision, reason, sponsor, dueOn } = input;
    if (cycle.phase !== "review") refuse("conflict", "What is left unfinished is decided in the review.");
    if (await isDecided(tx, member, cycle.id, improvementId))
      refuse("conflict", "This has been decided for this cycle already.");
    const improvement = await lockImprovement(tx, member, improvementId);
    const { title, carriedOver, phase, version } = improvement;
    if (improvement.cycleId !== cycle.id) refuse("conflict", "This improvement is not part of the cycle.");
    if (!isOpenPhase(phase)) refuse("conflict", "This improvement has ended. What is over is not carried over.");
    if ((await countUndecided(tx, member, cycle.id, improvementId)) === 0)
      refuse("conflict", "It was found effective and waits for its standard only: it goes along by itself.");
    requireNoCycleFaults(carryOverFaults({ decision, sponsor, dueOn, carriedOver, endsOn: cycle.endsOn }));
    const decided = { improvementId, decision, reason, sponsor, decidedById: member.id };
    await tx
      .insert(carryOvers)
      .values({ ...decided, id: v7(), workspaceId: member.workspaceId, fromCycleId: cycle.id });
    if (decision === "drop") await cancelImprovement(tx, member, { improvementId, version, reason });
    else {
      const next = await findNext(tx, member, cycle.id);
      const replanned = decision === "replan" ? { dueOn, firstDueOn: improvement.firstDueOn ?? dueOn } : {};
      await tx
        .update(improvements)
        .set({
          carriedOver: carriedOver + 1,
          cycleId: next?.id ?? cycle.id,
          ...replanned,
          version: sql`${improvements.version} + 1`,
        })
        .where(of(member, improvementId));
    }
    const details = { title, decision, reason, sponsor, times: carriedOver + 1, cycle: cycle.name };
    const also = [{ verb: "improvement.carried_over", subjectId: improvementId, details }];
    return { verb: "cycle.left_decided", details, also };
  });
}

const of = (member: Member, id: string) =>
  and(eq(improvements.workspaceId, member.workspaceId), eq(improvements.id, id));

async function lockImprovement(tx: Database, member: Member, improvementId: string) {
  const [found] = await tx.select().from(improvements).where(of(member, improvementId)).for("update");
  return found ?? refuse("not_found", "This improvement does not exist.");
}

async function isOpenCycle(tx: Database, member: Member, cycleId: string) {
  const [found] = await tx
    .select({ phase: cycles.phase })
    .from(cycles)
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.id, cycleId)));
  return found?.phase !== "closed";
}

async function isDecided(tx: Database, member: Member, fromCycleId: string, improvementId: string) {
  const [found] = await tx
    .select({ id: carryOvers.id })
    .from(carryOvers)
    .where(
      and(
        eq(carryOvers.workspaceId, member.workspaceId),
        eq(carryOvers.fromCycleId, fromCycleId),
        eq(carryOvers.improvementId, improvementId),
      ),
    );
  return found !== undefined;
}

async function findNext(tx: Database, member: Member, cycleId: string) {
  const [next] = await tx
    .select({ id: cycles.id })
    .from(cycles)
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.previousId, cycleId)));
  return next;
}

const refuseAtField = (field: string, words: string): never => refuse("invalid", words, { [field]: [words] });

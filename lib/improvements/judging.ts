import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { checks, predictions } from "@/db/schema";
import type { Verdict } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { listDaysOfCauses } from "@/lib/root-causes/cause-page";
import { todayOf } from "@/lib/text/days";
import { backToHypothesis } from "./back-to-hypothesis";
import { nextTry } from "./came-back";
import { recurredIn, windowEndsOn, windowFaults } from "./check-window";
import { requireNoFaults } from "./faults";
import { type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { AbandonInput, LearningInput, VerdictInput } from "./input";
import { nowInDatabase } from "./instant";
import { learningFaults, mostExtensions, nextPhase, verdictFaults } from "./pdca";
import { askWhetherItHolds } from "./sustaining";

/**
 * What the other side found (check → act; "cannot tell yet" extends the window, twice at most). Never the owner, never
 * the owner's side, never somebody neutral. Sending the same id again changes nothing. Ineffective also says that the
 * cause may not be the cause: its whys are hypotheses again. Effective is asked about again for a year.
 */
export function giveVerdict(db: Database, member: Member, input: VerdictInput): Promise<void> {
  const { improvementId, version, id, verdict, seen, observations, standIn } = input;
  return onImprovement(db, member, "verdict:give", { improvementId }, async (tx, improvement) => {
    if (await isGiven(tx, member, id, improvementId)) return undefined;
    if (improvement.phase === "act") refuse("conflict", "The verdict on this try has been given already.");
    if (version !== improvement.version)
      refuse("conflict", overtaken, undefined, { version: improvement.version, phase: improvement.phase });
    const { phase, kind, iteration, prediction, memberSideId } = improvement;
    const extensions = prediction?.extensions ?? 0;
    const judge = { memberId: member.id, phase, kind, extensions, verdict, seen, standIn };
    const faults = verdictFaults({ ...improvement, ...judge });
    requireNoFaults(faults.length > 0 ? faults : await faultsOfTheWindow(tx, member, improvement, verdict));
    const given = {
      improvementId,
      iteration,
      verdict,
      seen,
      observations,
      sideId: memberSideId,
      givenById: member.id,
      givenAt: nowInDatabase(),
    };
    const [check] = await tx
      .insert(checks)
      .values({ ...given, id, workspaceId: member.workspaceId })
      .onConflictDoNothing({ target: checks.id })
      .returning({ id: checks.id });
    if (!check) refuse("conflict", "Please load the page again.");
    if (verdict === "inconclusive") await extendWindow(tx, improvement);
    if (verdict === "ineffective") await backToHypothesis(tx, member, improvement);
    if (verdict === "effective") await askWhetherItHolds(tx, member, improvement);
    const least = prediction?.leastObservations ?? null;
    return {
      verb: "improvement.judged",
      set: { phase: nextPhase({ kind, phase, verdict }, "judge") ?? phase },
      details: { iteration, verdict, seen, observations, least, standIn },
      moves: true,
    };
  });
}

const overtaken =
  "This improvement was changed meanwhile. Look at it in another tab; if your verdict still holds, send it again.";

async function faultsOfTheWindow(tx: Database, member: Member, improvement: OpenedImprovement, verdict: Verdict) {
  const { kind, implementedOn, prediction, actsOn } = improvement;
  const endsOn =
    implementedOn && prediction?.windowDays
      ? windowEndsOn(implementedOn, prediction.windowDays, prediction.extensions)
      : null;
  const days = (await listDaysOfCauses(tx, member, actsOn)).map(({ occurredOn }) => occurredOn);
  const recurred = recurredIn({ kind, implementedOn, endsOn }, days);
  return windowFaults({ verdict, today: todayOf(member), endsOn, recurred });
}

async function isGiven(tx: Database, member: Member, id: string, improvementId: string): Promise<boolean> {
  const mine = and(
    eq(checks.workspaceId, member.workspaceId),
    eq(checks.id, id),
    eq(checks.improvementId, improvementId),
    eq(checks.givenById, member.id),
  );
  return (await tx.select({ id: checks.id }).from(checks).where(mine)).length > 0;
}

async function extendWindow(tx: Database, improvement: OpenedImprovement): Promise<void> {
  const [extended] = await tx
    .update(predictions)
    .set({ extensions: sql`${predictions.extensions} + 1` })
    .where(and(ofIteration(improvement), lt(predictions.extensions, mostExtensions)))
    .returning({ id: predictions.id });
  if (!extended) refuse("conflict", "The window was extended twice already.");
}

/** What this iteration taught, written down whatever the verdict was. */
export function writeLearning(db: Database, member: Member, input: LearningInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { learning } = input;
    if (improvement.phase !== "act") refuse("conflict", "What was learned is written once the verdict is given.");
    if (improvement.prediction?.learning === learning) return undefined;
    await keepLearning(tx, improvement, learning);
    return { verb: "improvement.learned", details: { iteration: improvement.iteration, learning } };
  });
}

/**
 * Tries again after a missed prediction (act → plan): the next iteration asks for a new prediction and a new day; the
 * old one is kept with its verdict and what it taught.
 */
export function adaptImprovement(db: Database, member: Member, input: LearningInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { learning } = input;
    const { phase, verdict, iteration } = improvement;
    requireNoFaults(learningFaults({ phase, verdict, learning }));
    await keepLearning(tx, improvement, learning);
    return {
      verb: "improvement.adapted",
      set: nextTry(iteration),
      details: { iteration, learning },
      moves: true,
    };
  });
}

/** Gives it up after a missed prediction (act → abandoned), with what it taught and why no other try follows. */
export function abandonImprovement(db: Database, member: Member, input: AbandonInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { learning, reason } = input;
    const { phase, verdict, iteration } = improvement;
    requireNoFaults(learningFaults({ phase, verdict, learning }));
    await keepLearning(tx, improvement, learning);
    const set = { phase: "abandoned" as const, endedReason: reason };
    return { verb: "improvement.abandoned", set, details: { iteration, learning, reason }, moves: true };
  });
}

async function keepLearning(tx: Database, improvement: OpenedImprovement, learning: string): Promise<void> {
  await tx.update(predictions).set({ learning }).where(ofIteration(improvement));
}

const ofIteration = ({ workspaceId, id, iteration }: OpenedImprovement) =>
  and(
    eq(predictions.workspaceId, workspaceId),
    eq(predictions.improvementId, id),
    eq(predictions.iteration, iteration),
  );

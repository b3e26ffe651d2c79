import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { predictions } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { listDaysOfCauses } from "@/lib/root-causes/cause-page";
import { dayIn, todayOf } from "@/lib/text/days";
import { meanGapDays, quietWindowFaults } from "./check-window";
import { requireNoFaults } from "./faults";
import { type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { CancelInput, ImplementInput, ResultInput, StartInput } from "./input";
import { cancelFaults, type FieldFault, implementFaults, resultFaults, startFaults } from "./pdca";
import { dropSustainChecks } from "./sustain-rows";

/**
 * Work begins (plan → do). From here on the prediction and the check plan of this iteration are fixed, and the side that
 * works is kept: whatever team its owner is in later, the verdict is the other's.
 */
export function startImprovement(db: Database, member: Member, input: StartInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { prediction, iteration, ownerId, ownerSideId } = improvement;
    const gapDays = await meanGapOf(tx, member, improvement);
    requireNoFaults([
      ...startFaults(improvement, prediction),
      ...(prediction ? quietWindowFaults(prediction, gapDays) : []),
    ]);
    const [fixed] = await tx
      .update(predictions)
      .set({ startedAt: sql`now()`, ownerSideId })
      .where(and(ofIteration(improvement), isNull(predictions.startedAt)))
      .returning({ id: predictions.id });
    if (!fixed) refuse("conflict", "Work on this improvement has started already.");
    return { verb: "improvement.started", set: { phase: "do" }, details: { iteration, ownerId }, moves: true };
  });
}

/** The mean gap between the incidents of its causes until today, none of which it can have prevented yet. */
async function meanGapOf(tx: Database, member: Member, { actsOn }: OpenedImprovement): Promise<number | null> {
  const days = await listDaysOfCauses(tx, member, actsOn);
  return meanGapDays(days.flatMap(({ occurredOn, incidents }) => Array<string>(incidents).fill(occurredOn)));
}

/** It is in place (do → check): the day and what shows it. In place is not yet effective. */
export function markImplemented(db: Database, member: Member, input: ImplementInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, improvement) => {
    const { implementedOn, implementation } = input;
    const { phase, iteration, prediction } = improvement;
    requireNoFaults([
      ...implementFaults({ phase, implementedOn, implementation, today: todayOf(member) }),
      ...beforeStart(member, implementedOn, prediction?.startedAt ?? null),
    ]);
    const inPlace = { implementedOn, implementation };
    await tx.update(predictions).set(inPlace).where(ofIteration(improvement));
    return {
      verb: "improvement.implemented",
      set: { phase: "check", ...inPlace },
      details: { iteration, ...inPlace },
      moves: true,
    };
  });
}

/** A day before the start would date the effect before its prediction. */
function beforeStart(member: Member, implementedOn: string | null, startedAt: Date | null): FieldFault[] {
  if (!implementedOn || !startedAt || implementedOn >= dayIn(member.workspace.timeZone, startedAt)) return [];
  return [{ field: "implementedOn", message: "Work had not started on that day." }];
}

/** What came of a containment or an investigation (check → closed); they take no verdict. */
export function closeWithResult(db: Database, member: Member, input: ResultInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (_tx, { phase, kind }) => {
    const { result } = input;
    requireNoFaults(resultFaults({ phase, kind, result }));
    return { verb: "improvement.closed", set: { phase: "closed", result }, details: { result }, moves: true };
  });
}

/** Gives up an improvement that has not ended, for a reason that is kept. */
export function cancelImprovement(db: Database, member: Member, input: CancelInput): Promise<void> {
  return onImprovement(db, member, "improvement:work", input, async (tx, { phase }) => {
    const { reason, improvementId } = input;
    requireNoFaults(cancelFaults({ phase, reason }));
    await dropSustainChecks(tx, { workspaceId: member.workspaceId, improvementId });
    const set = { phase: "cancelled" as const, endedReason: reason };
    return { verb: "improvement.cancelled", set, details: { reason, from: phase }, moves: true };
  });
}

const ofIteration = ({ workspaceId, id, iteration }: OpenedImprovement) =>
  and(
    eq(predictions.workspaceId, workspaceId),
    eq(predictions.improvementId, id),
    eq(predictions.iteration, iteration),
  );

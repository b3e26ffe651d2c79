import "server-only";
import { and, eq } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { sustainChecks } from "@/db/schema";
import { sustainDays } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { addDays, todayOf } from "@/lib/text/days";
import { nextTry, writeRecurrence } from "./came-back";
import { requireNoFaults } from "./faults";
import { type OpenedImprovement, onImprovement } from "./improvement-deed";
import type { SustainInput } from "./input";
import { nowInDatabase } from "./instant";
import { judgeFault, nextPhase } from "./pdca";
import { dropSustainChecks } from "./sustain-rows";

/** After an effective verdict the other side is asked on four days of the year that follows (method 3.2). */
export async function askWhetherItHolds(
  tx: Database,
  member: Member,
  { id: improvementId, workspaceId, iteration }: OpenedImprovement,
): Promise<void> {
  const today = todayOf(member);
  const asked = sustainDays.map((afterDays) => ({ id: v7(), afterDays, dueOn: addDays(today, afterDays) }));
  await tx.insert(sustainChecks).values(asked.map((one) => ({ ...one, workspaceId, improvementId, iteration })));
}

/**
 * "Does it still hold?", answered by the other side from its day on. Earlier questions that nobody answered fall away.
 * Lost is treated like a recurrence: the improvement goes back to plan. The same answer sent twice is one.
 */
export function answerSustainCheck(db: Database, member: Member, input: SustainInput): Promise<void> {
  const { improvementId, afterDays, answer, seen } = input;
  return onImprovement(db, member, "verdict:give", { improvementId }, async (tx, improvement) => {
    const fault = judgeFault({ ...improvement, memberId: member.id });
    if (fault) requireNoFaults([{ field: "by", message: fault.replace("verdict", "answer") }]);
    const asked = await findAsked(tx, improvement, afterDays);
    if (asked?.answer === answer && asked.givenById === member.id) return undefined;
    if (!asked || asked.droppedAt) refuse("conflict", "This is not asked any more.");
    if (asked.answer) refuse("conflict", "Somebody of your side has answered this already.");
    if (asked.dueOn > todayOf(member)) refuse("conflict", `This is asked on ${asked.dueOn}, not before.`);
    const given = { answer, seen, sideId: improvement.memberSideId, givenById: member.id, givenAt: nowInDatabase() };
    await tx
      .update(sustainChecks)
      .set(given)
      .where(and(eq(sustainChecks.workspaceId, member.workspaceId), eq(sustainChecks.id, asked.id)));
    await dropSustainChecks(tx, { workspaceId: member.workspaceId, improvementId }, afterDays);
    const { iteration, ownerId } = improvement;
    const reopened = answer === "lost" && mayReopen(improvement);
    const sign = { improvementId, iteration, sign: "sustain_check" as const, afterVerified: true, reopened };
    if (answer === "lost") await writeRecurrence(tx, member, sign, ownerId);
    const verb = "improvement.sustain_answered";
    const details = { iteration, afterDays, answer, seen, reopened };
    return reopened ? { verb, details, set: nextTry(iteration), moves: true } : { verb, details };
  });
}

/** A no to "does it still hold?" reopens what was found effective, also after it was closed. */
export const mayReopen = ({ kind, phase, verdict }: Pick<OpenedImprovement, "kind" | "phase" | "verdict">): boolean =>
  nextPhase({ kind, phase, verdict }, "reopen") === "plan";

async function findAsked(tx: Database, { workspaceId, id, iteration }: OpenedImprovement, afterDays: number) {
  const [asked] = await tx
    .select()
    .from(sustainChecks)
    .where(
      and(
        eq(sustainChecks.workspaceId, workspaceId),
        eq(sustainChecks.improvementId, id),
        eq(sustainChecks.iteration, iteration),
        eq(sustainChecks.afterDays, afterDays),
      ),
    );
  return asked;
}

import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { baselines } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { type FieldFaults, refuse } from "@/lib/refusal";
import type { LockBaselineInput } from "./input";
import { onMeasure, requireInUse } from "./measure-deed";
import { periodOf } from "./periods";
import { listValues } from "./values";

/** method 4.5: fewer than 6 values make no baseline, 12 are better. */
export const leastForBaseline = 6;

/**
 * Locks the limits: computed from these periods, they judge every later one. The first baseline needs nothing more; one
 * that replaces another needs a reason and four times yes (method 4.5). The old one stays visible. Sending the same id
 * again changes nothing.
 */
export function lockBaseline(db: Database, member: Member, input: LockBaselineInput): Promise<void> {
  const { id, measureId, reason } = input;
  return onMeasure(db, member, "measure:define", { measureId }, async (tx, measure) => {
    requireInUse(measure);
    const fromOn = periodOf(input.fromOn, measure.period);
    const throughOn = periodOf(input.throughOn, measure.period);
    const mine = and(eq(baselines.workspaceId, member.workspaceId), eq(baselines.measureId, measureId));
    const [standing] = await tx
      .select({ id: baselines.id })
      .from(baselines)
      .where(and(mine, isNull(baselines.replacedAt)));
    if (standing?.id === id) return undefined;
    requireAnswers(input, { fromOn, throughOn }, standing !== undefined);
    const values = await listValues(tx, member, measure, { from: fromOn, through: throughOn });
    const counted = values.filter(({ value, leftOut, running }) => value !== null && !leftOut && !running).length;
    if (counted < leastForBaseline) {
      const words = `Limits are locked from at least ${leastForBaseline} values, better 12. These periods have ${counted}.`;
      refuse("invalid", words, { throughOn: [words] });
    }
    await tx
      .update(baselines)
      .set({ replacedAt: sql`now()` })
      .where(and(mine, isNull(baselines.replacedAt)));
    const [locked] = await tx
      .insert(baselines)
      .values({ id, workspaceId: member.workspaceId, measureId, fromOn, throughOn, reason, lockedById: member.id })
      .onConflictDoNothing({ target: baselines.id })
      .returning({ id: baselines.id });
    if (!locked) refuse("conflict", "This form was used already. Please load the page again.");
    return { verb: "measure.baseline_locked", details: { name: measure.name, fromOn, throughOn, counted, reason } };
  });
}

function requireAnswers(
  input: LockBaselineInput,
  { fromOn, throughOn }: { fromOn: string; throughOn: string },
  replaces: boolean,
) {
  const fields: FieldFaults = {};
  if (fromOn > throughOn) fields.throughOn = ["The last period lies before the first."];
  if (replaces) {
    if (!input.reason) fields.reason = ["Say what changed, and why the old limits no longer describe it."];
    const asked = {
      isDifferent: "Is it clearly different from before?",
      causeIsKnown: "Is the cause of the change known?",
      isWanted: "Is the change wanted?",
      willLast: "Is it expected to last?",
    } as const;
    for (const [field, question] of Object.entries(asked) as [keyof typeof asked, string][])
      if (!input[field]) fields[field] = [`${question} Without a yes the old limits stand.`];
  }
  if (Object.keys(fields).length > 0) refuse("invalid", "The limits stay as they are.", fields);
}

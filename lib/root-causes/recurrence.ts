/** Did a cause come back after something was done about it? (method 1.10). Days are YYYY-MM-DD. */
import type { ImprovementKind } from "@/db/terms";

/** One iteration of an improvement on the cause that was put in place. */
export type Implementation = {
  improvementId: string;
  title: string;
  kind: ImprovementKind;
  implementedOn: string;
};

export type Recurrence<I extends Implementation = Implementation> = {
  /** The latest one that was in place before the day. */
  after: I;
  /** The cause had been found mended by then, too. */
  afterVerified: boolean;
};

/** Only these two act on a cause for good; what contains or detects it promises nothing about its return. */
export const keepsFromReturning = ({ kind }: { kind: ImprovementKind }): boolean =>
  kind === "countermeasure" || kind === "standard";

/**
 * What an incident of this day came back after; null when nothing was in place before it. Strictly before: on the day
 * itself nobody can tell which came first. An implementation once counted stays, whatever was done later.
 * @param effectiveOn the days on which an improvement on the cause was found effective
 */
export function recurrenceOn<I extends Implementation>(
  occurredOn: string,
  implementations: readonly I[],
  effectiveOn: readonly string[],
): Recurrence<I> | null {
  let after: I | null = null;
  for (const each of implementations) {
    if (!keepsFromReturning(each) || each.implementedOn >= occurredOn) continue;
    if (!after || each.implementedOn > after.implementedOn) after = each;
  }
  return after && { after, afterVerified: effectiveOn.some((day) => day < occurredOn) };
}

export type RecurrenceCount = { linkedIncidents: number; recurred: number; recurredAfterVerified: number };

/** The counts over days on which incidents of the cause occurred, `incidents` on each. */
export function countRecurrences(
  days: readonly { occurredOn: string; incidents: number }[],
  implementations: readonly Implementation[],
  effectiveOn: readonly string[],
): RecurrenceCount {
  const count = { linkedIncidents: 0, recurred: 0, recurredAfterVerified: 0 };
  for (const { occurredOn, incidents } of days) {
    const recurrence = recurrenceOn(occurredOn, implementations, effectiveOn);
    count.linkedIncidents += incidents;
    if (recurrence) count.recurred += incidents;
    if (recurrence?.afterVerified) count.recurredAfterVerified += incidents;
  }
  return count;
}

/** Per cent of the linked incidents, unrounded; null without any. The counts are to be shown beside it. */
export function recurrenceRates(count: RecurrenceCount) {
  const percent = (n: number) => (count.linkedIncidents === 0 ? null : (100 * n) / count.linkedIncidents);
  return {
    recurrenceRatePercent: percent(count.recurred),
    afterVerifiedPercent: percent(count.recurredAfterVerified),
  };
}

/** For how many days an improvement is watched before a verdict (method 3.4). Days are YYYY-MM-DD. */
import type { CheckMethod, ImprovementKind, Verdict } from "@/db/terms";
import { keepsFromReturning } from "@/lib/root-causes/recurrence";
import { addDays, daysFrom } from "@/lib/text/days";
import type { FieldFault } from "./pdca";

export const defaultWindowDays = 90;
/** A standard is looked at after so many days, and again after as many. */
export const defaultReviewDays = 90;

/** Mean days between incidents of a cause; null with fewer than two, for then silence proves little. */
export function meanGapDays(occurredOn: readonly string[]): number | null {
  const days = [...occurredOn].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (days.length < 2 || first === undefined || last === undefined) return null;
  return daysFrom(first, last) / (days.length - 1);
}

/**
 * The window for a count that shall stay at zero: luck alone gives T quiet days with probability exp(−T/g), so T ≥ 3·g.
 * @param gap mean days between incidents before; null: not known, the default stands
 */
export function zeroCountWindowDays(gap: number | null, defaultDays = defaultWindowDays): number {
  return gap === null ? defaultDays : Math.max(defaultDays, Math.ceil(3 * gap));
}

/** The last day of the window: each "cannot tell yet" adds the planned days once more. */
export const windowEndsOn = (implementedOn: string, windowDays: number, extensions: number): string =>
  addDays(implementedOn, windowDays * (1 + extensions));

/**
 * The most that can fail where none of so many did: with 95 % certainty no more than 3/n do (method 3.4).
 * @param audited how many were looked at, at least 1
 */
export const auditBoundPercent = (audited: number): number => Math.min(100, 300 / audited);

/** Why "no recurrence" may not be watched for so short a time: luck alone would give that silence. */
export function quietWindowFaults(
  { method, windowDays }: { method: CheckMethod | null; windowDays: number | null },
  gapDays: number | null,
): FieldFault[] {
  const least = zeroCountWindowDays(gapDays);
  if (method !== "count_zero" || windowDays === null || windowDays >= least) return [];
  return [{ field: "windowDays", message: `For “no recurrence” watch at least ${least} days${why(gapDays, least)}.` }];
}

const why = (gapDays: number | null, least: number) =>
  gapDays === null || least === defaultWindowDays ? "" : ": three times the mean gap between its incidents";

/** The days of the window on which the cause came back, of those on which it was seen (strictly after it was in place). */
export function recurredIn(
  { kind, implementedOn, endsOn }: { kind: ImprovementKind; implementedOn: string | null; endsOn: string | null },
  occurredOn: readonly string[],
): string[] {
  if (!keepsFromReturning({ kind }) || implementedOn === null) return [];
  return occurredOn.filter((day) => day > implementedOn && (endsOn === null || day <= endsOn));
}

/**
 * Why this verdict may not be given on this day (method 3.4): the window has to be full, but for what came back in it,
 * and that is then never effective.
 * @param recurred days in the window on which the cause was seen again
 */
export function windowFaults(check: {
  verdict: Verdict;
  today: string;
  endsOn: string | null;
  recurred: readonly string[];
}): FieldFault[] {
  const { verdict, today, endsOn, recurred } = check;
  const [again] = recurred;
  if (endsOn !== null && today < endsOn && !(verdict === "ineffective" && again))
    return [
      {
        field: "verdict",
        message: again
          ? `The window runs until ${endsOn}. The cause came back on ${again}: until then it can only be found ineffective.`
          : `The window runs until ${endsOn}. A verdict before then is possible only when the cause comes back.`,
      },
    ];
  if (again && verdict === "effective")
    return [
      { field: "verdict", message: `The cause came back on ${again}, within the window: that is not effective.` },
    ];
  return [];
}

/** For how many days an improvement is watched before a verdict (method 3.4). Days are YYYY-MM-DD. */
import { addDays, daysFrom } from "@/lib/text/days";

export const defaultWindowDays = 90;

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

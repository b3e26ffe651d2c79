/**
 * The one clock. Rules that speak of today or of now read it here, so that a test can live through a year in a minute;
 * what only records when something was written is left to the database's own clock.
 */

type Shelf = typeof globalThis & { [ahead]?: () => number };
/** On the global object: a server bundles this module more than once, and all of them share one clock. */
const ahead = Symbol.for("common-cause.clock-ahead");
const shelf = globalThis as Shelf;

/** How many milliseconds the clock stands ahead of the machine's: 0 but in tests. */
export const aheadMs = (): number => shelf[ahead]?.() ?? 0;

export const now = (): Date => new Date(Date.now() + aheadMs());

/** Puts the clock so many days ahead from here on; a function is asked each time. For tests alone. */
export function setDaysAhead(days: number | (() => number)): void {
  const read = typeof days === "number" ? () => days : days;
  shelf[ahead] = () => read() * 86_400_000;
}

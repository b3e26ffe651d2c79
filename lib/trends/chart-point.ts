import { type Step, stepAfter } from "./weeks";

/** What one period says. Days are YYYY-MM-DD; a week is named by its Monday, a month by its first day. */
export type ChartPoint = {
  periodOn: string;
  /** Null: nothing was measured. That is a gap, never zero. */
  value: number | null;
  /** The period is not over: drawn hollow, and not judged. */
  running?: boolean;
  /** Why it does not count for the limits; it stays drawn (method 4.5). */
  leftOut?: string;
};

/** An event has no length: what is charted is the time between one and the next. */
export type ChartPeriod = Step | "event";

/**
 * The points in their order, one for each period from the first to the last: where nothing was measured stands a gap. Of
 * two for one period the later in the list stands. Events come as they are, in order.
 */
export function everyPeriod(points: readonly ChartPoint[], period: ChartPeriod): ChartPoint[] {
  if (period === "event") return points.toSorted((one, other) => compare(one.periodOn, other.periodOn));
  const given = new Map(points.map((point) => [point.periodOn, point]));
  const days = [...given.keys()].sort();
  const last = days.at(-1) ?? "";
  const filled: ChartPoint[] = [];
  let following = 0;
  for (let on = days[0]; on !== undefined && on <= last; ) {
    filled.push(given.get(on) ?? { periodOn: on, value: null });
    while (following < days.length && (days[following] ?? "") <= on) following++;
    const [next, nextGiven]: [string, string | undefined] = [stepAfter(on, period), days[following]];
    // A day that begins no period of ours, as after a change from months to weeks, is not passed over.
    on = nextGiven !== undefined && nextGiven < next ? nextGiven : next;
  }
  return filled;
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** How long things take from one day to another (method 4.6): for most of them, and for the slow ones. Whole days. */

/** How long one thing took, or how many took so long. */
export type Lasted = number | { days: number; count: number };

const daysIn = (lasted: Lasted) => (typeof lasted === "number" ? lasted : lasted.days);
const countIn = (lasted: Lasted) => (typeof lasted === "number" ? 1 : lasted.count);

export type LeadTimes = {
  n: number;
  medianDays: number | null;
  /** 85 of 100 took at most so long. */
  percentile85Days: number | null;
};

export function leadTimesOf(lasted: readonly Lasted[]): LeadTimes {
  const n = lasted.reduce<number>((sum, each) => sum + countIn(each), 0);
  const ordered = lasted.toSorted((one, other) => daysIn(one) - daysIn(other));
  /** The smallest that at least so many of a hundred do not exceed: nearest rank, as `percentile` has it. */
  const atMost = (percent: number) => {
    let left = Math.ceil((percent * n) / 100 - 1e-9);
    for (const each of ordered) {
      left -= countIn(each);
      if (left <= 0) return daysIn(each);
    }
    return null;
  };
  return { n, medianDays: atMost(50), percentile85Days: atMost(85) };
}

export type LeadTimeBin = { fromDays: number; throughDays: number; count: number };

const mostBins = 20;
/** Steps that people count in: days, weeks, months, quarters. */
const steps = [1, 7, 14, 30, 90, 180, 360];

/** How many took 0-6 days, 7-13 days and so on, in at most 20 bins from 0 to the longest; none without a value. */
export function leadTimeBins(lasted: readonly Lasted[]): LeadTimeBin[] {
  if (lasted.length === 0) return [];
  const longest = lasted.reduce<number>((most, each) => Math.max(most, daysIn(each)), 0);
  const step = steps.find((each) => Math.floor(longest / each) < mostBins) ?? Math.ceil((longest + 1) / mostBins);
  const bins = Array.from({ length: Math.floor(longest / step) + 1 }, (_, nth) => ({
    fromDays: nth * step,
    throughDays: (nth + 1) * step - 1,
    count: 0,
  }));
  for (const each of lasted) {
    const bin = bins[Math.max(0, Math.floor(daysIn(each) / step))];
    if (bin) bin.count += countIn(each);
  }
  return bins;
}

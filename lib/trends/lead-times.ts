/** How long things take from one day to another (method 4.6): for most of them, and for the slow ones. Whole days. */
import { percentile } from "./averages";

export type LeadTimes = {
  n: number;
  medianDays: number | null;
  /** 85 of 100 took at most so long. */
  percentile85Days: number | null;
};

export const leadTimesOf = (days: readonly number[]): LeadTimes => ({
  n: days.length,
  medianDays: percentile(days, 50),
  percentile85Days: percentile(days, 85),
});

export type LeadTimeBin = { fromDays: number; throughDays: number; count: number };

const mostBins = 20;
/** Steps that people count in: days, weeks, months, quarters. */
const steps = [1, 7, 14, 30, 90, 180, 360];

/** How many took 0-6 days, 7-13 days and so on, in at most 20 bins from 0 to the longest; none without a value. */
export function leadTimeBins(days: readonly number[]): LeadTimeBin[] {
  if (days.length === 0) return [];
  const longest = days.reduce((most, each) => Math.max(most, each), 0);
  const step = steps.find((each) => Math.floor(longest / each) < mostBins) ?? Math.ceil((longest + 1) / mostBins);
  const bins = Array.from({ length: Math.floor(longest / step) + 1 }, (_, nth) => ({
    fromDays: nth * step,
    throughDays: (nth + 1) * step - 1,
    count: 0,
  }));
  for (const each of days) {
    const bin = bins[Math.max(0, Math.floor(each / step))];
    if (bin) bin.count++;
  }
  return bins;
}

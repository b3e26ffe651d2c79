/** What is usual for a series: its middle and how far values stray from it by chance (method 4.1). */
import type { Centre, Dispersion } from "@/db/terms";
import { held, mean, median } from "./averages";
import { existing, movingRanges, type Series } from "./moving-ranges";

/**
 * How far the limits lie from the centre, and above which a moving range is unusual, as multiples of the usual moving
 * range. 2.66 is 3 ÷ 1.128 and 3.268 is D4 for pairs (Wheeler, Making Sense of Data); the median, which a few extreme
 * values do not pull, has its own. Never the standard deviation of all values: it counts a shift as if it were chance.
 */
export const multiples = {
  mean: { limits: 2.66, movingRange: 3.268 },
  median: { limits: 3.145, movingRange: 3.865 },
} as const satisfies Record<Dispersion, { limits: number; movingRange: number }>;

/** In the unit of the values and unrounded. A place is counted from 0, gaps included. */
export type Limits = {
  centreAt: (place: number) => number;
  /** From the centre to either limit; half of it is the line of the rule `near_limit`. */
  width: number;
  /** The median one where dispersion is median. */
  averageMovingRange: number;
  movingRangeLimit: number;
};

export type LimitsAsked = { centre: Centre; dispersion: Dispersion };

/** Null without a moving range: of one value, of none, or where each stands between gaps. */
export function naturalLimits(values: Series, { centre, dispersion }: LimitsAsked): Limits | null {
  const present = existing(values);
  const middle = centre === "mean" ? mean(present) : median(present);
  const spread = dispersionOf(values, dispersion);
  return middle === null || spread === null ? null : { centreAt: () => middle, ...spread };
}

/** The usual moving range and what follows from it, whatever the centre. */
export function dispersionOf(values: Series, dispersion: Dispersion): Omit<Limits, "centreAt"> | null {
  const ranges = existing(movingRanges(values));
  const usual = dispersion === "mean" ? mean(ranges) : median(ranges);
  if (usual === null) return null;
  const { limits, movingRange } = multiples[dispersion];
  return { width: held(limits * usual), averageMovingRange: usual, movingRangeLimit: held(movingRange * usual) };
}

/**
 * The run chart, for few or skewed data (method 4.3; rules after Anhøj): a median, and whether values change sides as
 * often as chance does. It knows no limits and no extremes.
 */
import { median } from "./averages";
import { isAbove, isBelow } from "./closeness";
import { existing, type Series } from "./moving-ranges";

export type RunChart = {
  median: number | null;
  /** Values that do not lie on the median. */
  usefulPoints: number;
  longestRun: number;
  crossings: number;
  limits: RunLimits | null;
  /** A run that is too long, or too few crossings. */
  hasSignal: boolean;
};

/** A signal where the longest run is above the one, or the crossings are below the other. */
export type RunLimits = { longestRunAbove: number; crossingsBelow: number };

export function runChart(values: Series): RunChart {
  const present = existing(values);
  const middle = median(present);
  if (middle === null)
    return { median: null, usefulPoints: 0, longestRun: 0, crossings: 0, limits: null, hasSignal: false };
  const sides = present.flatMap((value) => (isAbove(value, middle) ? 1 : isBelow(value, middle) ? -1 : []));
  let [longestRun, crossings, run] = [0, 0, 0];
  for (const [at, side] of sides.entries()) {
    const isSame = at > 0 && side === sides[at - 1];
    if (at > 0 && !isSame) crossings++;
    run = isSame ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
  }
  const limits = runLimits(sides.length);
  const hasSignal = limits !== null && (longestRun > limits.longestRunAbove || crossings < limits.crossingsBelow);
  return { median: middle, usefulPoints: sides.length, longestRun, crossings, limits, hasSignal };
}

/**
 * What chance allows so many useful points: a longest run of round(log2 n + 3), and as many crossings as the 5 % quantile
 * of Binomial(n − 1, ½). Null without a useful point.
 */
export function runLimits(usefulPoints: number): RunLimits | null {
  if (usefulPoints < 1) return null;
  return {
    longestRunAbove: Math.round(Math.log2(usefulPoints) + 3),
    crossingsBelow: fivePercentOfTosses(usefulPoints - 1),
  };
}

/** The smallest k with P(X ≤ k) ≥ 0.05 for so many tosses of a coin, in whole numbers: 20 × Σ C(tosses, i) ≥ 2^tosses. */
function fivePercentOfTosses(tosses: number): number {
  const all = 1n << BigInt(tosses);
  let ways = 1n;
  let sum = 1n;
  let k = 0;
  while (20n * sum < all) {
    ways = (ways * BigInt(tosses - k)) / BigInt(k + 1);
    sum += ways;
    k++;
  }
  return k;
}

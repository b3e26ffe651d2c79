/** How much a chart can say with so many values (method 4.4). */

/** Limits are shown from here on. */
export const fewestForLimits = 6;
export const fewestUsable = 12;
const fewestFirm = 20;

export const sampleLabels = ["points_only", "provisional", "usable", "firm"] as const;
export type SampleLabel = (typeof sampleLabels)[number];

export type SampleSize = {
  n: number;
  label: SampleLabel;
  /** By how much the width of the limits may be off, ± in percent; null below 6 values. */
  uncertaintyPercent: number | null;
};

const uncertainty: readonly (readonly [n: number, percent: number])[] = [
  [24, 19],
  [20, 21],
  [16, 23],
  [12, 27],
  [10, 30],
  [8, 34],
  [6, 40],
];

/** @param n values on which the limits rest */
export function sampleSize(n: number): SampleSize {
  const uncertaintyPercent = uncertainty.find(([least]) => n >= least)?.[1] ?? null;
  return { n, label: labelOf(n), uncertaintyPercent };
}

function labelOf(n: number): SampleLabel {
  if (n < fewestForLimits) return "points_only";
  if (n < fewestUsable) return "provisional";
  return n < fewestFirm ? "usable" : "firm";
}

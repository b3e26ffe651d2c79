/** When a value lies off a line (method 4.1): strictly, and by more than binary arithmetic can make of nothing. */

const tolerance = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

/** Above, and not merely within 1e-9 × max(1, |value|): a constant series of 0.1 does not lie above its own mean. */
export const isAbove = (value: number, line: number): boolean => value - line > tolerance(value);
export const isBelow = (value: number, line: number): boolean => line - value > tolerance(value);

/** How many values differ from one another. */
export function countDifferent(values: readonly number[]): number {
  const ordered = [...values].sort((one, other) => one - other);
  return ordered.filter((value, at) => at === 0 || isAbove(value, ordered[at - 1] ?? value)).length;
}

/** Middle values of plain numbers. For any finite values the answer is finite, too. */

/** The nearest number that can be held: where a sum or a limit outgrows what a number can be, the largest stands. */
export const held = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** Σx/n; null of no values. */
export function mean(values: readonly number[]): number | null {
  const count = values.length;
  if (count === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  // Values near the largest number there is are divided before they are added up, else their sum is none.
  return Number.isFinite(sum) ? sum / count : held(values.reduce((total, value) => total + value / count, 0));
}

/** The middle value, or the mean of the middle two; null of no values. */
export function median(values: readonly number[]): number | null {
  const ordered = [...values].sort((one, other) => one - other);
  const half = Math.floor(ordered.length / 2);
  const [before, middle] = [ordered[half - 1], ordered[half]];
  if (middle === undefined) return null;
  return ordered.length % 2 === 1 || before === undefined ? middle : before / 2 + middle / 2;
}

/**
 * The smallest value that at least so many of a hundred do not exceed (nearest rank): "85 of 100 took at most this".
 * @param percent above 0, up to 100
 */
export function percentile(values: readonly number[], percent: number): number | null {
  const ordered = [...values].sort((one, other) => one - other);
  return ordered[Math.ceil((percent * ordered.length) / 100 - 1e-9) - 1] ?? null;
}

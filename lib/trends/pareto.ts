/** Which few of many make most of it (method 1.10). Amounts are counts, hours, or money in one currency. */

export type Amount = { name: string; value: number };

/** What was folded together stands last, whatever its size. */
export type Bar<Given extends Amount> = {
  given: Given | null; // null: the others, folded together
  name: string;
  value: number;
  cumulativePercent: number; // unrounded
};

export type Pareto<Given extends Amount> = {
  total: number;
  bars: Bar<Given>[];
  /** The smallest number of bars, from the first, that make 80 % of the total or more; 0 where there is nothing. */
  vitalFew: number;
};

/** With fewer incidents nobody speaks of 80 and 20. */
export const fewestForSentence = 30;
export const mayNameVitalFew = (incidents: number): boolean => incidents >= fewestForSentence;

export const otherName = "other";

const collator = new Intl.Collator("en");

/**
 * Bars from the largest to the smallest, ties by name, with the share that they and all before them make. Amounts have
 * at most six places, as the sums are kept; they are compared as whole numbers, for 12 of 15 is exactly 80 %.
 * @param others the sum of what is not named one by one; none where all are
 */
export function pareto<Given extends Amount>(amounts: readonly Given[], others = 0): Pareto<Given> {
  const ordered: Omit<Bar<Given>, "cumulativePercent">[] = [...amounts]
    .sort((one, other) => other.value - one.value || collator.compare(one.name, other.name))
    .map((given) => ({ given, name: given.name, value: given.value }));
  if (others > 0) ordered.push({ given: null, name: otherName, value: others });
  const total = ordered.reduce((sum, { value }) => sum + whole(value), 0n);
  let soFar = 0n;
  let vitalFew = 0;
  const bars = ordered.map((bar, place) => {
    soFar += whole(bar.value);
    if (vitalFew === 0 && total > 0n && 100n * soFar >= 80n * total) vitalFew = place + 1;
    return { ...bar, cumulativePercent: total === 0n ? 0 : (100 * Number(soFar)) / Number(total) };
  });
  return { total: Number(total) / millionths, bars, vitalFew };
}

const millionths = 1_000_000;
const whole = (value: number) => BigInt(Math.round(value * millionths));

import type { CostUnit } from "@/db/terms";

/** One thing an incident cost. Unknown bounds are null, never 0: a figure is never more certain than its basis. */
export type Cost = {
  id: string;
  sideId: string | null; // who bears it; null: both, or neither
  unit: CostUnit;
  currency: string | null; // ISO 4217, of money alone
  low: number | null;
  expected: number;
  high: number | null;
  basis: string;
  version: number;
};

/** What can be added up: hours, days, or money of one currency; currencies are not added up (method 6.4). */
export type CostGroup<C extends Cost = Cost> = {
  unit: CostUnit;
  currency: string | null;
  costs: C[];
  low: number | null;
  expected: number;
  high: number | null;
};

const order: readonly CostUnit[] = ["money", "hours", "days"];

/**
 * The costs by what can be added up, each with its sum: money first, by currency. A bound of a sum is known when every
 * part of it has one; else the range would look narrower than it is.
 */
export function costGroups<C extends Cost>(costs: readonly C[]): CostGroup<C>[] {
  const groups = new Map<string, C[]>();
  for (const cost of costs) {
    const key = `${order.indexOf(cost.unit)} ${cost.currency ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), cost]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...rest]]) => {
      const parts = [first as C, ...rest];
      const { unit, currency } = first as C;
      const sumOf = (amounts: (number | null)[]) => (amounts.includes(null) ? null : sum(amounts as number[]));
      return {
        unit,
        currency,
        costs: parts,
        low: sumOf(parts.map(({ low }) => low)),
        expected: sum(parts.map(({ expected }) => expected)),
        high: sumOf(parts.map(({ high }) => high)),
      };
    });
}

/** In hundredths, so that 0.1 and 0.2 make 0.3. */
const sum = (amounts: number[]) => amounts.reduce((cents, amount) => cents + Math.round(amount * 100), 0) / 100;

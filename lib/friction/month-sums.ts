/** The ledger by month: what can be added up, and what is still unknown. Amounts are money of one currency. */
import { type Amount, countedAsLost, fromLateLeads, type Inputs } from "./formulas";

export type Summed = Amount & {
  lines: number;
  /** Lines whose amount is unknown: they stand in no sum, and the sum says so. */
  unknown: number;
  confirmed: number;
};

type Line = Amount & { isConfirmed: boolean };

/** A bound that one line does not know is its expected figure, so a known range is never narrowed to nothing. */
export function sumOf(lines: readonly Line[]): Summed {
  const known = lines.filter(({ expected }) => expected !== null);
  const add = (bound: keyof Amount) => {
    const cents = known.reduce((sum, line) => sum + Math.round((line[bound] ?? line.expected ?? 0) * 100), 0);
    return known.length === 0 ? null : cents / 100;
  };
  return {
    low: add("low"),
    expected: add("expected"),
    high: add("high"),
    lines: lines.length,
    unknown: lines.length - known.length,
    confirmed: lines.filter(({ isConfirmed }) => isConfirmed).length,
  };
}

/**
 * One lead never counts in both late response and lost deals (method 6.4): leads that stand as lost deals of a month are
 * taken off its late leads, from the first line on.
 * @param lost how many late leads of the month became lost deals
 * @param lateLines inputs of the month's late responses, in their order
 * @returns the inputs with what is taken off each
 */
export function withoutLost(lost: number, lateLines: readonly Inputs[]): Inputs[] {
  let left = lost;
  return lateLines.map((inputs) => {
    const off = Math.min(left, inputs.lateLeads?.expected ?? 0);
    left -= off;
    return { ...inputs, [countedAsLost]: { low: off, expected: off, high: off } };
  });
}

/** How many late leads the lost deals of a month began as. */
export const lostLeads = (lostLines: readonly Inputs[]): number =>
  lostLines.reduce((sum, inputs) => sum + (inputs[fromLateLeads]?.expected ?? 0), 0);

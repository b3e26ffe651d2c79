/** The cost of friction by month as a chart: points are what is expected, ranges from low to high. */

import type { Range } from "@/lib/charts/xmr-drawing";
import type { XmrShown } from "@/lib/charts/xmr-file";
import type { MonthCost } from "@/lib/friction/queries";
import type { Chart } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";
import type { FigureWords } from "@/lib/trends/figures";
import { keptChart } from "@/lib/trends/kept-charts";

export const moneyFigures = (currency: string, locale: string): FigureWords => ({
  locale,
  nature: "money",
  unit: currency,
});

/** The chart with its basis: how much of it both sides, or finance, stand behind. */
export function costShown(
  cost: CostChart,
  costs: readonly MonthCost[],
  { currency, locale }: { currency: string; locale: string },
): XmrShown {
  const sum = (of: "lines" | "confirmed" | "unknown") => costs.reduce((total, month) => total + month[of], 0);
  const [lines, confirmed, unknown] = [sum("lines"), sum("confirmed"), sum("unknown")];
  const ledger = `${confirmed} of ${lines} ${lines === 1 ? "line" : "lines"} of the ledger confirmed`;
  return {
    chart: cost.chart,
    figures: moneyFigures(currency, locale),
    name: `Cost of friction by month, ${currency}`,
    definition: "Bar: low to high, point: expected",
    made: lines === 0 ? "as the incidents say" : `${ledger}${unknown > 0 ? `, ${unknown} without an amount` : ""}`,
    ranges: cost.ranges,
  };
}

export type CostChart = { chart: Chart; ranges: Map<string, Range>; last: MonthCost | undefined };

/**
 * A month without any cost written down is a gap, not 0: nobody has said that it cost nothing.
 * @param today the running month is drawn hollow and not judged
 */
export function costChart(months: readonly MonthCost[], today: string): CostChart {
  const running = `${today.slice(0, 7)}-01`;
  const points = months.map(
    ({ month, expected }): ChartPoint => ({
      periodOn: month,
      value: expected,
      ...(month >= running ? { running: true } : {}),
    }),
  );
  const known = months.filter((cost) => cost.expected !== null);
  return {
    chart: keptChart(points, { period: "month", nature: "money", wanted: "down" }),
    ranges: new Map(
      known.map(({ month, low, high, expected }) => [
        month,
        { low: low ?? expected ?? 0, high: high ?? expected ?? 0 },
      ]),
    ),
    last: known.filter(({ month }) => month < running).at(-1),
  };
}

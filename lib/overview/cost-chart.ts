/** The cost of friction by month as a chart: points are what is expected, ranges from low to high. */

import type { Range } from "@/lib/charts/xmr-drawing";
import type { MonthCost } from "@/lib/friction/queries";
import { type Chart, chartOf } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";
import type { FigureWords } from "@/lib/trends/figures";

export const moneyFigures = (currency: string, locale: string): FigureWords => ({
  locale,
  nature: "money",
  unit: currency,
});

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
    chart: chartOf(points, { period: "month", nature: "money", wanted: "down" }),
    ranges: new Map(
      known.map(({ month, low, high, expected }) => [
        month,
        { low: low ?? expected ?? 0, high: high ?? expected ?? 0 },
      ]),
    ),
    last: known.filter(({ month }) => month < running).at(-1),
  };
}

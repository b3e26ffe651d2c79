import type { Chart } from "@/lib/trends/chart";
import { type FigureWords, figure, unitWords } from "@/lib/trends/figures";
import { linesAt } from "@/lib/trends/judged";
import { rowWords } from "@/lib/trends/period-words";
import { valueStep } from "@/lib/trends/sentences";
import { markWords } from "./point-words";
import type { Range } from "./xmr-drawing";

/** The data of a chart as people read it; a column of numbers stands at the right. */
export type ChartTable = {
  columns: readonly { name: string; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
};

export const periodNames = { week: "Week from", month: "Month", event: "Day" } as const;

type Ranges = ReadonlyMap<string, Range>;

/** The newest first. @param ranges from the least to the most that a value may be, where that is known */
export function tableOf(chart: Chart, figures: FigureWords, ranges?: Ranges): ChartTable {
  const { period, points, changes } = chart;
  const step = valueStep(chart);
  const write = (value: number | null) => (value === null ? "–" : figure(value, figures, step));
  const rows = points.map((point, nth) => {
    const next = points[nth + 1]?.periodOn;
    const begun = changes.filter(({ on }) => on >= point.periodOn && (next === undefined || on < next));
    const remarks = [markWords(point), ...begun.map(({ name }) => name)].filter(Boolean).join("; ");
    const range = ranges?.get(point.periodOn);
    return [
      rowWords(point.periodOn, period, figures.locale),
      ...(ranges ? [write(range?.low ?? null)] : []),
      write(point.value),
      ...(ranges ? [write(range?.high ?? null)] : []),
      write(point.movingRange),
      remarks,
    ];
  });
  return {
    columns: [
      { name: periodNames[period], isNumber: false },
      ...(ranges ? [{ name: "Low", isNumber: true }] : []),
      { name: ranges ? "Expected" : "Value", isNumber: true },
      ...(ranges ? [{ name: "High", isNumber: true }] : []),
      { name: "Moving range", isNumber: true },
      { name: "Remarks", isNumber: false },
    ],
    rows: rows.toReversed(),
  };
}

/** The same for a machine: full precision, points for decimals, what does not exist empty. The oldest first. */
export function sheetOf(chart: Chart, figures: FigureWords, ranges?: Ranges): (string | number | null)[][] {
  const unit = unitWords({ ...figures, nature: "count" });
  const head = [
    "period",
    unit ? `value, ${unit}` : "value",
    ...(ranges ? ["low", "high"] : []),
    "moving range",
    "mean",
    "lower limit",
    "upper limit",
    "signals",
    "remarks",
  ];
  const rows = chart.points.map((point, nth) => {
    const phase = chart.phases.find(({ from, until }) => nth >= from && nth < until);
    const lines = phase?.limits ? linesAt(nth, phase.limits, chart.bounds) : null;
    const remarks = point.rules.length > 0 ? "" : markWords(point);
    return [
      point.periodOn,
      point.value,
      ...(ranges ? [ranges.get(point.periodOn)?.low ?? null, ranges.get(point.periodOn)?.high ?? null] : []),
      point.movingRange,
      lines?.centre ?? null,
      lines?.lower ?? null,
      lines?.upper ?? null,
      point.rules.join(" "),
      remarks,
    ];
  });
  return [head, ...rows];
}

import type { Chart, ReadPoint } from "@/lib/trends/chart";
import { isAbove, isBelow } from "@/lib/trends/closeness";
import { figure, unitWords } from "@/lib/trends/figures";
import { rowWords } from "@/lib/trends/period-words";
import { runChart } from "@/lib/trends/run-chart";
import { runSentence } from "@/lib/trends/run-sentence";
import { valueStep } from "@/lib/trends/sentences";
import { nWords } from "./captions";
import { periodNames } from "./chart-table";
import { markWords } from "./point-words";
import { drawRun } from "./run-drawing";
import type { Shown } from "./shown";
import type { XmrShown } from "./xmr-file";

/** The same values as a run chart: around their median, and without limits. */
export function runShown({ chart, figures, name, definition, made, notes = [], pressures }: XmrShown): Shown {
  const counted = chart.points.map(({ state, value }) => (state === "counted" ? value : null));
  const run = runChart(counted);
  const { median } = run;
  const step = valueStep(chart);
  const remarksOf = (point: ReadPoint) =>
    [sideOf(point, median), markWords({ ...point, rules: [], isMarked: false })].filter(Boolean).join("; ");
  const unit = unitWords({ ...figures, nature: "count" });
  return {
    label: name,
    sentence: runSentence(run, chart, figures),
    captions: [
      nWords(chart, figures.locale, made),
      definition,
      `Run chart: ${run.usefulPoints} of them do not lie on the median`,
      ...notes,
    ],
    draw: (width) => drawRun(chart, { median, figures, width, pressures }),
    isEmpty: median === null,
    table: {
      columns: [
        { name: periodNames[chart.period], isNumber: false },
        { name: "Value", isNumber: true },
        { name: "Remarks", isNumber: false },
      ],
      rows: chart.points
        .map((point) => [
          rowWords(point.periodOn, chart.period, figures.locale),
          point.value === null ? "–" : figure(point.value, figures, step),
          remarksOf(point),
        ])
        .toReversed(),
    },
    sheet: [
      ["period", unit ? `value, ${unit}` : "value", "median", "remarks"],
      ...chart.points.map((point) => [point.periodOn, point.value, median, remarksOf(point)]),
    ],
  };
}

function sideOf({ state, value }: Chart["points"][number], median: number | null): string {
  if (state !== "counted" || value === null || median === null) return "";
  return isAbove(value, median) ? "above the median" : isBelow(value, median) ? "below the median" : "on the median";
}

/** What a chart says, in plain values for other programs, in the unit of the measure. */
import type { Chart } from "@/lib/trends/chart";
import { linesAt } from "@/lib/trends/judged";
import { sentenceOf } from "@/lib/trends/sentences";
import { chartedValue, figureWordsOf } from "./charted";
import type { MeasureRow } from "./measure-deed";

/** Limits are those at the first period of each stretch that they judge; null where a limit is not drawn. */
export function toldChart(measure: MeasureRow, chart: Chart, locale: string) {
  const unit = chartedValue(measure, 1);
  const told = (value: number | null) => (value === null ? null : value / unit);
  return {
    sentence: sentenceOf(chart, figureWordsOf(measure, locale)),
    limits: chart.phases
      .filter(({ from, until }) => until > from)
      .map(({ from, until, baseline, limits, sample }) => {
        const lines = limits && linesAt(from, limits, chart.bounds);
        return {
          fromOn: chart.points[from]?.periodOn ?? null,
          throughOn: chart.points[until - 1]?.periodOn ?? null,
          locked: baseline && { fromOn: baseline.fromOn, throughOn: baseline.throughOn },
          values: sample.n,
          label: sample.label,
          uncertaintyPercent: sample.uncertaintyPercent,
          centre: told(lines?.centre ?? null),
          lower: told(lines?.lower ?? null),
          upper: told(lines?.upper ?? null),
          averageMovingRange: told(limits?.averageMovingRange ?? null),
          movingRangeLimit: told(limits?.movingRangeLimit ?? null),
        };
      }),
    signals: chart.signals.map(({ value, ...signal }) => ({ ...signal, value: told(value) })),
    outcomes: chart.outcomes.map(({ change, code, isJudged, later, detectedOn, beganOn, effect }) => ({
      on: change.on,
      name: change.name,
      improvementId: change.improvementId ?? null,
      iteration: change.iteration ?? null,
      code,
      isJudged,
      later,
      detectedOn,
      beganOn,
      difference: told(effect?.difference ?? null),
    })),
    hints: chart.hints,
  };
}

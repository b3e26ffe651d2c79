import type { Pressure } from "@/lib/charts/bands";
import { explaining } from "@/lib/charts/bands";
import type { XmrShown } from "@/lib/charts/xmr-file";
import type { Chart } from "@/lib/trends/chart";
import { chartedValue, figureWordsOf } from "./charted";
import type { MeasureRow } from "./measure-deed";

/** The chart of a measure as every page and file shows it: with its aim, and what pressed from outside behind it. */
export const shownOf = (
  measure: MeasureRow,
  chart: Chart,
  { bands, locale, notes }: { bands: readonly Pressure[]; locale: string; notes?: readonly string[] },
): XmrShown => ({
  chart,
  figures: figureWordsOf(measure, locale),
  name: measure.name,
  definition: measure.definition,
  notes,
  pressures: explaining(
    bands,
    chart.points.map(({ periodOn }) => periodOn),
  ),
  target: measure.target === null ? null : chartedValue(measure, measure.target),
});

import { ChartFigure } from "@/app/_ui/charts/chart-figure";
import type { Pressure } from "@/lib/charts/bands";
import { hintWords, limitWords, nWords } from "@/lib/charts/captions";
import { tableOf } from "@/lib/charts/chart-table";
import { type Column, drawnFor } from "@/lib/charts/framed-drawing";
import { drawMovingRanges } from "@/lib/charts/moving-range-drawing";
import { drawXmr, type Range } from "@/lib/charts/xmr-drawing";
import type { Chart } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { sentenceOf } from "@/lib/trends/sentences";

export type XmrFigureProps = {
  chart: Chart;
  figures: FigureWords;
  /** What is measured, and what counts and what does not. */
  name: string;
  definition: string;
  /** "Updated today, 6:00". */
  updated: string;
  /** What the values were made of, where that is known: "638 MQLs". */
  made?: string;
  /** What else a reader has to know, as that reporting is still building up. */
  notes?: readonly string[];
  column?: Column;
  height?: number;
  pressures?: readonly Pressure[];
  target?: number | null;
  ranges?: ReadonlyMap<string, Range>;
  number?: string;
  file?: { href: string; name: string };
  className?: string;
};

/** The XmR pair: the values with their limits, and the moving ranges one click away. */
export function XmrFigure(props: XmrFigureProps) {
  const { chart, figures, name, definition, updated, made, column = "large", number, file, className } = props;
  const { height, pressures, target, ranges, notes = [] } = props;
  const asked = { figures, pressures, target, ranges, ...(height && { height }) };
  const limits = limitWords(chart, figures.locale);
  return (
    <ChartFigure
      number={number}
      className={className}
      sentence={sentenceOf(chart, figures)}
      label={name}
      drawings={drawnFor(column, (width) => drawXmr(chart, { ...asked, width }))}
      captions={[
        nWords(chart, figures.locale, made),
        definition,
        ...(limits ? [limits] : []),
        ...chart.hints.map((hint) => hintWords(hint, chart)),
        ...notes,
        updated,
      ]}
      table={tableOf(chart, figures)}
      second={{
        name: "Moving ranges",
        label: `${name}: how much each value differs from the one before`,
        drawings: drawnFor(column, (width) => drawMovingRanges(chart, { figures, width })),
      }}
      file={file}
    />
  );
}

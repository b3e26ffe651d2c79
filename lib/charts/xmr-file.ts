import type { Chart } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { sentenceOf } from "@/lib/trends/sentences";
import type { Pressure } from "./bands";
import { hintWords, limitWords, nWords } from "./captions";
import type { ChartFile } from "./chart-file";
import { sheetOf } from "./chart-table";
import { columnWidths } from "./framed-drawing";
import { drawMovingRanges } from "./moving-range-drawing";
import { drawXmr, type Range } from "./xmr-drawing";

/** What an XmR pair is drawn from, on a page and in a file alike. */
export type XmrShown = {
  chart: Chart;
  figures: FigureWords;
  /** What is measured, and what counts and what does not. */
  name: string;
  definition: string;
  /** What the values were made of, where that is known: "638 MQLs". */
  made?: string;
  /** What else a reader has to know, as that reporting is still building up. */
  notes?: readonly string[];
  pressures?: readonly Pressure[];
  target?: number | null;
  ranges?: ReadonlyMap<string, Range>;
};

/** n, the definition, how sure the limits are, and what would make the chart say more. */
export const xmrCaptions = ({ chart, figures, definition, made, notes = [] }: XmrShown): string[] => {
  const limits = limitWords(chart, figures.locale);
  return [
    nWords(chart, figures.locale, made),
    definition,
    ...(limits ? [limits] : []),
    ...chart.hints.map((hint) => hintWords(hint, chart)),
    ...notes,
  ];
};

/** The pair as a file: the moving ranges stand below the values. */
export function xmrFile(shown: XmrShown): ChartFile {
  const { chart, figures, name, pressures, target, ranges } = shown;
  const width = columnWidths.large;
  return {
    title: sentenceOf(chart, figures),
    drawing: drawXmr(chart, { figures, width, pressures, target, ranges }),
    second: { name: movingRangesName, drawing: drawMovingRanges(chart, { figures, width }) },
    captions: [name, ...xmrCaptions(shown)],
    sheet: sheetOf(chart, figures, ranges),
  };
}

export const movingRangesName = "Moving ranges";

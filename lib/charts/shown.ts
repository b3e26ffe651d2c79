import type { ChartFile, Sheet } from "./chart-file";
import type { ChartTable } from "./chart-table";
import type { Drawing } from "./drawing";
import { columnWidths } from "./framed-drawing";

/** A chart in the words of a reader, for its page and its file alike. */
export type Shown = {
  /** What is drawn, for those who do not see it. */
  label: string;
  sentence: string;
  /** n, then the definition. */
  captions: readonly string[];
  draw: (width: number) => Drawing;
  table: ChartTable;
  sheet: Sheet;
  /** There is nothing to draw: the sentence says so. */
  isEmpty?: boolean;
};

/** @param about what it is of: the relationship, the weeks */
export const fileOfShown = ({ label, sentence, captions, draw, sheet }: Shown, about: string): ChartFile => ({
  title: sentence,
  drawing: draw(columnWidths.large),
  captions: [`${label}: ${about}`, ...captions],
  sheet,
});

type Cell = string | number;

/** The same rows as people read them and as a spreadsheet takes them; the first column is words. */
export function tableAndSheet(
  columns: readonly string[],
  rows: readonly (readonly [words: string, name: string, ...counts: number[]])[],
  locale: string,
): Pick<Shown, "table" | "sheet"> {
  return {
    table: {
      columns: columns.map((name, nth) => ({ name, isNumber: nth > 0 })),
      rows: rows.map(([words, , ...counts]) => [words, ...counts.map((count) => count.toLocaleString(locale))]),
    },
    sheet: [columns, ...rows.map(([, name, ...counts]): Cell[] => [name, ...counts])],
  };
}

import type { Chart } from "@/lib/trends/chart";
import { sentenceOf } from "@/lib/trends/sentences";
import { type ChartTable, tableOf } from "./chart-table";
import { type Column, drawnFor } from "./framed-drawing";
import { drawMovingRanges } from "./moving-range-drawing";
import { drawXmr } from "./xmr-drawing";
import type { XmrShown } from "./xmr-file";

type Drawings = ReturnType<typeof drawnFor>;
export type DrawnPair = { sentence: string; values: Drawings; movingRanges: Drawings; table: ChartTable };
type Place = { column: Column; height?: number };

/** Of a chart that is read again, in the few ways in which it is asked for; it goes with the chart. */
const drawn = new WeakMap<Chart, Map<string, DrawnPair>>();
const mostWays = 6;

/** An XmR pair as a page draws it, with its table: once for the same chart in the same place. */
export function drawnPair(
  { chart, figures, pressures, target, ranges }: XmrShown,
  { column, height }: Place,
): DrawnPair {
  const ways = drawn.get(chart) ?? new Map<string, DrawnPair>();
  const way = JSON.stringify([figures, pressures, target, ranges && [...ranges], column, height]);
  const known = ways.get(way);
  if (known) return known;
  const asked = { figures, pressures, target, ranges, together: true, ...(height && { height }) };
  const pair = {
    sentence: sentenceOf(chart, figures),
    values: drawnFor(column, (width) => drawXmr(chart, { ...asked, width })),
    movingRanges: drawnFor(column, (width) => drawMovingRanges(chart, { figures, width, together: true })),
    table: tableOf(chart, figures, ranges),
  };
  if (ways.size >= mostWays) ways.clear();
  drawn.set(chart, ways.set(way, pair));
  return pair;
}

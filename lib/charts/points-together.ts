import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import type { ReadPoint } from "@/lib/trends/chart";
import { type Colour, colours, type Place, place } from "./drawing";
import { shapeOf, signalSizes, usualSize } from "./point-shape";

/**
 * All points of a chart as a page takes them: the usual discs are one path of dots, signals another one with their rings,
 * and only what is another shape stands by itself. What is read at a point is in the table beside the chart.
 */
export function drawTogether(points: readonly ReadPoint[], places: readonly (Place | null)[], scale: number): Markup[] {
  const { disc, ring } = signalSizes(scale);
  let [dots, signals, rings] = ["", "", ""];
  const shapes: Markup[] = [];
  for (const [nth, point] of points.entries()) {
    const at = places[nth];
    if (!at) continue;
    const dot = `M${at.x} ${at.y}h0`;
    if (point.state !== "counted") shapes.push(shapeOf(point, at.x, at.y, scale));
    else if (!point.isMarked) dots += dot;
    else {
      signals += dot;
      rings += `M${place(at.x - ring)} ${at.y}a${ring} ${ring} 0 1 0 ${place(2 * ring)} 0a${ring} ${ring} 0 1 0-${place(2 * ring)} 0`;
    }
  }
  return [
    drawDots(dots, colours.point, usualSize(scale)),
    drawDots(signals, colours.signal, disc),
    rings === "" ? noMarkup : markup`<path d="${rings}" fill="none" stroke="${colours.signal}" stroke-width="1.25"/>`,
    ...shapes,
  ];
}

/** A line without a length and with round ends is a dot. */
const drawDots = (d: string, colour: Colour, radius: number): Markup =>
  d === ""
    ? noMarkup
    : markup`<path d="${d}" stroke="${colour}" stroke-width="${place(2 * radius)}" stroke-linecap="round"/>`;

/** "12,46 - 79,10": where each point stands, in their order, as near as a pointer tells; a dash where there is none. */
export const placesWords = (places: readonly (Place | null)[]): string =>
  places.map((at) => (at ? `${Math.round(at.x)},${Math.round(at.y)}` : "-")).join(" ");

import { scaleLinear } from "d3-scale";
import type { Markup } from "@/lib/text/markup";
import { held } from "@/lib/trends/averages";
import { bareFigure, type FigureWords, figure } from "@/lib/trends/figures";
import { colours, level, type Plot, stroke, words } from "./drawing";
import { textWidth } from "./text-width";

/** From a value to how far down it stands, and the lines that carry numbers. */
export type ValueAxis = { at: (value: number) => number; ticks: { value: number; label: string }[] };

type AxisAsked = {
  top: number;
  bottom: number;
  /** Amounts are drawn from zero; what may lie below it, from the lowest value. */
  fromZero: boolean;
  figures: FigureWords;
  most?: number;
};

/** The smallest span that is drawn as one; below, all values stand on one line. */
const leastSpan = 1e-200;

/** Four lines at most, on round numbers, around all of the values. */
export function valueAxis(
  values: readonly number[],
  { top, bottom, fromZero, figures, most = 4 }: AxisAsked,
): ValueAxis {
  const [least, largest] = extent(values, fromZero);
  // The span of the largest numbers there are is itself none.
  const shrunk = Number.isFinite(largest - least) ? 1 : 4;
  const scale = scaleLinear([least / shrunk, largest / shrunk], [bottom, top]);
  const nice = scale.copy().nice(most);
  const drawn = nice.domain().every((end) => Number.isFinite(end * shrunk)) ? nice : scale;
  const ticks = drawn.ticks(most).filter(Number.isFinite);
  const step = ticks.length > 1 ? Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0)) * shrunk : Math.abs(largest) / 10 || 1;
  const labels = ticks.map((tick, nth) => {
    const write = nth === ticks.length - 1 ? figure : bareFigure;
    return { value: held(tick * shrunk), label: write(held(tick * shrunk), figures, held(step)) };
  });
  return { at: (value) => Math.min(bottom, Math.max(top, drawn(value / shrunk))), ticks: labels };
}

function extent(values: readonly number[], fromZero: boolean): [number, number] {
  const all = fromZero ? [0, ...values] : values;
  const least = all.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const largest = all.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  if (least > largest) return [0, 1];
  if (largest - least > Math.max(leastSpan, Math.max(Math.abs(least), Math.abs(largest)) * 1e-12))
    return [least, largest];
  const air = Math.abs(largest) > leastSpan ? Math.abs(largest) / 10 : 1;
  return [fromZero ? 0 : held(least - air), held(largest + air)];
}

/** How much room the numbers need at the left. */
export const axisRoom = (labels: readonly string[], least = 34): number =>
  Math.max(least, ...labels.map((label) => Math.ceil(textWidth(label)) + 10));

export const drawAxis = ({ at, ticks }: ValueAxis, { left, right }: Plot): Markup[] =>
  ticks.flatMap(({ value, label }) => [
    stroke(level(left, right, at(value)), { colour: colours.grid }),
    words(left - 8, at(value) + 4, label, { at: "end" }),
  ]);

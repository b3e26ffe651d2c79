/** Upright bars over classes or months: how many there are of each. */
import { type Markup, markup } from "@/lib/text/markup";
import {
  box,
  type Colour,
  colours,
  type Drawing,
  framed,
  type Plot,
  readable,
  stroke,
  upright,
  words,
} from "./drawing";
import { fitted, textWidth } from "./text-width";
import { axisRoom, drawAxis, valueAxis } from "./value-axis";

/** `said`: what is read at the bar; a bar has one part, or two that stand beside each other. */
export type CountBar = { name: string; said: string; counts: readonly number[]; isDark?: boolean };

/** A line upright at a place between the bars, counted in bars from the left edge. */
export type BarLine = { at: number; name: string };

type BarsAsked = { locale: string; width: number; height?: number; lines?: readonly BarLine[] };

const parts: readonly Colour[] = [colours.bar, colours.quietBar];

export function drawBars(bars: readonly CountBar[], { locale, width, height = 180, lines = [] }: BarsAsked): Drawing {
  const rows = rowsOf(lines, width);
  const [top, bottom] = [16 + rows.length * 14, height - 24];
  const figures = { locale, nature: "count", unit: "" } as const;
  const axis = valueAxis([...bars.flatMap(({ counts }) => counts), 4], { top, bottom, fromZero: true, figures });
  const plot: Plot = { left: axisRoom(axis.ticks.map(({ label }) => label)), right: width - 12, top, bottom };
  const step = (plot.right - plot.left) / Math.max(1, bars.length);
  const widest = bars.reduce((most, { name }) => Math.max(most, textWidth(name)), 0) + 8;
  const every = Math.max(1, Math.ceil(widest / step));
  const body = framed([
    ...drawAxis(axis, plot),
    ...bars.flatMap(({ name, said, counts, isDark }, nth) => {
      const x = plot.left + nth * step;
      const room = Math.min(56, step * 0.72);
      const each = room / counts.length;
      const drawn = counts.map((count, part) =>
        box(
          x + (step - room) / 2 + part * each,
          axis.at(count),
          Math.max(1, each - (counts.length > 1 ? 1 : 0)),
          bottom - axis.at(count),
          isDark ? colours.ink2 : (parts[part] ?? colours.bar),
        ),
      );
      const highest = axis.at(counts.reduce((most, count) => Math.max(most, count), 0));
      return [
        readable(x + step / 2, highest, said, asOne(drawn)),
        ...(nth % every === 0 ? [words(x + step / 2, height - 6, fitted(name, step * every), { at: "middle" })] : []),
      ];
    }),
    ...rows.flatMap(({ at, name }, row) => {
      const x = Math.min(plot.right, plot.left + at * step);
      const y = 11 + row * 14;
      const isLeft = x > width / 2;
      return [
        stroke(upright(x, y - 8, bottom), { colour: colours.ink }),
        words(isLeft ? x - 6 : x + 6, y, name, { at: isLeft ? "end" : "start", strong: true }),
      ];
    }),
  ]);
  return { width, height, body };
}

const rowsOf = (lines: readonly BarLine[], width: number): BarLine[] =>
  lines.map((each) => ({ ...each, name: fitted(each.name, width / 2 - 20) }));

const asOne = (drawn: readonly Markup[]): Markup => markup`${drawn}`;

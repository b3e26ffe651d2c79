/** The chart of individual values: points, limits of each phase, signals, changes and pressures (method 4, look: Charts). */
import { curveLinear, line } from "d3-shape";
import { type Markup, noMarkup } from "@/lib/text/markup";
import type { Chart, ReadPoint } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { existing } from "@/lib/trends/moving-ranges";
import { stepOf, valueStep } from "@/lib/trends/sentences";
import { drawBands, type Pressure } from "./bands";
import { drawChanges, roomForChanges } from "./changes";
import { box, colours, type Drawing, framed, near, type Plot, place, readable, stroke, words } from "./drawing";
import { drawLimits, endLabels, limitLines } from "./limit-lines";
import { shapeOf } from "./point-shape";
import { pointWords } from "./point-words";
import { drawTogether } from "./points-together";
import { fitted, textWidth } from "./text-width";
import { drawPeriods, type TimeAxis, timeAxis } from "./time-axis";
import { axisRoom, drawAxis, type ValueAxis, valueAxis } from "./value-axis";

export type XmrAsked = {
  figures: FigureWords;
  width: number;
  height?: number;
  pressures?: readonly Pressure[];
  /** An aim may be drawn; it is never a limit. */
  target?: number | null;
  /** From the least to the most that a value may be, by its period: a pale bar behind the point. */
  ranges?: ReadonlyMap<string, Range>;
  /** For a page, where the table beside it says what is read at a point. */
  together?: boolean;
};

export type Range = { low: number; high: number };

/** The value chart. Nothing of it stands outside its width and height. */
export function drawXmr(
  chart: Chart,
  { figures, width, height = 316, pressures = [], target = null, ranges, together = false }: XmrAsked,
): Drawing {
  const lines = limitLines(chart);
  const values = [
    ...existing(chart.points.map(({ value }) => value)),
    ...lines.flatMap(({ centres, lowers, uppers }) => existing([...centres, ...lowers, ...uppers])),
    ...(target === null ? [] : [target]),
    ...[...(ranges?.values() ?? [])].flatMap(({ low, high }) => [low, high]),
  ];
  const labels = endLabels(lines, figures, stepOf(chart));
  const right =
    width -
    axisRoom(
      labels.filter(({ isLast }) => isLast).map(({ text }) => text),
      12,
    ) -
    2;
  const bottom = height - 24;
  const asked = { bottom, fromZero: chart.nature !== "unbounded", figures };
  // The room at the left and above depends on what is written there, and what is written on the values alone.
  const left = axisRoom(valueAxis(values, { ...asked, top: 30 }).ticks.map(({ label }) => label));
  const step = valueStep(chart);
  const periods = chart.points.map(({ periodOn }) => periodOn);
  const time = timeAxis(periods, { left, right });
  const above = roomForChanges(chart.changes, time, width);
  const plot: Plot = { left, right, top: 14 + above, bottom };
  const axis = valueAxis(values, { ...asked, top: plot.top });
  const places = chart.points.map(({ value }, nth) => (value === null ? null : near(time.middle(nth), axis.at(value))));
  const body = framed([
    ...drawBands(pressures, periods, time, plot),
    ...drawAxis(axis, plot),
    ...(target === null ? [] : drawTarget(axis.at(target), plot)),
    ...(ranges ? drawRanges(chart.points, ranges, time, axis) : []),
    ...drawLimits(lines, labels, time, axis, { ...plot, width }),
    ...drawChanges(chart.changes, time, { bottom, width }),
    stroke(pathOf(chart.points, time, axis), { colour: colours.line, width: 1.25 }),
    ...(together
      ? [
          ...drawTogether(chart.points, places, sizeIn(time)),
          ...chart.points.map((point, nth) => (places[nth] ? beside(point, places[nth], plot) : noMarkup)),
        ]
      : chart.points.flatMap((point, nth) => drawPoint(point, nth, chart, { figures, step, time, axis, plot }))),
    ...drawPeriods(periods, time, height - 6, { period: chart.period, locale: figures.locale }),
  ]);
  return { width, height, body, ...(together && { places }) };
}

/** The line between points that follow one another: a gap, a point left out and the running period break it. */
function pathOf(points: readonly ReadPoint[], time: TimeAxis, axis: ValueAxis): string {
  const drawn = line<ReadPoint>()
    .defined(({ state }) => state === "counted")
    .x((_, nth) => place(time.middle(nth)))
    .y(({ value }) => place(axis.at(value ?? 0)))
    .curve(curveLinear);
  return drawn([...points]) ?? "";
}

/** Points that stand close are small. */
export const sizeIn = ({ step }: TimeAxis): number => Math.min(1, step / 9);

type Where = { figures: FigureWords; step: number; time: TimeAxis; axis: ValueAxis; plot: Plot };

function drawPoint(point: ReadPoint, nth: number, chart: Chart, { figures, step, time, axis, plot }: Where): Markup[] {
  if (point.value === null) return [];
  const [x, y] = [time.middle(nth), axis.at(point.value)];
  const said = pointWords(point, chart, figures, step);
  const shape = shapeOf(point, x, y, sizeIn(time));
  return [readable(x, y, said, shape, point.periodOn), beside(point, { x, y }, plot)];
}

const leftOutWords = ", left out";

/** Why a point was left out stands beside it, on the side with more room. */
function beside({ leftOut, state }: ReadPoint, { x, y }: { x: number; y: number }, { left, right }: Plot): Markup {
  if (state !== "left_out" || !leftOut) return noMarkup;
  const isLeft = x - left > right - x;
  const room = Math.min(220, (isLeft ? x - left : right - x) - 12);
  const why = fitted(leftOut, room - textWidth(leftOutWords));
  const text = why ? `${why}${leftOutWords}` : "";
  return text ? words(isLeft ? x - 9 : x + 9, y + 4, text, { at: isLeft ? "end" : "start" }) : noMarkup;
}

function drawRanges(
  points: readonly ReadPoint[],
  ranges: ReadonlyMap<string, Range>,
  time: TimeAxis,
  axis: ValueAxis,
): Markup[] {
  const width = Math.max(1, Math.min(7, time.step * 0.6));
  return points.flatMap(({ periodOn }, nth) => {
    const range = ranges.get(periodOn);
    if (!range) return [];
    const [top, bottom] = [axis.at(range.high), axis.at(range.low)];
    return [box(time.middle(nth) - width / 2, top, width, bottom - top, colours.quietBar)];
  });
}

const drawTarget = (y: number, { left, right }: Plot): Markup[] => [
  stroke(`M${left} ${place(y)}H${place(right)}`, { colour: colours.limit, dashes: "1 4" }),
  words(left + 4, y - 4, "aim"),
];

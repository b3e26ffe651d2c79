/** Values around their median, without limits (method 4.3): points, what was done, and what pressed from outside. */
import { line } from "d3-shape";
import type { Chart, ReadPoint } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { existing } from "@/lib/trends/moving-ranges";
import { medianWords } from "@/lib/trends/run-sentence";
import { valueStep } from "@/lib/trends/sentences";
import { drawBands, type Pressure } from "./bands";
import { drawChanges, roomForChanges } from "./changes";
import { colours, type Drawing, framed, level, type Plot, place, readable, stroke, words } from "./drawing";
import { shapeOf } from "./point-shape";
import { pointWords } from "./point-words";
import { drawPeriods, timeAxis } from "./time-axis";
import { axisRoom, drawAxis, valueAxis } from "./value-axis";

type RunAsked = {
  median: number | null;
  figures: FigureWords;
  width: number;
  height?: number;
  pressures?: readonly Pressure[];
};

/** Nothing of it stands outside its width and height. */
export function drawRun(chart: Chart, { median, figures, width, height = 236, pressures = [] }: RunAsked): Drawing {
  const step = valueStep(chart);
  const values = [...existing(chart.points.map(({ value }) => value)), ...(median === null ? [] : [median])];
  const label = median === null ? "" : `median ${medianWords(median, chart, { ...figures, unit: "" })}`;
  const bottom = height - 24;
  const asked = { bottom, fromZero: chart.nature !== "unbounded", figures };
  const left = axisRoom(valueAxis(values, { ...asked, top: 30 }).ticks.map((tick) => tick.label));
  const right = width - axisRoom([label], 12) - 2;
  const periods = chart.points.map(({ periodOn }) => periodOn);
  const time = timeAxis(periods, { left, right });
  const plot: Plot = { left, right, top: 14 + roomForChanges(chart.changes, time, width), bottom };
  const axis = valueAxis(values, { ...asked, top: plot.top });
  const path = line<ReadPoint>()
    .defined(({ state }) => state === "counted")
    .x((_, nth) => place(time.middle(nth)))
    .y(({ value }) => place(axis.at(value ?? 0)));
  const body = framed([
    ...drawBands(pressures, periods, time, plot),
    ...drawAxis(axis, plot),
    ...(median === null
      ? []
      : [
          stroke(level(left, right, axis.at(median)), { colour: colours.limit, width: 1.25 }),
          words(right + 8, axis.at(median) + 4, label, { strong: true }),
        ]),
    ...drawChanges(chart.changes, time, { bottom, width }),
    stroke(path([...chart.points]) ?? "", { colour: colours.line, width: 1.25 }),
    ...chart.points.flatMap((point, nth) => {
      if (point.value === null) return [];
      const [x, y] = [time.middle(nth), axis.at(point.value)];
      // What the rules of limits say about a point says nothing here.
      const bare = { ...point, rules: [], isMarked: false };
      const shape = shapeOf(bare, x, y, Math.min(1, time.step / 9));
      return [readable(x, y, pointWords(bare, chart, figures, step), shape, point.periodOn)];
    }),
    ...drawPeriods(periods, time, height - 6, { period: chart.period, locale: figures.locale }),
  ]);
  return { width, height, body };
}

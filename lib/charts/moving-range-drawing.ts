/** The other half of the pair: how much one value differs from the one before (method 4.1, 4.2). It has no lower limit. */
import { line } from "d3-shape";
import type { Chart, ReadPoint } from "@/lib/trends/chart";
import { type FigureWords, figure } from "@/lib/trends/figures";
import { existing } from "@/lib/trends/moving-ranges";
import { rowWords } from "@/lib/trends/period-words";
import { stepOf, valueStep } from "@/lib/trends/sentences";
import { colours, type Drawing, framed, level, near, type Plot, place, readable, stroke, words } from "./drawing";
import { shapeOf } from "./point-shape";
import { ruleWords } from "./point-words";
import { drawTogether } from "./points-together";
import { drawPeriods, timeAxis } from "./time-axis";
import { axisRoom, drawAxis, valueAxis } from "./value-axis";
import { sizeIn } from "./xmr-drawing";

type MovingRangesAsked = { figures: FigureWords; width: number; height?: number; together?: boolean };

export function drawMovingRanges(
  chart: Chart,
  { figures, width, height = 128, together = false }: MovingRangesAsked,
): Drawing {
  const { points, phases, period } = chart;
  const drawnPhases = phases.filter(({ from, until, limits }) => limits !== null && until > from);
  const lines = drawnPhases.flatMap(({ from, until, limits }) =>
    limits === null
      ? []
      : [
          { from, until, name: "limit", value: limits.movingRangeLimit },
          { from, until, name: "mean", value: limits.averageMovingRange },
        ],
  );
  const step = stepOf(chart) / 10;
  const labelled = lines.map((each) => ({
    ...each,
    text: `${each.name} ${figure(each.value, { ...figures, unit: "" }, step)}`,
  }));
  const values = [...existing(points.map(({ movingRange }) => movingRange)), ...lines.map(({ value }) => value)];
  const [top, bottom] = [12, height - 24];
  const axis = valueAxis(values, { top, bottom, fromZero: true, figures, most: 3 });
  const right =
    width -
    axisRoom(
      labelled.map(({ text }) => text),
      12,
    ) -
    2;
  const plot: Plot = { left: axisRoom(axis.ticks.map(({ label }) => label)), right, top, bottom };
  const periods = points.map(({ periodOn }) => periodOn);
  const time = timeAxis(periods, plot);
  const drawn = line<ReadPoint>()
    .defined(({ movingRange }) => movingRange !== null)
    .x((_, nth) => place(time.middle(nth)))
    .y(({ movingRange }) => place(axis.at(movingRange ?? 0)));
  const places = points.map(({ movingRange }, nth) =>
    movingRange === null ? null : near(time.middle(nth), axis.at(movingRange)),
  );
  const ownMarks = () => points.map((point) => ({ ...point, isMarked: point.rules.includes("moving_range") }));
  const body = framed([
    ...drawAxis(axis, plot),
    ...labelled.flatMap(({ from, until, name, value, text }) => [
      stroke(level(time.edge(from), time.edge(until), axis.at(value)), {
        colour: colours.limit,
        ...(name === "limit" ? { dashes: "5 4" } : { width: 1.25 }),
      }),
      ...(until === points.length ? [words(right + 8, axis.at(value) + 4, text, { strong: name === "mean" })] : []),
    ]),
    stroke(drawn([...points]) ?? "", { colour: colours.line, width: 1.25 }),
    ...(together
      ? drawTogether(ownMarks(), places, sizeIn(time))
      : ownMarks().flatMap((point, nth) => {
          if (point.movingRange === null) return [];
          const { isMarked, movingRange, periodOn } = point;
          const [x, y] = [time.middle(nth), axis.at(movingRange)];
          const said = `${rowWords(periodOn, period, figures.locale)}: ${figure(movingRange, figures, valueStep(chart))} from the one before${isMarked ? `, ${ruleWords.moving_range}` : ""}`;
          return [readable(x, y, said, shapeOf(point, x, y, sizeIn(time)), periodOn)];
        })),
    ...drawPeriods(periods, time, height - 6, { period, locale: figures.locale }),
  ]);
  return { width, height, body, ...(together && { places }) };
}

import { line } from "d3-shape";
import type { Markup } from "@/lib/text/markup";
import { effectLines } from "@/lib/trends/after-improvement";
import { held } from "@/lib/trends/averages";
import type { Chart } from "@/lib/trends/chart";
import { type FigureWords, figure } from "@/lib/trends/figures";
import { linesAt } from "@/lib/trends/judged";
import type { Series } from "@/lib/trends/moving-ranges";
import { colours, type Plot, place, stroke, words } from "./drawing";
import { textWidth } from "./text-width";
import type { TimeAxis } from "./time-axis";
import type { ValueAxis } from "./value-axis";

/** The centre and both limits over the places from one to before another; null where a limit is not drawn. */
export type LimitLine = {
  from: number;
  until: number;
  centres: Series;
  lowers: Series;
  uppers: Series;
  /** Places of the values on which locked limits rest: there they are drawn solid. */
  solid: readonly [from: number, until: number] | null;
  /** Replaced since: kept in sight, and no more. */
  isOld: boolean;
};

/** What is drawn: each phase, and after an improvement that shows the new limits, until somebody locks them. */
export function limitLines(chart: Chart): LimitLine[] {
  const { phases, current, points, bounds } = chart;
  const told =
    chart.outcomes.findLast(({ effect, detectedOn }) => effect !== null && detectedOn !== null)?.effect ?? null;
  const taken = told && told.from > current.from && told.from < current.until ? told : null;
  const drawn = phases.flatMap((phase): LimitLine[] => {
    const { limits, baseline } = phase;
    if (limits === null) return [];
    const placeOn = (day: string) => points.filter(({ periodOn }) => periodOn < day).length;
    const solid = baseline && ([placeOn(baseline.fromOn), placeAfter(points, baseline.throughOn)] as const);
    // What judged nothing is shown over its own baseline.
    const [from, until] = phase.until > phase.from ? [phase.from, phase.until] : (solid ?? [0, 0]);
    const end = phase === current && taken ? taken.from : until;
    const at = Array.from({ length: Math.max(0, end - from) }, (_, nth) => linesAt(from + nth, limits, bounds));
    return [{ from, until: end, ...columns(at), solid, isOld: phase !== current }];
  });
  if (taken === null) return drawn.filter(({ from, until }) => until > from);
  const lines = effectLines(taken, bounds);
  const at = Array.from({ length: taken.until - taken.from }, () => lines);
  const isLater = { from: taken.from, until: taken.until, ...columns(at), solid: null, isOld: false };
  return [...drawn, isLater].filter(({ from, until }) => until > from);
}

const placeAfter = (points: Chart["points"], day: string) => points.filter(({ periodOn }) => periodOn <= day).length;

const columns = (at: readonly { centre: number; lower: number | null; upper: number | null }[]) => ({
  centres: at.map(({ centre }) => centre),
  lowers: at.map(({ lower }) => lower),
  uppers: at.map(({ upper }) => upper),
});

type EndLabel = { of: LimitLine; name: "upper" | "mean" | "lower"; value: number; text: string; isLast: boolean };

/** At its end each line says its value. */
export function endLabels(lines: readonly LimitLine[], figures: FigureWords, step: number): EndLabel[] {
  const last = lines.reduce((most, { until }) => Math.max(most, until), 0);
  return lines.flatMap((of) =>
    (
      [
        ["upper", of.uppers],
        ["mean", of.centres],
        ["lower", of.lowers],
      ] as const
    ).flatMap(([name, values]) => {
      const value = values.at(-1) ?? null;
      if (value === null) return [];
      const text = `${name} ${figure(value, { ...figures, unit: figures.unit === "%" ? "%" : "" }, step / 10)}`;
      return [{ of, name, value, text, isLast: of.until === last && !of.isOld }];
    }),
  );
}

export function drawLimits(
  lines: readonly LimitLine[],
  labels: readonly EndLabel[],
  time: TimeAxis,
  axis: ValueAxis,
  plot: Plot & { width: number },
): Markup[] {
  return [
    ...lines.flatMap((each) => drawLine(each, time, axis)),
    ...lines.flatMap((each) =>
      drawLabels(
        labels.filter(({ of }) => of === each),
        time,
        axis,
        plot,
      ),
    ),
  ];
}

function drawLine(
  { from, centres, lowers, uppers, solid, isOld }: LimitLine,
  time: TimeAxis,
  axis: ValueAxis,
): Markup[] {
  const look = { colour: colours.limit, faint: isOld };
  const path = (values: Series) => pathOver(values, from, time, axis);
  const within = (values: Series) =>
    values.map((value, nth) => (solid && from + nth >= solid[0] && from + nth < solid[1] ? value : null));
  return [
    stroke(path(centres), { ...look, width: 1.25 }),
    ...[lowers, uppers].flatMap((limit) => [
      stroke(path(limit), { ...look, dashes: "5 4" }),
      stroke(path(within(limit)), look),
    ]),
  ];
}

/** Each period's stretch of the line, from edge to edge. */
function pathOver(values: Series, from: number, time: TimeAxis, axis: ValueAxis): string {
  const gain = (nth: number) => {
    const [before, here, next] = [values[nth - 1] ?? null, values[nth] ?? null, values[nth + 1] ?? null];
    const [one, other] = next === null ? [before, here] : [here, next];
    return one === null || other === null ? 0 : other / 2 - one / 2;
  };
  const ends = values.flatMap((value, nth): ({ x: number; y: number } | null)[] => {
    if (value === null) return [null];
    const [x, half] = [time.edge(from + nth), gain(nth)];
    const end = { x: x + time.step, y: axis.at(held(value + half)) };
    return (values[nth - 1] ?? null) === null ? [{ x, y: axis.at(held(value - half)) }, end] : [end];
  });
  const drawn = line<{ x: number; y: number } | null>()
    .defined((end) => end !== null)
    .x((end) => place(end?.x ?? 0))
    .y((end) => place(end?.y ?? 0));
  return straightened(drawn(ends) ?? "");
}

/** A level line needs its two ends alone. */
const straightened = (path: string) => path.replace(/(M[\d.]+,([\d.]+))(?:L[\d.]+,\2)*L([\d.]+),\2(?=M|$)/g, "$1H$3");

const lineApart = 12;

/** Labels that would touch are moved apart, the mean staying where it is. */
function drawLabels(
  labels: readonly EndLabel[],
  time: TimeAxis,
  axis: ValueAxis,
  { right, top, bottom, width }: Plot & { width: number },
): Markup[] {
  const mean = labels.find(({ name }) => name === "mean");
  const meanAt = mean ? axis.at(mean.value) : 0;
  return labels.map(({ of, name, value, text, isLast }) => {
    const y = axis.at(value);
    const apart =
      name === "upper" ? Math.min(y, meanAt - lineApart) : name === "lower" ? Math.max(y, meanAt + lineApart) : y;
    const at = Math.min(bottom + 10, Math.max(top - 2, apart + 4));
    const look = { strong: name === "mean" && !of.isOld };
    const edge = isLast ? right : Math.min(time.edge(of.until), right);
    // What ends near the right edge is named on its other side.
    return edge + 8 + textWidth(text) > width
      ? words(edge - 6, at - 8, text, { ...look, at: "end" })
      : words(edge + 8, at, text, look);
  });
}

import { Drawing } from "@/app/_ui/prose";
import { colours, framed, level, place, stroke } from "@/lib/charts/drawing";
import { shapeOf } from "@/lib/charts/point-shape";
import type { Chart } from "@/lib/trends/chart";
import { linesAt } from "@/lib/trends/judged";
import { existing } from "@/lib/trends/moving-ranges";

const [width, height, margin] = [200, 56, 8];
const mostPoints = 52;

/** The latest values between their limits, small; the sentence beside it says what they tell, so it is only looked at. */
export function Spark({ chart }: { chart: Chart }) {
  const first = Math.max(0, chart.points.length - mostPoints);
  const points = chart.points.slice(first);
  if (points.length < 2) return null;
  const phases = chart.phases.filter(({ until, limits }) => limits !== null && until > first);
  const lines = phases.flatMap(({ from, until, limits }) =>
    limits
      ? [
          {
            from: Math.max(from, first) - first,
            until: until - first,
            ...linesAt(Math.max(from, first), limits, chart.bounds),
          },
        ]
      : [],
  );
  const values = existing([
    ...points.map(({ value }) => value),
    ...lines.flatMap(({ lower, upper }) => [lower, upper]),
  ]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = (width - 2 * margin) / points.length;
  const x = (nth: number) => margin + step * nth;
  const y = (value: number) =>
    most === least ? height / 2 : height - margin - ((value - least) / (most - least)) * (height - 2 * margin);
  let isDrawn = false;
  const path = points
    .map(({ value, state }, nth) => {
      const isOn = value !== null && state === "counted";
      const move = isOn ? `${isDrawn ? "L" : "M"}${place(x(nth + 0.5))} ${place(y(value))}` : "";
      isDrawn = isOn;
      return move;
    })
    .join("");
  const svg = framed([
    ...lines.flatMap(({ from, until, centre, lower, upper }) => [
      stroke(level(x(from), x(until), y(centre)), { colour: colours.limit }),
      ...existing([lower, upper]).map((limit) =>
        stroke(level(x(from), x(until), y(limit)), { colour: colours.limit, dashes: "4 3" }),
      ),
    ]),
    stroke(path, { colour: colours.line }),
    ...points.flatMap((point, nth) =>
      point.value === null ? [] : [shapeOf(point, x(nth + 0.5), y(point.value), 0.6)],
    ),
  ]).text;
  return (
    <svg className="chart spark" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <Drawing svg={svg} />
    </svg>
  );
}

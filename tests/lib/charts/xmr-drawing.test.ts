import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { colours, type Drawing } from "@/lib/charts/drawing";
import { drawMovingRanges } from "@/lib/charts/moving-range-drawing";
import { drawXmr, type XmrAsked } from "@/lib/charts/xmr-drawing";
import { addDays } from "@/lib/text/days";
import { type ChartOptions, chartOf } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";
import { pathsOf, pointsIn, reachOf } from "./geometry";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const weekly = (values: (number | null)[]): ChartPoint[] =>
  values.map((value, at) => ({ periodOn: week(at + 1), value }));
const asked: ChartOptions = { period: "week", nature: "time", wanted: "down" };
const hours: XmrAsked = { figures: { locale: "en-GB", nature: "time", unit: "h" }, width: 720 };
const drawn = (points: ChartPoint[], options: Partial<ChartOptions> = {}, more: Partial<XmrAsked> = {}) =>
  drawXmr(chartOf(points, { ...asked, ...options }), { ...hours, ...more });
const ringed = (drawing: Drawing) =>
  pointsIn(drawing)
    .filter(({ shape }) => shape.includes(colours.signal))
    .map(({ on }) => on);

const usual = [19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21];
const locked = { baselines: [{ fromOn: week(1), throughOn: week(12) }] };

describe("the chart of individual values", () => {
  test("a signal is ringed at its point, a jump at both of its values, and nothing else is", () => {
    expect(ringed(drawn(weekly([...usual, 20, 40, 20]), locked))).toEqual([week(13), week(14), week(15)]);
    expect(ringed(drawn(weekly([...usual, 20, 26, 20]), locked))).toEqual([week(14)]);
    expect(ringed(drawn(weekly(usual), locked))).toEqual([]);
  });

  test("a larger value stands higher, and a later one farther right", () => {
    const points = pointsIn(drawn(weekly([5, 10, 20, 1, 7, 8])));

    expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((one, other) => one - other));
    expect(points.toSorted((one, other) => other.y - one.y).map(({ said }) => /: (\S+)/.exec(said)?.[1])).toEqual([
      "1",
      "5",
      "7",
      "8",
      "10",
      "20",
    ]);
  });

  test("a gap breaks the line, and so do a point left out and the running period", () => {
    const points: ChartPoint[] = weekly([1, 2, null, 3, 4, 9, 5, 6, 7]);
    const line = (given: ChartPoint[]) => pathsOf(drawn(given), colours.line).map((piece) => piece.length);

    expect(line(points)).toEqual([2, 6]);
    expect(line(points.map((point, at) => (at === 5 ? { ...point, leftOut: "CRM down" } : point)))).toEqual([2, 2, 3]);
    expect(line(points.map((point, at) => (at === 8 ? { ...point, running: true } : point)))).toEqual([2, 5]);
  });

  test("what was left out is a hollow diamond with its reason, and never a signal", () => {
    const drawing = drawn([...weekly(usual), { periodOn: week(13), value: 90, leftOut: "CRM down" }]);
    const last = pointsIn(drawing).at(-1);

    expect(last?.shape).toMatch(/<path .*fill="var\(--color-paper\)"/);
    expect(last?.said).toContain("left out of the limits: CRM down");
    expect(drawing.body.text).toContain("CRM down, left out");
    expect(ringed(drawing)).toEqual([]);
  });

  test("limits are drawn from six values on, solid over the values that they are locked on", () => {
    const dashes = ({ body }: Drawing) => body.text.match(/stroke-dasharray="5 4"/g)?.length ?? 0;

    expect(dashes(drawn(weekly([1, 2, 3, 4, 5])))).toBe(0);
    expect(dashes(drawn(weekly([21, 22, 23, 24, 25, 26])))).toBe(2);
    const solid = pathsOf(drawn(weekly([...usual, ...usual]), locked), colours.limit);
    expect(solid.length).toBeGreaterThan(3);
  });

  test("a limit below zero of a time is not drawn, and has no name", () => {
    const { body } = drawn(weekly([1, 9, 0, 8, 1, 9]));

    expect(body.text).toContain(">upper ");
    expect(body.text).not.toContain(">lower ");
  });

  test("replaced limits stay in sight, faint", () => {
    const baselines = [...locked.baselines, { fromOn: week(13), throughOn: week(20) }];
    const { body } = drawn(weekly([...usual, 10, 12, 10, 12, 10, 12, 10, 12]), { baselines });

    expect(body.text).toContain('opacity="0.5"');
    expect(body.text).toContain(">mean 20.0<");
    expect(body.text).toContain(">mean 11.0<");
  });

  test("an improvement stands between the period before it and the one after, with its name", () => {
    const drawing = drawn(weekly(usual), { changes: [{ on: week(7), name: "New form", kind: "improvement" }] });
    const [before, after] = pointsIn(drawing).slice(5, 7);
    const line = /<path d="M([\d.]+) [\d.]+V/.exec(drawing.body.text)?.[1];

    expect(Number(line)).toBeGreaterThan(before?.x ?? Number.NaN);
    expect(Number(line)).toBeLessThan(after?.x ?? Number.NaN);
    expect(drawing.body.text).toContain(">New form<");
  });

  test("a pressure is a band behind its periods", () => {
    const drawing = drawn(
      weekly(usual),
      {},
      { pressures: [{ name: "Hiring freeze", fromOn: week(4), throughOn: addDays(week(7), 6) }] },
    );
    const [, x, width] = /<rect x="([^"]*)"[^>]*width="([^"]*)"[^>]*chart-band/.exec(drawing.body.text) ?? [];
    const within = pointsIn(drawing).filter((point) => point.x > Number(x) && point.x < Number(x) + Number(width));

    expect(within.map(({ on }) => on)).toEqual([4, 5, 6, 7].map(week));
  });

  test("words of people are escaped wherever they stand", () => {
    const hostile = `<script>alert("1")</script>&'`;
    const { body } = drawn(
      [...weekly(usual), { periodOn: week(13), value: 20, leftOut: hostile }],
      { changes: [{ on: week(3), name: hostile, kind: "cycle" }] },
      {
        figures: { ...hours.figures, unit: hostile },
        pressures: [{ name: hostile, fromOn: week(1), throughOn: null }],
      },
    );

    expect(body.text).not.toMatch(/<script|alert\("/);
    expect(body.text).toContain("&lt;script&gt;");
  });

  test.each([0, 1, 2, 5, 6])("%i values are drawn, each once", (count) => {
    expect(pointsIn(drawn(weekly(usual.slice(0, count)))).length).toBe(count);
  });
});

describe("whatever the values", () => {
  const value = fc.oneof(
    fc.integer({ min: -50, max: 100 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(0, 1e15, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324),
  );
  const points = fc.array(fc.option(value, { freq: 9 }), { maxLength: 60 }).map(weekly);
  const names = fc.string({ maxLength: 60 });
  const options: fc.Arbitrary<Partial<ChartOptions>> = fc.record({
    nature: fc.constantFrom("count", "time", "money", "share", "unbounded"),
    trend: fc.constantFrom("none", "half_average"),
    baselines: fc
      .array(fc.nat(50), { maxLength: 3 })
      .map((all) => all.map((at) => ({ fromOn: week(at), throughOn: week(at + 9) }))),
    changes: fc
      .array(fc.record({ at: fc.nat(60), name: names }), { maxLength: 6 })
      .map((all) => all.map(({ at, name }) => ({ on: week(at), name, kind: "improvement" as const }))),
  });

  test("nothing stands outside the frame, and no place is no number", () => {
    fc.assert(
      fc.property(points, options, fc.constantFrom(360, 520, 720), names, (given, more, width, name) => {
        const chart = chartOf(given, { ...asked, ...more });
        const figures = { locale: "en-GB", nature: chart.nature, unit: "h" } as const;
        const pressures = [{ name, fromOn: week(3), throughOn: week(9) }];
        for (const drawing of [
          drawXmr(chart, { figures, width, pressures }),
          drawMovingRanges(chart, { figures, width }),
        ]) {
          const { x, y, numbers } = reachOf(drawing);

          expect(numbers.filter((each) => !Number.isFinite(each))).toEqual([]);
          expect(x.least).toBeGreaterThanOrEqual(0);
          expect(x.most).toBeLessThanOrEqual(drawing.width);
          expect(y.least).toBeGreaterThanOrEqual(0);
          expect(y.most).toBeLessThanOrEqual(drawing.height);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("each value that exists is drawn once, at a height in the order of its size", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 1000 })), { maxLength: 40 }), (values) => {
        const found = pointsIn(drawn(weekly(values)));
        const present = values.flatMap((each, at) => (each === null ? [] : [{ value: each, on: week(at + 1) }]));

        expect(found.map(({ on }) => on)).toEqual(present.map(({ on }) => on));
        for (const [at, one] of present.entries())
          for (const [other, two] of present.entries())
            if (one.value > two.value) expect(found[at]?.y).toBeLessThanOrEqual(found[other]?.y ?? Number.NaN);
      }),
    );
  });
});

test("a moving range above its limit is ringed at the later value", () => {
  const chart = chartOf(weekly([...usual, 20, 30, 29]), { ...asked, ...locked });

  expect(ringed(drawMovingRanges(chart, hours))).toEqual([week(14)]);
});

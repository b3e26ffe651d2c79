import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/text/days";
import { type ChartOptions, chartOf } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";

const monday = "2026-01-05";
const week = (nth: number) => addDays(monday, 7 * (nth - 1));
const weekly = (values: (number | null)[]): ChartPoint[] =>
  values.map((value, at) => ({ periodOn: week(at + 1), value }));
const hours: ChartOptions = { period: "week", nature: "time", wanted: "down" };

/** Twelve usual weeks: mean 20, average moving range 2, limits 14.68 and 25.32. */
const usual = [19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21];
const locked = { ...hours, baselines: [{ fromOn: week(1), throughOn: week(12) }] };

describe("how many values a chart needs", () => {
  test.each([0, 1, 2, 5])("%i values are points only: no limits and no signal", (count) => {
    const chart = chartOf(weekly([1, 100, 2, 90, 3].slice(0, count)), hours);

    expect(chart.current.limits).toBeNull();
    expect(chart.sample).toEqual({ n: count, label: "points_only", uncertaintyPercent: null });
    expect(chart.signals).toEqual([]);
  });

  test("six values have limits, provisional ones", () => {
    const chart = chartOf(weekly(usual.slice(0, 6)), hours);

    expect(chart.current.limits).toMatchObject({ averageMovingRange: 2, width: 5.32, movingRangeLimit: 6.536 });
    expect(chart.sample).toEqual({ n: 6, label: "provisional", uncertaintyPercent: 40 });
  });
});

describe("what does not count", () => {
  test("a value left out with a reason stays drawn, makes no limit and is no signal", () => {
    const points = weekly([...usual, 90]);
    const chart = chartOf([...points.slice(0, -1), { periodOn: week(13), value: 90, leftOut: "CRM down" }], hours);

    expect(chart.points.at(-1)).toMatchObject({ state: "left_out", value: 90, rules: [], movingRange: null });
    expect(chart.current.limits?.centreAt(0)).toBe(20);
    expect(chart.signals).toEqual([]);
  });

  test("the running period is not judged and makes no limit", () => {
    const chart = chartOf([...weekly(usual), { periodOn: week(13), value: 3, running: true }], locked);

    expect(chart.points.at(-1)).toMatchObject({ state: "running", rules: [] });
    expect(chart.signals).toEqual([]);
    expect(chart.sample.n).toBe(12);
  });

  test("a missing week is a gap, never zero", () => {
    const chart = chartOf([...weekly(usual), { periodOn: week(15), value: 20 }], hours);

    expect(chart.points.slice(12, 14).map(({ state, value }) => [state, value])).toEqual([
      ["gap", null],
      ["gap", null],
    ]);
    expect(chart.points.at(-1)).toMatchObject({ movingRange: null });
    expect(chart.signals).toEqual([]);
  });

  test("a lower limit below zero is not drawn for a time, and is for what may be negative", () => {
    const values = weekly([1, 9, 0, 8, 1, 9]);

    expect(chartOf(values, hours).bounds.lower).toBe(0);
    expect(chartOf(values, { ...hours, nature: "unbounded" }).bounds.lower).toBeNull();
    expect(chartOf(values, { ...hours, nature: "share" }).bounds).toEqual({ lower: 0, upper: 1 });
  });
});

describe("locked limits", () => {
  test("later points never change them, in whatever order they arrive", () => {
    const later = fc.array(
      fc.record({ nth: fc.integer({ min: 13, max: 60 }), value: fc.integer({ min: 0, max: 500 }) }),
    );
    fc.assert(
      fc.property(later, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (added, lots) => {
        const once = new Map(added.map(({ nth, value }) => [nth, { periodOn: week(nth), value }]));
        const points = [...weekly(usual), ...once.values()];
        const shuffled = points
          .map((point) => ({ point, lot: lots.next().value as number }))
          .sort((one, other) => one.lot - other.lot)
          .map(({ point }) => point);

        const { current, points: drawn } = chartOf(shuffled, locked);

        expect(current.limits).toMatchObject({ averageMovingRange: 2, width: 5.32 });
        expect(current.limits?.centreAt(50)).toBe(20);
        expect(drawn).toEqual(chartOf(points, locked).points);
      }),
    );
  });

  test("a new baseline takes over from its first period; the old one judges what was before", () => {
    const after = [10, 12, 10, 12, 10, 12, 10, 12];
    const baselines = [...locked.baselines, { fromOn: week(13), throughOn: week(20) }];

    const { phases, signals } = chartOf(weekly([...usual, ...after]), { ...hours, baselines });

    expect(phases.map(({ from, until, limits }) => [from, until, limits?.centreAt(0)])).toEqual([
      [0, 12, 20],
      [12, 20, 11],
    ]);
    expect(signals).toEqual([]);
  });

  test("a baseline that was replaced from its own first day judges nothing and stays visible", () => {
    const baselines = [
      ...locked.baselines,
      { fromOn: week(2), throughOn: week(14) },
      { fromOn: week(2), throughOn: week(16) },
    ];

    const { phases, current } = chartOf(weekly([...usual, ...usual]), { ...hours, baselines });

    expect(phases.map(({ from, until }) => [from, until])).toEqual([
      [0, 1],
      [1, 1],
      [1, 24],
    ]);
    expect(current.baseline).toEqual(baselines[2]);
  });
});

describe("hints", () => {
  test("few different moving ranges ask for a finer unit", () => {
    expect(chartOf(weekly([1, 2, 1, 2, 1, 1, 2]), hours).hints).toEqual(["coarse"]);
    expect(chartOf(weekly([1, 3, 7, 2, 5, 11, 2]), hours).hints).toEqual([]);
  });

  test("a count of less than one a period asks for the days between", () => {
    const counts = weekly([0, 1, 0, 3, 0, 0, 0, 1]);

    expect(chartOf(counts, { ...hours, nature: "count" }).hints).toContain("rare");
    expect(chartOf(counts, hours).hints).not.toContain("rare");
  });
});

test("no value is passed over, whatever days its period was called by, and none is drawn twice", () => {
  const days = fc.uniqueArray(fc.nat(400), { maxLength: 30 }).map((all) => all.map((nth) => addDays(monday, nth)));
  fc.assert(
    fc.property(days, fc.constantFrom("week", "month"), (given, period) => {
      const { points } = chartOf(
        given.map((periodOn) => ({ periodOn, value: 1 })),
        { ...hours, period },
      );

      expect(points.filter(({ value }) => value !== null).map(({ periodOn }) => periodOn)).toEqual(given.toSorted());
      expect(points.map(({ periodOn }) => periodOn)).toEqual(
        [...new Set(points.map(({ periodOn }) => periodOn))].sort(),
      );
    }),
  );
});

test("of two values for one period the later stands", () => {
  const twice = [
    { periodOn: week(1), value: 3 },
    { periodOn: week(1), value: 5 },
  ];

  expect(chartOf(twice, hours).points).toMatchObject([{ value: 5 }]);
  expect(chartOf(twice, { ...hours, period: "event" }).points.map(({ value }) => value)).toEqual([3, 5]);
});

test("the chart of any points marks only points that exist and were judged", () => {
  const point = fc.record({
    nth: fc.integer({ min: 1, max: 40 }),
    value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    running: fc.boolean(),
    leftOut: fc.option(fc.string(), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), fc.array(fc.nat(40), { maxLength: 3 }), (given, starts) => {
      const chart = chartOf(
        given.map(({ nth, leftOut, ...rest }) => ({ periodOn: week(nth), ...rest, ...(leftOut && { leftOut }) })),
        {
          ...hours,
          baselines: starts.map((from) => ({ fromOn: week(from), throughOn: week(from + 10) })),
          changes: starts.map((from) => ({ on: week(from + 5), name: "A change", kind: "improvement" as const })),
        },
      );

      for (const { isMarked, state } of chart.points) if (isMarked) expect(state).toBe("counted");
      for (const { effect } of chart.outcomes) if (effect) expect(Number.isFinite(effect.difference)).toBe(true);
    }),
  );
});

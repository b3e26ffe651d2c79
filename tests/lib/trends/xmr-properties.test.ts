import fc from "fast-check";
import { expect, test } from "vitest";
import { type DrawnLine, type XmrOptions, xmrChart } from "@/lib/trends/xmr";

/** What holds for every series, whatever its numbers. */

const series = fc.array(fc.option(fc.integer({ min: -1000, max: 1000 }), { freq: 6 }), { maxLength: 30 });
const options: fc.Arbitrary<Partial<XmrOptions>> = fc.record({
  centre: fc.constantFrom("mean", "median"),
  dispersion: fc.constantFrom("mean", "median"),
  trend: fc.constantFrom("none", "half_average"),
  lockedFirst: fc.option(fc.integer({ min: 0, max: 30 })),
});

const each = (line: DrawnLine): (number | null)[] => (Array.isArray(line) ? line : [line]);
const expectClose = (found: DrawnLine, wanted: (number | null)[]) => {
  expect(each(found).length).toBe(wanted.length);
  for (const [at, value] of each(found).entries()) {
    const other = wanted[at] ?? null;
    if (value === null || other === null) expect(value).toBe(other);
    else expect(Math.abs(value - other)).toBeLessThan(1e-6 * Math.max(1, Math.abs(other)));
  }
};

test("moving all values by the same amount moves the limits with them and leaves the signals", () => {
  fc.assert(
    fc.property(series, options, fc.integer({ min: -1000, max: 1000 }), (values, asked, by) => {
      const chart = xmrChart(values, asked);
      const moved = xmrChart(
        values.map((value) => (value === null ? null : value + by)),
        asked,
      );

      expect(moved.signals).toEqual(chart.signals);
      expectClose(
        moved.upper,
        each(chart.upper).map((line) => (line === null ? null : line + by)),
      );
      expectClose(
        moved.lower,
        each(chart.lower).map((line) => (line === null ? null : line + by)),
      );
      expectClose(moved.movingRangeLimit, [chart.movingRangeLimit]);
    }),
  );
});

test("another unit scales the limits and leaves the signals", () => {
  fc.assert(
    fc.property(series, options, fc.constantFrom(2, 7, 24, 60, 100), (values, asked, times) => {
      const chart = xmrChart(values, asked);
      const scaled = xmrChart(
        values.map((value) => (value === null ? null : value * times)),
        asked,
      );

      expect(scaled.signals).toEqual(chart.signals);
      expectClose(
        scaled.upper,
        each(chart.upper).map((line) => (line === null ? null : line * times)),
      );
      expectClose(scaled.averageMovingRange, [
        chart.averageMovingRange === null ? null : chart.averageMovingRange * times,
      ]);
    }),
  );
});

test("turned upside down a chart has the same signals, and its limits change places", () => {
  fc.assert(
    fc.property(series, options, (values, asked) => {
      const chart = xmrChart(values, asked);
      const turned = xmrChart(
        values.map((value) => (value === null ? null : -value)),
        asked,
      );

      expect(turned.signals).toEqual(chart.signals);
      expectClose(
        turned.lower,
        each(chart.upper).map((line) => (line === null ? null : -line)),
      );
    }),
  );
});

test("what never changes never signals", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(60), options, (value, count, asked) => {
      expect(xmrChart(Array(count).fill(value), asked).signals).toEqual([]);
    }),
  );
});

test("no finite series, however huge or tiny, makes anything that is not a number", () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const edges = fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0, -0, 1e300, 1e-300);
  fc.assert(
    fc.property(fc.array(fc.option(fc.oneof(finite, edges)), { maxLength: 20 }), options, (values, asked) => {
      const { signals, trend, ...lines } = xmrChart(values, asked);

      const numbers = [...Object.values(lines).flatMap(each), ...Object.values(trend ?? {})];
      expect(numbers.filter((number) => number !== null && !Number.isFinite(number))).toEqual([]);
      expect(signals.flatMap(({ points }) => points).every((point) => values[point - 1] !== null)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("gaps at either end change no limit and only move the signals", () => {
  fc.assert(
    fc.property(series, fc.nat(5), (values, gaps) => {
      const missing = Array<null>(gaps).fill(null);
      const chart = xmrChart(values);
      const padded = xmrChart([...missing, ...values, ...missing]);

      expect({ ...padded, signals: [] }).toEqual({ ...chart, signals: [] });
      expect(padded.signals).toEqual(
        chart.signals.map(({ rule, points }) => ({ rule, points: points.map((point) => point + gaps) })),
      );
    }),
  );
});

test("every signal of beyond_limits lies outside a drawn limit, and no other value does", () => {
  fc.assert(
    fc.property(series, (values) => {
      const { signals, lower, upper } = xmrChart(values, { naturalLower: 0 });

      const outside = values.flatMap((value, at) => {
        const isOut =
          value !== null &&
          ((typeof upper === "number" && value > upper + 1e-6) || (typeof lower === "number" && value < lower - 1e-6));
        return isOut ? [at + 1] : [];
      });
      expect(signals.find(({ rule }) => rule === "beyond_limits")?.points ?? []).toEqual(outside);
    }),
  );
});

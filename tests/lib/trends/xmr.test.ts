import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Signal } from "@/lib/trends/signals";
import { type XmrChart, type XmrOptions, xmrChart } from "@/lib/trends/xmr";

type Numbers = Omit<XmrChart, "signals">;
type Published = Partial<Record<keyof Numbers, number>> &
  Partial<Record<Signal["rule"], number[]>> & { tolerance: number };
type DataSet = {
  key: string;
  name: string;
  values: (number | null)[];
  options: XmrOptions;
  expect: Numbers & { signals: Signal[]; tolerance: number };
  published?: Published;
};
const { sets } = JSON.parse(readFileSync("tests/cases/xmr.json", "utf8")) as { sets: DataSet[] };

const figures = ["centre", "averageMovingRange", "lower", "upper", "movingRangeLimit"] as const;

/** A number by number comparison, since a line under a trend has one for each point. */
function expectNear(found: unknown, wanted: unknown, tolerance: number, what: string) {
  if (typeof wanted === "number") {
    expect(found, what).toBeTypeOf("number");
    expect(Math.abs((found as number) - wanted), `${what}: ${found} for ${wanted}`).toBeLessThanOrEqual(tolerance);
  } else if (wanted !== null && typeof wanted === "object") {
    expect(Object.keys(found as object), what).toEqual(Object.keys(wanted));
    for (const [key, value] of Object.entries(wanted))
      expectNear((found as Record<string, unknown>)[key], value, tolerance, `${what} ${key}`);
  } else expect(found, what).toBe(wanted);
}

describe("published and worked series", () => {
  test.each(sets)("$key: $name", ({ values, options, expect: wanted }) => {
    const chart = xmrChart(values, options);

    for (const figure of figures) expectNear(chart[figure], wanted[figure], wanted.tolerance, figure);
    expectNear(chart.trend, wanted.trend, wanted.tolerance, "trend");
    expect(chart.signals).toEqual(wanted.signals);
  });

  test.each(sets.filter(({ published }) => published))(
    "$key agrees with its source",
    ({ values, options, published }) => {
      const { tolerance = 0, ...printed } = published ?? {};
      const chart = xmrChart(values, options);

      for (const [name, value] of Object.entries(printed)) {
        if (Array.isArray(value)) {
          const points = chart.signals.filter(({ rule }) => rule === name).flatMap((signal) => signal.points);
          expect(points, name).toEqual(value);
        } else expectNear(chart[name as (typeof figures)[number]], value, tolerance, name);
      }
    },
  );
});

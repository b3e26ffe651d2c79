import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runChart, runLimits } from "@/lib/trends/run-chart";

type Worked = { name: string; input: { usefulPoints: number }; expect: Record<string, number> };
const { runChart: worked } = JSON.parse(readFileSync("tests/cases/numbers.json", "utf8")) as { runChart: Worked[] };

test.each(worked)("$name", ({ input, expect: wanted }) => {
  expect(runLimits(input.usefulPoints)).toEqual(wanted);
});

describe("the run chart", () => {
  test("values on the median are not useful points", () => {
    expect(runChart([1, 2, 3, 2, 1, 2, 3])).toMatchObject({ median: 2, usefulPoints: 4, longestRun: 1, crossings: 3 });
  });

  test("a shift half-way has too few crossings and too long a run", () => {
    expect(runChart([1, 2, 1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8, 9, 8])).toMatchObject({
      longestRun: 8,
      crossings: 1,
      limits: { longestRunAbove: 7, crossingsBelow: 4 },
      hasSignal: true,
    });
  });

  test("values that alternate have no signal", () => {
    expect(runChart([1, 9, 1, 9, 1, 9, 1, 9, 1, 9]).hasSignal).toBe(false);
  });

  test("a constant has no useful point and no signal, and neither has nothing", () => {
    expect(runChart([4, 4, 4])).toMatchObject({ usefulPoints: 0, limits: null, hasSignal: false });
    expect(runChart([null])).toMatchObject({ median: null, hasSignal: false });
  });

  test("at least 95 of 100 tosses of a coin cross as often, and one crossing more would be asked too much", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), (n) => {
        const k = runLimits(n)?.crossingsBelow ?? 0;
        const chances = Array.from({ length: n }, (_, i) => choose(n - 1, i) / 2 ** (n - 1));
        const upTo = (last: number) => chances.slice(0, last + 1).reduce((sum, each) => sum + each, 0);

        expect(upTo(k)).toBeGreaterThanOrEqual(0.05 - 1e-12);
        expect(k === 0 || upTo(k - 1) < 0.05 + 1e-12).toBe(true);
      }),
    );
  });
});

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

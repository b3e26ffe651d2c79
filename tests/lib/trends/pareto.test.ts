import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mayNameVitalFew, pareto } from "@/lib/trends/pareto";

type Worked = {
  name: string;
  input: { bars: Record<string, number>; incidents: number };
  expect: {
    total: number;
    bars: { name: string; value: number; cumulativePercent: number }[];
    vitalFew: number;
    eightyTwentySentence: boolean;
  };
};
const { pareto: worked } = JSON.parse(readFileSync("tests/cases/numbers.json", "utf8")) as { pareto: Worked[] };

const amounts = (bars: Record<string, number>) => Object.entries(bars).map(([name, value]) => ({ name, value }));
const rounded = (percent: number) => Math.round(percent * 10_000) / 10_000;

test.each(worked)("$name", ({ input, expect: wanted }) => {
  const found = pareto(amounts(input.bars));

  const bars = found.bars.map(({ name, value, cumulativePercent }) => ({
    name,
    value,
    cumulativePercent: rounded(cumulativePercent),
  }));
  expect({ ...found, bars }).toEqual({ total: wanted.total, bars: wanted.bars, vitalFew: wanted.vitalFew });
  expect(mayNameVitalFew(input.incidents)).toBe(wanted.eightyTwentySentence);
});

test("29 incidents are too few to speak of the vital few, 30 are enough", () => {
  expect([29, 30].map(mayNameVitalFew)).toEqual([false, true]);
});

test("what was folded together stands last, whatever its size", () => {
  const { bars, vitalFew } = pareto(amounts({ a: 3, b: 5 }), 40);

  expect(bars.map(({ name, value }) => `${name} ${value}`)).toEqual(["b 5", "a 3", "other 40"]);
  expect(vitalFew).toBe(3);
});

test("amounts that add up to exactly 80 % are the vital few, though binary fractions miss it", () => {
  // 0.1 + 0.7 = 0.7999… in binary
  expect(pareto(amounts({ a: 0.7, b: 0.1, c: 0.1, d: 0.1 })).vitalFew).toBe(2);
});

test("nothing has no vital few", () => {
  expect(pareto([])).toEqual({ total: 0, bars: [], vitalFew: 0 });
  expect(pareto(amounts({ a: 0 })).vitalFew).toBe(0);
});

test("shares only grow up to 100 %, and one bar fewer makes less than 80 %", () => {
  const values = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(500), (given, others) => {
      const found = pareto(
        given.map((value, place) => ({ name: `cause ${place}`, value })),
        others,
      );
      const shares = found.bars.map(({ cumulativePercent }) => cumulativePercent);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(shares.at(-1)).toBe(100);
      const before = found.bars.slice(0, found.vitalFew - 1).reduce((sum, { value }) => sum + value, 0);
      expect(100 * before).toBeLessThan(80 * found.total);
    }),
  );
});

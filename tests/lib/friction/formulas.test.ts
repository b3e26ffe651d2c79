import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frictionCodes } from "@/db/terms";
import { costAvoided, monthsAround } from "@/lib/friction/avoided";
import { amountOf, faultsIn, fieldsOf, type Inputs } from "@/lib/friction/formulas";
import { lostLeads, sumOf, withoutLost } from "@/lib/friction/month-sums";
import { readFigures, writeFigures } from "@/lib/friction/typed-figures";

const exactly = (value: number) => ({ low: null, expected: value, high: null });
const between = (low: number, expected: number, high: number) => ({ low, expected, high });

describe("what friction costs", () => {
  test("rework is hours by rate of each side, and its range comes from the hours", () => {
    const inputs = {
      firstHours: between(10, 20, 30),
      firstRate: exactly(60),
      secondHours: exactly(5),
      secondRate: exactly(80),
    };

    expect(amountOf("rework", inputs)).toEqual({ low: 1000, expected: 1600, high: 2200 });
  });

  test("rework of one side alone counts, but hours without a rate are unknown", () => {
    expect(amountOf("rework", { firstHours: exactly(10), firstRate: exactly(60) }).expected).toBe(600);
    expect(amountOf("rework", { firstHours: exactly(10), firstRate: exactly(60), secondHours: exactly(3) })).toEqual({
      low: null,
      expected: null,
      high: null,
    });
    expect(amountOf("rework", {}).expected).toBeNull();
  });

  test("wasted leads, unused content and delay follow their formulas", () => {
    expect(amountOf("wasted_leads", { leads: exactly(40), costPerLead: exactly(35) }).expected).toBe(1400);
    expect(amountOf("unused_content", { assets: exactly(3), productionCost: exactly(1200) }).expected).toBe(3600);
    const delay = {
      revenue: exactly(100_000),
      marginPercent: exactly(40),
      days: exactly(73),
      capitalPercent: exactly(10),
    };
    expect(amountOf("delay", delay).expected).toBeCloseTo(800, 9);
  });

  test("a late response costs the difference in conversion; the better late leads convert, the less it costs", () => {
    const inputs = {
      lateLeads: exactly(100),
      onTimePercent: exactly(20),
      latePercent: between(5, 10, 15),
      laterPercent: exactly(10),
      dealSize: exactly(30_000),
      marginPercent: exactly(50),
    };

    const { low, expected, high } = amountOf("late_response", inputs);

    expect(expected).toBeCloseTo(100 * 0.1 * 0.1 * 30_000 * 0.5, 6);
    expect(low).toBeCloseTo(100 * 0.05 * 0.1 * 30_000 * 0.5, 6);
    expect(high).toBeCloseTo(100 * 0.15 * 0.1 * 30_000 * 0.5, 6);
  });

  test("a lost deal counts with the probability that friction decided it: 0.1, 0.5 or 0.9", () => {
    const inputs = { deals: exactly(1), dealSize: exactly(30_000), marginPercent: exactly(50) };

    const { low, expected, high } = amountOf("lost_deals", inputs);

    expect([low, expected, high]).toEqual([1500, 7500, 13_500]);
  });

  test("what is unknown is blank, never 0", () => {
    for (const code of frictionCodes) expect(amountOf(code, {}).expected).toBeNull();
    expect(amountOf("wasted_leads", { leads: exactly(40) }).expected).toBeNull();
  });

  test("no range of sound inputs is ever the wrong way round, nor below 0", () => {
    const figure = fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
      .map((three) => three.sort((one, other) => one - other))
      .map(([low = 0, expected = 0, high = 0]) => ({ low, expected, high }));
    const percent = figure.map(({ low, expected, high }) => between(low / 10, expected / 10, high / 10));
    fc.assert(
      fc.property(
        fc.constantFrom(...frictionCodes),
        fc.infiniteStream(figure),
        fc.infiniteStream(percent),
        (code, figures, percents) => {
          const inputs: Inputs = {};
          for (const { name, kind } of fieldsOf(code))
            inputs[name] = (kind === "percent" ? percents : figures).next().value;
          if (faultsIn(code, inputs).length > 0) return;
          const { low, expected, high } = amountOf(code, inputs);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual((expected ?? Number.NaN) + 1e-6);
          expect(expected).toBeLessThanOrEqual((high ?? Number.NaN) + 1e-6);
        },
      ),
    );
  });

  test("figures that cannot be are named with their field", () => {
    const at = (code: (typeof frictionCodes)[number], inputs: Inputs) =>
      faultsIn(code, inputs).map(({ name, bound }) => `${name}.${bound}`);

    expect(at("wasted_leads", { leads: exactly(1.5), costPerLead: exactly(-1) })).toEqual([
      "leads.expected",
      "costPerLead.expected",
    ]);
    expect(at("rework", { firstHours: between(9, 5, 3) })).toEqual(["firstHours.low", "firstHours.high"]);
    expect(at("rework", { firstHours: { low: 1, expected: null, high: null } })).toEqual(["firstHours.expected"]);
    expect(at("delay", { capitalPercent: exactly(101) })).toEqual(["capitalPercent.expected"]);
    expect(at("late_response", { onTimePercent: exactly(5), latePercent: exactly(9) })).toEqual([
      "latePercent.expected",
    ]);
    expect(at("lost_deals", { deals: exactly(1), fromLateLeads: exactly(2) })).toEqual(["fromLateLeads.expected"]);
  });
});

describe("one lead never counts twice", () => {
  const late = (leads: number) => ({ lateLeads: exactly(leads) });

  test("leads that were lost as deals are taken off the late ones, from the first line on", () => {
    const lost = lostLeads([{ fromLateLeads: exactly(3) }, {}, { fromLateLeads: exactly(2) }]);
    const off = withoutLost(lost, [late(4), late(10)]).map(({ countedAsLost }) => countedAsLost?.expected);

    expect(lost).toBe(5);
    expect(off).toEqual([4, 1]);
  });

  test("more lost deals than late leads leave no cost below 0", () => {
    const whole = {
      ...late(2),
      onTimePercent: exactly(20),
      latePercent: exactly(10),
      laterPercent: exactly(50),
      dealSize: exactly(1000),
      marginPercent: exactly(50),
    };
    const [inputs = {}] = withoutLost(7, [whole]);

    expect(amountOf("late_response", inputs).expected).toBe(0);
  });
});

test("a sum says how many of its lines have no figure yet, and of nothing it is blank", () => {
  const line = (expected: number | null, isConfirmed = false) => ({
    low: expected,
    expected,
    high: expected,
    isConfirmed,
  });

  expect(sumOf([line(0.1), line(0.2, true), line(null)])).toEqual({
    low: 0.3,
    expected: 0.3,
    high: 0.3,
    lines: 3,
    unknown: 1,
    confirmed: 1,
  });
  expect(sumOf([line(null)]).expected).toBeNull();
  expect(sumOf([]).expected).toBeNull();
});

test("figures typed by a locale are shown again as they were typed", () => {
  const form = { "leads.expected": "1.234", "leads.low": "", "leads.high": "2.000", "costPerLead.expected": "35,50" };
  const inputs = readFigures("wasted_leads", form, "de-DE");

  expect(inputs).toEqual({ leads: { low: null, expected: 1234, high: 2000 }, costPerLead: exactly(35.5) });
  expect(writeFigures(inputs, "de-DE")).toMatchObject({ "leads.expected": "1.234", "costPerLead.expected": "35,50" });
  expect(() => readFigures("wasted_leads", { "leads.expected": "many" }, "de-DE")).toThrow();
});

const costing = (month: string, expected: number) => ({ month, low: expected / 2, expected, high: 2 * expected });

test("cost is avoided only by an improvement that was found effective and whose chart gives a signal", () => {
  const costs = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"].map((month, place) =>
    costing(`${month}-01`, [1000, 1200, 900, 300, 500][place] ?? 0),
  );
  const done = { implementedOn: "2026-03-14", verdict: "effective", signal: "improved" } as const;

  expect(costAvoided(costs, done)).toEqual({ low: -250, expected: 700, high: 2000, monthsBefore: 2, monthsAfter: 2 });
  expect(costAvoided(costs, { ...done, verdict: "partly" })).toBeUndefined();
  expect(costAvoided(costs, { ...done, signal: "too_early" })).toBeUndefined();
  expect(costAvoided(costs, { ...done, signal: null })).toBeUndefined();
  expect(costAvoided(costs.slice(0, 3), done)).toBeUndefined();
});

test("a month without the cause cost nothing by it; one with it and without a cost is unknown and left out", () => {
  const unknown = { low: null, expected: null, high: null };
  const met = [
    { ...costing("2026-01-01", 1000), incidents: 2 },
    { ...unknown, month: "2026-02-01", incidents: 1 },
    { ...costing("2026-03-01", 700), incidents: 1 },
  ];

  const around = monthsAround(met, { implementedOn: "2026-03-14", firstOn: "2025-12-09", today: "2026-06-02" });

  expect(around.costs.map(({ month, expected }) => [month, expected])).toEqual([
    ["2025-12-01", 0],
    ["2026-01-01", 1000],
    ["2026-04-01", 0],
    ["2026-05-01", 0],
  ]);
  expect(around.unknown).toBe(1);
});

test("at most a year is looked at on each side", () => {
  const { costs } = monthsAround([], { implementedOn: "2024-06-14", firstOn: "2020-01-01", today: "2026-06-02" });

  expect([costs.length, costs[0]?.month, costs.at(-1)?.month]).toEqual([24, "2023-06-01", "2025-06-01"]);
});

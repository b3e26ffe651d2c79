import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agesOf } from "@/lib/trends/ages";
import { median, percentile } from "@/lib/trends/averages";
import { isBuildingUp } from "@/lib/trends/chart-hints";
import { cumulativeFlow, expectedLeadDays } from "@/lib/trends/cumulative-flow";
import { daysBetween } from "@/lib/trends/days-between";
import { leadTimeBins, leadTimesOf } from "@/lib/trends/lead-times";
import { openedAndClosed } from "@/lib/trends/opened-closed";
import { sampleSize } from "@/lib/trends/sample-size";
import { bothSidedness, effectivenessRate, onTime } from "@/lib/trends/shares";

test.each([
  [5, "points_only", null],
  [6, "provisional", 40],
  [8, "provisional", 34],
  [10, "provisional", 30],
  [11, "provisional", 30],
  [12, "usable", 27],
  [16, "usable", 23],
  [19, "usable", 23],
  [20, "firm", 21],
  [24, "firm", 19],
  [400, "firm", 19],
])("limits from %i values are %s, give or take %s %% of their width", (n, label, uncertaintyPercent) => {
  expect(sampleSize(n)).toEqual({ n, label, uncertaintyPercent });
});

describe("days between", () => {
  test("each incident stands with the days since the one before, and the quiet since the last still runs", () => {
    expect(daysBetween(["2026-03-11", "2026-03-01", "2026-03-11"], "2026-03-31")).toEqual([
      { periodOn: "2026-03-11", value: 10 },
      { periodOn: "2026-03-11", value: 0 },
      { periodOn: "2026-03-31", value: 20, running: true },
    ]);
  });

  test("without an incident there is nothing to chart, and a day to come is none yet", () => {
    expect(daysBetween([], "2026-03-31")).toEqual([]);
    expect(daysBetween(["2026-04-01"], "2026-03-31")).toEqual([]);
  });
});

describe("lead times", () => {
  test("half took at most the median, 85 of 100 at most the 85th percentile", () => {
    expect(leadTimesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])).toEqual({
      n: 20,
      medianDays: 10,
      percentile85Days: 17,
    });
    expect(leadTimesOf([])).toEqual({ n: 0, medianDays: null, percentile85Days: null });
  });

  test("every value is in exactly one bin, and there are never more than 20", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1 }), (days) => {
        const bins = leadTimeBins(days);

        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(days.length);
        expect(bins.length).toBeLessThanOrEqual(20);
        for (const { fromDays, throughDays, count } of bins)
          expect(days.filter((day) => day >= fromDays && day <= throughDays).length).toBe(count);
      }),
    );
  });

  test("so many that took so long are as good as each by itself", () => {
    const counted = fc.array(fc.record({ days: fc.nat(300), count: fc.integer({ min: 1, max: 4 }) }));
    fc.assert(
      fc.property(counted, (lasted) => {
        const each = lasted.flatMap(({ days, count }) => Array<number>(count).fill(days));

        expect(leadTimesOf(lasted)).toEqual(leadTimesOf(each));
        expect(leadTimesOf(each)).toMatchObject({
          medianDays: percentile(each, 50),
          percentile85Days: percentile(each, 85),
        });
        expect(leadTimeBins(lasted)).toEqual(leadTimeBins(each));
      }),
    );
  });

  test("the middle of two middle values lies between them, and a percentile is always one of the values", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(percentile([10, 20], 85)).toBe(20);
    expect(percentile([10], 50)).toBe(10);
  });
});

test("open work is counted by its age, and each item once", () => {
  const created = [
    "2026-11-22",
    "2026-10-23",
    "2026-10-22",
    "2026-09-23",
    "2026-08-24",
    "2026-08-23",
    "2026-05-26",
    "2026-05-25",
  ];

  expect(agesOf(created, "2026-11-22").map(({ name, count }) => [name, count])).toEqual([
    ["0-30", 2],
    ["31-60", 2],
    ["61-90", 1],
    ["91-180", 2],
    ["over 180", 1],
  ]);
  expect(
    agesOf(
      [
        { on: "2026-11-22", count: 2 },
        { on: "2026-05-25", count: 7 },
      ],
      "2026-11-22",
    ),
  ).toMatchObject([{ count: 2 }, { count: 0 }, { count: 0 }, { count: 0 }, { count: 7 }]);
});

describe("cumulative flow", () => {
  const moves = [
    { on: "2026-01-03", from: "plan", to: "do", count: 2 },
    { on: "2026-01-01", from: null, to: "plan", count: 5 },
    { on: "2026-01-04", from: "do", to: null, count: 1 },
  ] as const;

  test("each day shows what stands in each stage at its end", () => {
    expect(cumulativeFlow(["plan", "do"], moves, "2026-01-02", "2026-01-04")).toEqual([
      { on: "2026-01-02", counts: { plan: 5, do: 0 } },
      { on: "2026-01-03", counts: { plan: 3, do: 2 } },
      { on: "2026-01-04", counts: { plan: 3, do: 1 } },
    ]);
  });

  test("the mean lead time is about the mean number open by the number finished a day", () => {
    expect(expectedLeadDays([10, 10, 10, 10, 10], 2)).toBe(25);
    expect(expectedLeadDays([10, 10], 0)).toBeNull();
  });
});

test("each month counts what was opened and what was closed in it, also where nothing was", () => {
  expect(openedAndClosed(["2026-01-31", "2026-03-01"], ["2026-03-31"], "2026-01-15", "2026-03-10")).toEqual([
    { month: "2026-01-01", opened: 1, closed: 0 },
    { month: "2026-02-01", opened: 0, closed: 0 },
    { month: "2026-03-01", opened: 1, closed: 1 },
  ]);
});

describe("shares", () => {
  test("what cannot be told yet is not in the effectiveness rate", () => {
    expect(effectivenessRate(["effective", "effective", "partly", "ineffective", "inconclusive"])).toEqual({
      part: 2,
      whole: 4,
      share: 0.5,
      inconclusive: 1,
    });
    expect(effectivenessRate(["inconclusive"])).toMatchObject({ whole: 0, share: null });
  });

  test("on time is by the first day committed to, of those due in the period", () => {
    const committed = [
      { firstDueOn: "2026-03-10", implementedOn: "2026-03-10" },
      { firstDueOn: "2026-03-10", implementedOn: "2026-03-11" },
      { firstDueOn: "2026-03-31", implementedOn: null },
      { firstDueOn: "2026-04-01", implementedOn: "2026-03-01" },
    ];

    expect(onTime(committed, "2026-03-01", "2026-03-31")).toEqual({ part: 1, whole: 3, share: 1 / 3 });
  });

  test("both sides took part, or it does not count", () => {
    const [both, one] = [
      { firstSide: true, secondSide: true },
      { firstSide: true, secondSide: false },
    ];

    expect(bothSidedness([both, one, one, both])).toEqual({ part: 2, whole: 4, share: 0.5 });
  });
});

test("for three months the number of incidents tells how reporting builds up", () => {
  expect(isBuildingUp("2026-01-15", "2026-04-14")).toBe(true);
  expect(isBuildingUp("2026-01-15", "2026-04-15")).toBe(false);
});

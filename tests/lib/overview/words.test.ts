import { expect, test } from "vitest";
import type { MonthCost } from "@/lib/friction/queries";
import { costChart } from "@/lib/overview/cost-chart";
import { standingOf } from "@/lib/overview/vital-few";
import { costSaid, pressuresSaid, signalsSaid, stuckSaid, vitalFewSaid } from "@/lib/overview/words";
import { chartOf } from "@/lib/trends/chart";

const euros = { locale: "en-GB", nature: "money", unit: "EUR" } as const;
const hours = { locale: "en-GB", nature: "time", unit: "h" } as const;
const weekly = (values: number[]) =>
  chartOf(
    values.map((value, nth) => {
      const date = new Date(Date.UTC(2026, 0, 5 + 7 * nth));
      return { periodOn: date.toISOString().slice(0, 10), value };
    }),
    { period: "week", nature: "time", wanted: "down" },
  );
const month = (on: string, expected: number | null, spread = 0): MonthCost => ({
  month: on,
  low: expected === null ? null : expected - spread,
  expected,
  high: expected === null ? null : expected + spread,
  lines: 1,
  unknown: expected === null ? 1 : 0,
  confirmed: 0,
  ofIncidents: { low: null, expected: null, high: null },
  ofLedger: { low: expected, expected, high: expected },
});

const steady = weekly([10, 12, 11, 13, 10, 12, 11, 12]);
const shifted = weekly([10, 12, 11, 13, 10, 12, 11, 40]);

test("a signal since the last visit comes first, and without one the page says that nothing moved", () => {
  const read = (name: string, chart: typeof steady, isNew: boolean) => ({ name, chart, figures: hours, isNew });

  expect(signalsSaid([read("Hours to accept", shifted, true), read("Sent back", steady, false)])).toMatchObject({
    lead: expect.stringMatching(/^Hours to accept: .*\.$/),
    isSignal: true,
  });
  expect(signalsSaid([read("Hours to accept", steady, false), read("Sent back", steady, false)]).lead).toBe(
    "None of two measures gave a new signal.",
  );
  expect(signalsSaid([read("Hours to accept", steady, false)])).toEqual({
    lead: "Hours to accept gave no new signal.",
    rest: expect.stringMatching(/^No change: 8 weeks within .*\.$/),
  });
  expect(signalsSaid([]).lead).toBe("No measure is followed yet.");
});

test("what is done about the vital few is counted by how far it has come", () => {
  expect(
    vitalFewSaid("Three of 9 causes make 81% of the cost of friction", ["verified", "in_check", "nothing"]),
  ).toEqual({
    lead: "Three of 9 causes make 81% of the cost of friction.",
    rest: "One is verified as gone, one is in check and nothing is done yet about one.",
  });
  expect(vitalFewSaid("", []).lead).toBe("No root cause is known yet.");
});

test("a cause is verified as gone only by an effective verdict; closed work without one is nothing that holds", () => {
  const open = { acceptedReviewOn: null };

  expect(standingOf(open, true, { act: 1 })).toBe("verified");
  expect(standingOf(open, false, { act: 1 })).toBe("under_way");
  expect(standingOf(open, false, { closed: 1 })).toBe("nothing");
  expect(standingOf(open, false, { check: 1, plan: 2 })).toBe("in_check");
  expect(standingOf({ acceptedReviewOn: "2027-01-31" }, false)).toBe("accepted");
});

test("what is stuck is counted in words that fit its number", () => {
  expect(stuckSaid(0, 0, undefined, 90).lead).toBe("No improvement is open.");
  expect(stuckSaid(0, 1, undefined, 90).lead).toBe("The one open improvement is not stuck.");
  expect(stuckSaid(1, 4, "One list of reasons", 90)).toEqual({
    lead: "One improvement is open for more than 90 days.",
    rest: "The oldest: One list of reasons.",
  });
});

test("the cost of friction is said with its range, of the last month that is over", () => {
  const months = ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"].map((on, nth) =>
    month(on, 1000 + 100 * nth, 200),
  );
  const { chart, last } = costChart(months, "2026-11-22");

  expect(costSaid(chart, euros, last, "October").rest).toBe("October: €1,200, between 1,000 and 1,400.");
  expect(chart.points.at(-1)?.state).toBe("running");
});

test("a month for which nobody knows a cost is a gap in the chart, never 0", () => {
  const { chart, ranges } = costChart(
    [month("2026-08-01", 900), month("2026-09-01", null), month("2026-10-01", 700)],
    "2026-11-22",
  );

  expect(chart.points.map(({ value }) => value)).toEqual([900, null, 700]);
  expect([...ranges.keys()]).toEqual(["2026-08-01", "2026-10-01"]);
  expect(costSaid(costChart([], "2026-11-22").chart, euros, undefined, "").lead).toBe(
    "Nobody has said yet what friction costs.",
  );
});

test("only pressures of 4 and more are called strong, in the words of whoever noted them", () => {
  const pressure = (title: string, ...strengths: number[]) => ({
    id: title,
    kind: "economy" as const,
    title,
    readings: strengths.map((strength) => ({ on: "2026-06-01", strength, direction: "rising" as const })),
  });

  expect(pressuresSaid([pressure("Hiring freeze", 2, 4), pressure("Price cut", 5, 3)])).toEqual({
    lead: "One pressure is strong:",
    rest: "“Hiring freeze”.",
  });
  expect(pressuresSaid([pressure("Price cut", 3), pressure("Noted only")]).lead).toBe(
    "None of two outside pressures is strong.",
  );
  expect(pressuresSaid([pressure("Price cut", 3)])).toEqual({
    lead: "The one outside pressure is not strong:",
    rest: "“Price cut”.",
  });
  expect(pressuresSaid([]).lead).toBe("No outside pressure is noted.");
});

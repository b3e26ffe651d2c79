import { expect, test } from "vitest";
import { calendarFrom } from "@/lib/example/calendar";
import type { Cast } from "@/lib/example/chronicle";
import { tellExample } from "@/lib/example/tell-example";
import { quietWindowFaults, windowEndsOn } from "@/lib/improvements/check-window";
import { addDays } from "@/lib/text/days";

const cast: Cast = {
  workspaceId: "workspace",
  relationshipId: "relationship",
  teams: { marketing: "m", sales: "s" },
  members: { ines: "1", tomasz: "2", priya: "3", jonas: "4", marta: "5", hanne: "6", aubert: "7" },
};

const weekday = (at: Date) => at.getUTCDay();

// A fortnight, the ends of months and a leap day: each day is somebody's first.
const days = [
  ...Array.from({ length: 14 }, (_none, place) => addDays("2026-11-16", place)),
  "2026-12-31",
  "2027-01-01",
  "2027-03-31",
  "2028-02-29",
];

test.each(days)("opened on %s it is told to the end, up to the day before and on working days only", (today) => {
  const { history, rows } = tellExample(cast, today);

  expect(history.every(({ at }) => at < new Date(today))).toBe(true);
  expect(history.some(({ at }) => [0, 6].includes(weekday(at)))).toBe(false);
  expect(rows.incidents.some(({ occurredOn }) => [0, 6].includes(weekday(new Date(occurredOn))))).toBe(false);
  const rated = rows.rootCauseSeverities.map(({ rootCauseId, year }) => `${rootCauseId} ${year}`);
  expect(new Set(rated).size).toBe(rated.length);
  expect(JSON.stringify({ history, rows })).not.toMatch(/\{(day|month)/);
});

test.each(days)(
  "opened on %s no verdict came before its window was over, and no silence was watched too briefly",
  (today) => {
    const { rows } = tellExample(cast, today);

    for (const { improvementId, iteration, givenAt } of rows.checks) {
      const plan = rows.predictions.find((one) => one.improvementId === improvementId && one.iteration === iteration);
      const endsOn = windowEndsOn(plan?.implementedOn ?? "", plan?.windowDays ?? 0, 0);
      expect((givenAt?.toISOString() ?? "").slice(0, 10) >= endsOn, plan?.text ?? "").toBe(true);
    }
    for (const { method = null, windowDays = null } of rows.predictions)
      expect(quietWindowFaults({ method, windowDays }, null)).toEqual([]);
  },
);

test.each(days)(
  "opened on %s one cycle was closed after its last day, and the next has begun and looked at its aims",
  (today) => {
    const { rows } = tellExample(cast, today);
    const [last, running] = rows.cycles;
    const quarter = rows.cycleReviews.findLast(({ cycleId }) => cycleId === running?.id);

    expect(rows.cycles.map(({ phase }) => phase)).toEqual(["closed", "running"]);
    expect(addDays(last?.endsOn ?? "", 1)).toBe(running?.startsOn);
    expect((last?.closedAt?.toISOString() ?? "") > (last?.endsOn ?? "")).toBe(true);
    expect(running?.startsOn && running.startsOn < today && today < running.endsOn).toBe(true);
    expect((quarter?.heldOn ?? "") >= addDays(running?.startsOn ?? "", 91)).toBe(true);
    const huddled = rows.huddles.map(({ cycleId, heldOn }) => `${cycleId} ${heldOn}`);
    expect(new Set(huddled).size).toBe(huddled.length);
  },
);

test("what falls on a weekend moves to the Friday before and keeps its order", () => {
  const monday = calendarFrom("2026-11-23");

  const told = [
    monday.instant([3, "18:59"]), // Friday
    monday.instant([2, "9:00"]),
    monday.instant([2, "18:00"]),
    monday.instant([1, "8:00"]), // Sunday
  ];

  expect(told).toEqual(told.toSorted((one, other) => one.getTime() - other.getTime()));
  expect(told.map((at) => at.toISOString().slice(0, 10))).toEqual(Array(4).fill("2026-11-20"));
});

test("a text names dates and months as they lie before today", () => {
  const { filled } = calendarFrom("2026-11-12");

  expect(filled("since {month 6}, {day 94} to {day 12}")).toBe("since May, 10 August to 30 October");
  expect(calendarFrom("2027-03-31").filled("{month 1}")).toBe("February");
});

import { expect, test } from "vitest";
import { calendarFrom } from "@/lib/example/calendar";
import type { Cast } from "@/lib/example/chronicle";
import { tellExample } from "@/lib/example/tell-example";
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

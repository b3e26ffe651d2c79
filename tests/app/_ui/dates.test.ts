import { expect, test } from "vitest";
import { daysBetween, formatDay, formatDayInList, formatNumber, formatWhen } from "@/app/_ui/dates";

const now = new Date("2026-11-12T10:02:00Z");

test("a day is a day in every time zone", () => {
  expect(formatDay("2026-11-11", "en-GB")).toBe("11 November 2026");
  expect(formatDay("2026-11-12", "en-GB", "weekday")).toBe("Thursday 12 November");
  expect(formatDay("2026-11-11", "de-DE", "short")).toBe("11. Nov.");
});

test("a list shows the year only when it is not this one", () => {
  expect(formatDayInList("2026-11-04", "2026-11-12", "en-GB")).toBe("4 Nov");
  expect(formatDayInList("2025-11-04", "2026-11-12", "en-GB")).toBe("4 Nov 2025");
});

test("what happened today and yesterday is told by the reader's own calendar", () => {
  const lateInLondon = new Date("2026-11-11T23:30:00Z");

  expect(formatWhen(lateInLondon, now, "en-GB", "Europe/London")).toBe("Yesterday, 23:30");
  expect(formatWhen(lateInLondon, now, "en-GB", "Europe/Berlin")).toMatch(/^Today, 0?0:30$/);
});

test("what is longer ago is told with its day, and with its year when it was another", () => {
  expect(formatWhen(new Date("2026-10-14T08:15:00Z"), now, "en-GB", "UTC")).toMatch(/^14 October, 0?8:15$/);
  expect(formatWhen(new Date("2025-10-14T12:15:00Z"), now, "en-GB", "UTC")).toBe("14 October 2025, 12:15");
});

test("days are counted over a change of the clocks", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-11-12", "2026-11-10")).toBe(-2);
});

test("an unknown number is an en dash, never 0", () => {
  expect(formatNumber(null, "en-GB")).toBe("–");
  expect(formatNumber(0, "en-GB")).toBe("0");
  expect(formatNumber(18_400, "en-GB")).toBe("18,400");
});

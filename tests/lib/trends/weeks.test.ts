import { expect, test } from "vitest";
import { countsByStep, mondayOf, monthsBack, weeksBack } from "@/lib/trends/weeks";

test("a week begins on Monday, also across the turn of a year", () => {
  expect(["2026-11-02", "2026-11-08", "2026-11-09", "2027-01-01"].map(mondayOf)).toEqual([
    "2026-11-02",
    "2026-11-02",
    "2026-11-09",
    "2026-12-28",
  ]);
  expect(weeksBack("2026-11-22", 52)).toBe("2025-11-24");
  expect(monthsBack("2026-11-22", 24)).toBe("2024-12-01");
  expect(monthsBack("2026-03-31", 2)).toBe("2026-02-01");
});

test("steps without anything are counted as nought, and none is missing", () => {
  const weeks = [
    { week: "2026-09-28", incidents: 2 },
    { week: "2026-10-05", incidents: 1 },
    { week: "2026-11-16", incidents: 4 },
  ];

  expect(countsByStep(weeks, "month", "2026-08-01", "2026-11-22")).toEqual([
    { begins: "2026-08-01", incidents: 0 },
    { begins: "2026-09-01", incidents: 2 },
    { begins: "2026-10-01", incidents: 1 },
    { begins: "2026-11-01", incidents: 4 },
  ]);
  expect(countsByStep(weeks, "week", "2026-11-09", "2026-11-22")).toEqual([
    { begins: "2026-11-09", incidents: 0 },
    { begins: "2026-11-16", incidents: 4 },
  ]);
});

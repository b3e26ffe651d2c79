import fc from "fast-check";
import { expect, test } from "vitest";
import { mondayOfIsoWeek, periodOf, periodsBetween } from "@/lib/measures/periods";
import { readTable } from "@/lib/measures/read-table";
import { readValue } from "@/lib/measures/read-value";

const weekly = { period: "week", locale: "en-GB", today: "2026-11-22" } as const;
const monthly = { ...weekly, period: "month" } as const;
const valuesIn = (text: string, way: Parameters<typeof readTable>[1] = weekly) =>
  readTable(text, way).readings.map(({ periodOn, value }) => [periodOn, value]);
const faultsIn = (text: string, way: Parameters<typeof readTable>[1] = weekly) => readTable(text, way).faults;

test("a table is read with tabs, semicolons or commas, with or without a heading", () => {
  const expected = [
    ["2026-03-02", 12.5],
    ["2026-03-09", 14],
  ];

  expect(valuesIn("2026-03-02\t12.5\n2026-03-09\t14")).toEqual(expected);
  expect(valuesIn("Week;Hours\r\n2026-03-02;12.5;late\r\n\r\n2026-03-09;14\r\n")).toEqual(expected);
  expect(valuesIn("﻿week,hours\n2026-03-02,12.5\n2026-03-09,14")).toEqual(expected);
});

test("weeks and months may be named as people name them, and a day stands for its period", () => {
  expect(valuesIn("2026-W10;1\n2026-W11;2")).toEqual([
    ["2026-03-02", 1],
    ["2026-03-09", 2],
  ]);
  expect(valuesIn("2026-03;1\n15.04.2026;2\n2026-05-31;3", monthly)).toEqual([
    ["2026-03-01", 1],
    ["2026-04-01", 2],
    ["2026-05-01", 3],
  ]);
  expect(valuesIn("2026-03-05;7")).toEqual([["2026-03-02", 7]]);
});

test("the locale says what a comma is, but a file parted by commas can only mean points", () => {
  const german = { ...weekly, locale: "de-DE" };

  expect(valuesIn("2026-03-02;1.234,5", german)).toEqual([["2026-03-02", 1234.5]]);
  expect(valuesIn("2026-03-02,1234.5", german)).toEqual([["2026-03-02", 1234.5]]);
  expect(valuesIn("2026-03-02;1,234.5")).toEqual([["2026-03-02", 1234.5]]);
});

test("a line without a value is a gap, never zero", () => {
  expect(valuesIn("2026-03-02;\n2026-03-09;0")).toEqual([["2026-03-09", 0]]);
});

test("what cannot be read is named with its line, and nothing is guessed", () => {
  const faults = faultsIn("period;value\n2026-03-02;twelve\n03/04/2026;1\n2026-02-30;1\n2027-01-04;1\n2026-W54;1");

  expect(faults.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  expect(faults[0]?.message).toBe("“twelve” is no number. Write it as 1,234.5.");
  expect(faults[1]?.message).toMatch(/^“03\/04\/2026” is no period\./);
  expect(faults[3]?.message).toBe("This period has not come yet.");
});

test("one period with two values is refused, for nobody can say which is right", () => {
  expect(faultsIn("2026-03-02;1\n2026-03-09;2\n2026-03-04;3")).toEqual([
    { line: 3, message: "This period has a value in line 1 already." },
  ]);
});

test("an empty table and one with a torn quotation mark say so", () => {
  expect(faultsIn("period;value")).toEqual([{ line: 1, message: "There is no value in it." }]);
  expect(faultsIn('2026-03-02;1\n"2026-03-09;2')[0]?.message).toMatch(/quotation mark/);
});

test("whatever is pasted, it is read or refused with a line, and every value is a finite number", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom("en-GB", "de-DE", "fr-CH"), (text, locale) => {
      const { readings, faults } = readTable(text, { ...weekly, locale });
      expect(readings.length + faults.length).toBeGreaterThan(0);
      expect(readings.every(({ value }) => Number.isFinite(value))).toBe(true);
    }),
  );
});

test("a value may lie below zero, carry a per cent sign and any usual grouping", () => {
  expect(readValue("−1 234,5", "fr-FR")).toEqual({ value: -1234.5 });
  expect(readValue("1’234.5", "de-CH")).toEqual({ value: 1234.5 });
  expect(readValue("37 %", "en-GB")).toEqual({ value: 37 });
  expect(readValue("1e400", "en-GB")).toHaveProperty("fault");
  expect(readValue("9999999999999999", "en-GB")).toEqual({ fault: "This is more than can be kept." });
});

test("a value written by its locale is read as the same number again", () => {
  const locales = fc.constantFrom("en-GB", "de-DE", "fr-FR", "de-CH", "sv-SE", "en-IN");
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), locales, (hundredths, locale) => {
      const value = hundredths / 100;
      const grouped = locale !== "en-IN"; // where groups are of two digits, people paste without them
      const written = new Intl.NumberFormat(locale, { useGrouping: grouped, maximumFractionDigits: 2 }).format(value);
      expect(readValue(written, locale)).toEqual({ value: value === 0 ? expect.closeTo(0) : value });
    }),
  );
});

test("the weeks of the ISO calendar begin on Mondays, also around the new year", () => {
  expect(mondayOfIsoWeek(2026, 1)).toBe("2025-12-29");
  expect(mondayOfIsoWeek(2026, 53)).toBe("2026-12-28");
  expect(mondayOfIsoWeek(2027, 53)).toBeUndefined();
  expect(mondayOfIsoWeek(2026, 0)).toBeUndefined();
  expect(periodOf("2024-02-29", "month")).toBe("2024-02-01");
  expect(periodsBetween("2023-12-01", "2024-03-01", "month")).toEqual([
    "2023-12-01",
    "2024-01-01",
    "2024-02-01",
    "2024-03-01",
  ]);
});

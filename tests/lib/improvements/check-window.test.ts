import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { auditBoundPercent, meanGapDays, windowEndsOn, zeroCountWindowDays } from "@/lib/improvements/check-window";

type Case = { name: string; input: { meanGapDays: number; defaultDays: number }; expect: { windowDays: number } };
type Audit = { name: string; input: { audited: number }; expect: { upperBoundPercent: number } };
const numbers = JSON.parse(readFileSync("tests/cases/numbers.json", "utf8")) as {
  zeroRecurrenceWindow: Case[];
  auditBound: Audit[];
};

test.each(numbers.zeroRecurrenceWindow)("window for a count of zero: $name", ({ input, expect: wanted }) => {
  expect(zeroCountWindowDays(input.meanGapDays, input.defaultDays)).toBe(wanted.windowDays);
});

test.each(numbers.auditBound)(
  "no failure among those looked at bounds the failures: $name",
  ({ input, expect: wanted }) => {
    expect(auditBoundPercent(input.audited)).toBe(wanted.upperBoundPercent);
  },
);

test("the mean gap needs two incidents; without one the default window stands", () => {
  expect(meanGapDays(["2026-01-01"])).toBeNull();
  expect(meanGapDays(["2026-03-02", "2026-01-01", "2026-01-31"])).toBe(30);
  expect(zeroCountWindowDays(null)).toBe(90);
});

test("each “cannot tell yet” adds the planned days once more", () => {
  expect(windowEndsOn("2026-01-31", 30, 0)).toBe("2026-03-02");
  expect(windowEndsOn("2026-01-31", 30, 2)).toBe("2026-05-01");
});

import { expect, test } from "vitest";
import { pauseMs, waitMs } from "@/app/w/[workspace]/live/spread";

test("two people see each other's deeds at once, whatever they look at", () => {
  for (const breadth of ["thing", "list"] as const) {
    expect(waitMs(2, breadth, 1)).toBeLessThanOrEqual(500);
    expect(pauseMs(2, breadth)).toBe(2_000);
  }
});

test("the more there are, the longer their browsers spread what they ask for; the first asks at once all the same", () => {
  expect(waitMs(50, "list", 0)).toBe(400);
  expect(waitMs(50, "list", 0.5)).toBe(400 + 49 * 25);
  expect(waitMs(50, "list", 1)).toBe(400 + 49 * 50);
  expect(waitMs(50, "thing", 1)).toBe(400 + 490);
  expect(pauseMs(50, "list")).toBe(2 * 49 * 50);
});

test("nobody waits for more than some twenty seconds, however many look on", () => {
  expect(waitMs(5_000, "list", 1)).toBe(20_400);
  expect(pauseMs(5_000, "list")).toBe(40_000);
});

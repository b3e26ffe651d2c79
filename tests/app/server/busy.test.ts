import { expect, test } from "vitest";
import { busyShare, spreadAmong } from "@/app/_server/busy";

test("while there is room, browsers spread over as many as they are", () => {
  expect([1, 2, 50].map((browsers) => spreadAmong(browsers, 0))).toEqual([1, 2, 50]);
  expect(spreadAmong(50, 0.2)).toBe(50);
});

test("the busier the program is, the longer they spread, for whoever clicks goes first", () => {
  expect(spreadAmong(50, 0.5)).toBe(1 + 49 * 4);
  expect(spreadAmong(50, 1)).toBe(1 + 49 * 9);
});

test("somebody alone waits for nobody, however busy it is", () => {
  expect(spreadAmong(1, 1)).toBe(1);
});

test("how busy it is counts over seconds, not at each question", () => {
  const first = busyShare(10_000);
  const until = performance.now() + 30;
  while (performance.now() < until);
  expect(busyShare(11_999)).toBe(first);
  const later = busyShare(12_000);
  expect(later).toBeGreaterThan(0);
  expect(later).toBeLessThanOrEqual(1);
});

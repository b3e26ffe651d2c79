import { expect, test } from "vitest";
import { type DigestChoice, dueDigest } from "@/lib/mail/digest-hours";

const choice = (given: Partial<DigestChoice> = {}): DigestChoice => ({
  digest: "daily",
  sendHour: 7,
  weekday: 1,
  quietFrom: null,
  quietUntil: null,
  timeZone: "Europe/Berlin",
  ...given,
});
const due = (at: string, given: Partial<DigestChoice> = {}) => {
  const slot = dueDigest(choice(given), new Date(at));
  return slot && `${slot.key} ${slot.until.toISOString()}`;
};

test("a daily digest is that of today from its hour on, before it that of yesterday", () => {
  expect(due("2026-11-23T05:59:00Z")).toBe("digest:2026-11-22 2026-11-22T06:00:00.000Z");
  expect(due("2026-11-23T06:00:00Z")).toBe("digest:2026-11-23 2026-11-23T06:00:00.000Z");
  expect(due("2026-11-23T20:00:00Z")).toBe("digest:2026-11-23 2026-11-23T06:00:00.000Z");
});

test("a weekly digest is that of its last weekday", () => {
  const weekly = { digest: "weekly", weekday: 3 } as const; // Wednesday; 2026-11-25 is one
  expect(due("2026-11-24T12:00:00Z", weekly)).toBe("digest:2026-11-18 2026-11-18T06:00:00.000Z");
  expect(due("2026-11-25T05:00:00Z", weekly)).toBe("digest:2026-11-18 2026-11-18T06:00:00.000Z");
  expect(due("2026-11-25T06:00:00Z", weekly)).toBe("digest:2026-11-25 2026-11-25T06:00:00.000Z");
});

test("who wants none gets none, and who wants each gets it now", () => {
  expect(due("2026-11-23T12:00:00Z", { digest: "none" })).toBeUndefined();
  expect(due("2026-11-23T12:00:00Z", { digest: "each" })).toBe("each 2026-11-23T12:00:00.000Z");
});

test("in quiet hours nothing goes, also over midnight, and what fell into them goes after", () => {
  const night = { sendHour: 23, quietFrom: 22, quietUntil: 7 };
  expect(due("2026-11-23T22:30:00Z", night)).toBeUndefined(); // 23:30
  expect(due("2026-11-24T05:59:00Z", night)).toBeUndefined(); // 6:59
  expect(due("2026-11-24T06:00:00Z", night)).toBe("digest:2026-11-23 2026-11-23T22:00:00.000Z"); // 7:00
  const noon = { digest: "each", quietFrom: 12, quietUntil: 13 } as const;
  expect(due("2026-11-23T11:30:00Z", noon)).toBeUndefined(); // 12:30
  expect(due("2026-11-23T12:00:00Z", noon)).toBeDefined(); // 13:00
});

test("the day whose clock leaves the hour out has its digest, and so has the one that shows it twice, once", () => {
  const atTwo = { sendHour: 2 };
  // 29 March 2026: 2:00 does not come, the clock goes from 1:59 to 3:00.
  expect(due("2026-03-29T00:59:00Z", atTwo)).toBe("digest:2026-03-28 2026-03-28T01:00:00.000Z");
  expect(due("2026-03-29T01:00:00Z", atTwo)).toBe("digest:2026-03-29 2026-03-29T01:00:00.000Z");
  // 25 October 2026: 2:00 comes at 0:00 and at 1:00 UTC.
  expect(due("2026-10-25T00:00:00Z", atTwo)).toBe("digest:2026-10-25 2026-10-25T00:00:00.000Z");
  expect(due("2026-10-25T01:30:00Z", atTwo)).toBe("digest:2026-10-25 2026-10-25T00:00:00.000Z");
});

test("the hour is that of the member's own day, half a day ahead and with half hours", () => {
  const kiritimati = { timeZone: "Pacific/Kiritimati" }; // UTC+14
  expect(due("2026-11-22T16:59:00Z", kiritimati)).toBe("digest:2026-11-22 2026-11-21T17:00:00.000Z");
  expect(due("2026-11-22T17:00:00Z", kiritimati)).toBe("digest:2026-11-23 2026-11-22T17:00:00.000Z");
  expect(due("2026-11-23T01:30:00Z", { timeZone: "Asia/Kolkata" })).toBe("digest:2026-11-23 2026-11-23T01:30:00.000Z");
  expect(due("2026-11-23T19:00:00Z", { timeZone: "Pacific/Pago_Pago" })).toBe(
    "digest:2026-11-23 2026-11-23T18:00:00.000Z",
  );
});

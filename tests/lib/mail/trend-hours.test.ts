import { expect, test } from "vitest";
import { dueTrendMail, type TrendChoice, usualTrendMail } from "@/lib/mail/trend-hours";

const usual: TrendChoice = {
  trendMail: "weekly",
  sendHour: 7,
  weekday: 1,
  quietFrom: null,
  quietUntil: null,
  timeZone: "Europe/Berlin",
  workspaceTimeZone: "Europe/Berlin",
  chosenAt: new Date("2026-01-01T00:00:00Z"),
};
const due = (at: string, given: Partial<TrendChoice> = {}) => {
  const mail = dueTrendMail({ ...usual, ...given }, new Date(at));
  return mail && `${mail.key} ${mail.until.toISOString()}`;
};

test("an executive who has chosen nothing reads the trends once a month, everybody else opens the page", () => {
  expect(usualTrendMail("executive")).toBe("monthly");
  expect((["owner", "lead", "member"] as const).map(usualTrendMail)).toEqual(["none", "none", "none"]);
  expect(due("2026-11-23T06:00:00Z", { trendMail: "none" })).toBeUndefined();
});

test("each week has one mail, from the chosen hour of the chosen weekday on", () => {
  expect(due("2026-11-23T05:59:00Z")).toBeUndefined(); // a minute before; that of last Monday is old
  expect(due("2026-11-23T06:00:00Z")).toBe("trends:2026-11-23 2026-11-23T06:00:00.000Z");
  expect(due("2026-11-25T23:00:00Z")).toBe("trends:2026-11-23 2026-11-23T06:00:00.000Z");
  expect(due("2026-11-27T15:00:00Z", { weekday: 5, sendHour: 16 })).toBe("trends:2026-11-27 2026-11-27T15:00:00.000Z");
});

test("each month has one mail, on the first of the chosen weekdays in it", () => {
  const monthly = { trendMail: "monthly" } as const;
  expect(due("2026-11-23T06:00:00Z", monthly)).toBeUndefined();
  expect(due("2026-12-07T05:59:00Z", monthly)).toBeUndefined();
  expect(due("2026-12-07T06:00:00Z", monthly)).toBe("trends:2026-12-07 2026-12-07T06:00:00.000Z");
  expect(due("2026-12-01T06:00:00Z", { ...monthly, weekday: 2 })).toBe("trends:2026-12-01 2026-12-01T06:00:00.000Z");
  expect(due("2027-02-01T06:00:00Z", monthly)).toBe("trends:2027-02-01 2027-02-01T06:00:00.000Z");
});

test("the week ends where the workspace is, and it is quiet where its reader is", () => {
  // Monday 7:00 in Auckland is Sunday evening in Berlin.
  const auckland = { workspaceTimeZone: "Pacific/Auckland" };
  expect(due("2026-11-22T17:59:00Z", auckland)).toBeUndefined();
  expect(due("2026-11-22T18:00:00Z", auckland)).toBe("trends:2026-11-23 2026-11-22T18:00:00.000Z");
  const quiet = { ...auckland, quietFrom: 18, quietUntil: 8 };
  expect(due("2026-11-22T18:00:00Z", quiet)).toBeUndefined();
  expect(due("2026-11-23T07:00:00Z", quiet)).toBe("trends:2026-11-23 2026-11-22T18:00:00.000Z");
});

test("what was due before somebody came or chose it, and what is three days late, is not sent any more", () => {
  expect(due("2026-11-23T09:00:00Z", { chosenAt: new Date("2026-11-23T08:00:00Z") })).toBeUndefined();
  expect(due("2026-11-26T06:00:00Z")).toBeDefined();
  expect(due("2026-11-26T06:01:00Z")).toBeUndefined();
});

test("when the clocks change there is one mail a week, at the hour that the clock shows", () => {
  const sunday = { weekday: 7, sendHour: 2 };
  expect(due("2026-03-29T01:00:00Z", sunday)).toBe("trends:2026-03-29 2026-03-29T01:00:00.000Z"); // 2:00 does not come
  expect(due("2026-10-25T00:00:00Z", sunday)).toBe("trends:2026-10-25 2026-10-25T00:00:00.000Z"); // 2:00 comes twice
  expect(due("2026-10-25T01:30:00Z", sunday)).toBe("trends:2026-10-25 2026-10-25T00:00:00.000Z");
});

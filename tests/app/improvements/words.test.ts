import { expect, test } from "vitest";
import { blockedFor, cardLine, levelsLine, tryWords, whenOf } from "@/app/w/[workspace]/improvements/words";
import type { ImprovementCard } from "@/lib/improvements/cards";

const reader = { locale: "en-GB", today: "2026-11-10", timeZone: "Europe/Berlin" };

const aCard = (more: Partial<ImprovementCard> = {}): ImprovementCard => ({
  id: "1",
  relationshipId: "1",
  title: "Each MQL goes to the person of the day",
  kind: "countermeasure",
  phase: "plan",
  strength: 3,
  iteration: 1,
  dueOn: "2026-11-17",
  firstDueOn: null,
  implementedOn: null,
  createdAt: new Date("2026-11-01T08:00:00Z"),
  createdKey: "2026-11-01 08:00:00+00",
  ownerId: null,
  ownerName: null,
  ownerTeamId: null,
  checkerId: null,
  checkerName: null,
  checkerTeamId: null,
  prediction: null,
  measure: "Hours to accept",
  fromLevel: "26",
  toLevel: "under 12",
  byDay: "2026-11-30",
  method: null,
  checkPlan: null,
  leastObservations: null,
  windowDays: 90,
  extensions: 0,
  ownerEndedAt: null,
  checkerEndedAt: null,
  blockedReason: null,
  blockedAt: null,
  version: 1,
  actsOn: [],
  check: null,
  kept: null,
  weak: [],
  ...more,
});

test("a prediction reads as measure, level, level and day; the year only where it is another", () => {
  expect(levelsLine(aCard(), reader)).toBe("Hours to accept: 26, then under 12 by 30 November.");
  expect(levelsLine(aCard({ byDay: "2027-03-31" }), reader)).toContain("by 31 March 2027.");
  expect(levelsLine(aCard({ measure: null }), reader)).toBeNull();
});

test("a card says what was found before what was expected, and owns up to a missing prediction", () => {
  const check = { verdict: "effective", seen: "29%, now 9%." } as const;

  expect(cardLine(aCard({ check }), reader)).toBe("Effective. 29%, now 9%.");
  expect(cardLine(aCard({ measure: null }), reader)).toBe("No prediction yet.");
  expect(cardLine(aCard({ measure: null, iteration: 2 }), reader)).toBe("Second try, no prediction yet.");
});

test.each([
  ["due ahead", {}, "17 Nov", false],
  ["due today", { dueOn: "2026-11-10" }, "10 Nov", false],
  ["overdue", { dueOn: "2026-11-09" }, "1 day late", true],
  ["without a day", { dueOn: null }, "9 days old", false],
  ["old without a day", { dueOn: null, createdAt: new Date("2026-05-23T08:00:00Z") }, "171 days old", true],
  ["watched", { phase: "check", implementedOn: "2026-09-07" }, "6 Dec", false],
  ["watched, once extended", { phase: "check", implementedOn: "2026-06-09", extensions: 1 }, "6 Dec", false],
  ["window over", { phase: "check", implementedOn: "2026-08-01" }, "verdict due since 30 Oct", true],
] as const)("late is said in words: %s", (_name, more, words, late) => {
  expect(whenOf(aCard(more), reader)).toEqual({ words, late });
});

test("an improvement is as old as the workspace's calendar says", () => {
  const createdAt = new Date("2026-11-09T23:30:00Z"); // in Berlin it is the 10th

  expect(whenOf(aCard({ dueOn: null, createdAt }), reader).words).toBe("new today");
});

test("tries are counted in words", () => {
  expect([1, 2, 7].map(tryWords)).toEqual(["first try", "second try", "7th try"]);
});

test("what was found effective asks for its standard, then for the review on its day", () => {
  const kept = { reviewOn: "2026-11-20", said: null, saidAfterDays: null };
  const card = aCard({
    phase: "act",
    implementedOn: "2026-08-01",
    check: { verdict: "effective", seen: "None of 23" },
  });

  expect(whenOf(card, reader).words).toBe("no standard yet");
  expect(whenOf({ ...card, kept }, reader).words).toMatch(/^review /);
  expect(whenOf({ ...card, kept: { ...kept, reviewOn: "2026-11-10" } }, reader)).toEqual({
    words: "review due",
    late: true,
  });
  expect(cardLine({ ...card, kept: { ...kept, said: "slipping", saidAfterDays: 90 } }, reader)).toBe(
    "Effective, slipping after 90 days. None of 23",
  );
});

test("what is blocked says for how long", () => {
  expect(blockedFor(new Date("2026-11-10T06:00:00Z"), reader)).toBe("Blocked since today");
  expect(blockedFor(new Date("2026-10-29T06:00:00Z"), reader)).toBe("Blocked for 12 days");
});

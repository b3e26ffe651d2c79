import { expect, test } from "vitest";
import { cyclePhases } from "@/db/terms";
import {
  agreedSides,
  agreeFaults,
  carryOverFaults,
  commitFaults,
  objectiveFaults,
  overlap,
  phaseAfter,
  proposedName,
  proposedSpan,
  reviewDueOn,
  spanFaults,
} from "@/lib/cycles/cycle-rules";

const whole = {
  firstOwnerId: "m1",
  secondOwnerId: "s1",
  indicator: "Hours to accept",
  baseline: "26",
  target: "12",
  leading: "Leads answered the same day",
  lagging: "Leads won",
  balancing: "Leads sent back",
};
const sides = [
  { id: "m", name: "Marketing" },
  { id: "s", name: "Sales" },
];
const agreedByBoth = [
  { sideId: "m", move: "agreed", ofVersion: 2 },
  { sideId: "s", move: "agreed", ofVersion: 2 },
] as const;
const objective = { ...whole, title: "Accept leads faster", version: 2, turns: agreedByBoth };

test("the phases follow one another, and after the last one the next cycle opens", () => {
  expect(cyclePhases.map(phaseAfter)).toEqual(["plan", "catchball", "committed", "running", "review", "closed", null]);
});

test("two cycles that share a single day overlap; one that begins the day after does not", () => {
  const year = { startsOn: "2026-01-01", endsOn: "2026-12-31" };

  expect(overlap(year, { startsOn: "2026-12-31", endsOn: "2027-12-30" })).toBe(true);
  expect(overlap(year, { startsOn: "2025-01-01", endsOn: "2026-01-01" })).toBe(true);
  expect(overlap(year, { startsOn: "2026-04-01", endsOn: "2026-06-30" })).toBe(true);
  expect(overlap(year, { startsOn: "2027-01-01", endsOn: "2027-03-31" })).toBe(false);
});

test("a cycle lasts a week at least and two years at most", () => {
  expect(spanFaults({ startsOn: "2026-01-01", endsOn: "2026-01-07" })).toHaveLength(1);
  expect(spanFaults({ startsOn: "2026-01-01", endsOn: "2026-01-08" })).toEqual([]);
  expect(spanFaults({ startsOn: "2026-01-01", endsOn: "2025-01-08" })).toHaveLength(1);
  expect(spanFaults({ startsOn: "2026-01-01", endsOn: "2029-01-01" })).toHaveLength(1);
});

test("the next cycle is proposed right after the last, for a whole year or quarter, across short months and leap years", () => {
  const after = (endsOn: string) => ({ endsOn });

  expect(proposedSpan("year", after("2026-12-31"), "2026-11-22")).toEqual({
    startsOn: "2027-01-01",
    endsOn: "2027-12-31",
  });
  expect(proposedSpan("quarter", after("2027-11-29"), "")).toEqual({ startsOn: "2027-11-30", endsOn: "2028-02-28" });
  expect(proposedSpan("year", after("2028-02-28"), "")).toEqual({ startsOn: "2028-02-29", endsOn: "2029-02-27" });
  expect(proposedSpan("quarter", null, "2026-11-22")).toEqual({ startsOn: "2026-11-01", endsOn: "2027-01-31" });
});

test("a cycle is called by its year, or by both where it goes on into the next", () => {
  expect(proposedName({ startsOn: "2027-01-01", endsOn: "2027-12-31" })).toBe("2027");
  expect(proposedName({ startsOn: "2026-07-01", endsOn: "2027-06-30" })).toBe("2026/27");
  expect(proposedName({ startsOn: "2099-12-01", endsOn: "2100-11-30" })).toBe("2099/00");
});

test("an objective is whole with a pair of owners, indicator, baseline, target, and a measure of each kind", () => {
  expect(objectiveFaults(whole)).toEqual([]);
  for (const field of Object.keys(whole))
    expect(objectiveFaults({ ...whole, [field]: null })).toEqual([{ field, message: expect.any(String) }]);
});

test("an agreement stands for the words it was given on; other words void those of both sides", () => {
  expect(agreedSides(2, agreedByBoth)).toEqual(["m", "s"]);
  expect(agreedSides(3, agreedByBoth)).toEqual([]);
  expect(agreedSides(3, [...agreedByBoth, { sideId: "s", move: "agreed", ofVersion: 3 }])).toEqual(["s"]);
  expect(agreedSides(2, [{ sideId: "m", move: "proposal", ofVersion: 2 }])).toEqual([]);
});

test("whoever is neutral does not agree, nobody agrees before or after the catchball, nor to half an objective", () => {
  const deed = { phase: "catchball", adapting: false, sideId: "m", objective: whole } as const;

  expect(agreeFaults(deed)).toEqual([]);
  expect(agreeFaults({ ...deed, sideId: null })).toMatchObject([{ field: "by" }]);
  for (const phase of ["scan", "plan", "committed", "running", "review", "closed"] as const)
    expect(agreeFaults({ ...deed, phase })).toMatchObject([{ field: "phase" }]);
  expect(agreeFaults({ ...deed, phase: "running", adapting: true })).toEqual([]);
  expect(agreeFaults({ ...deed, objective: { ...whole, balancing: null } })).toMatchObject([{ field: "balancing" }]);
});

test("a cycle is committed with three to five objectives, each whole and agreed by both sides", () => {
  const many = (count: number) => Array.from({ length: count }, () => objective);
  const words = (given: Parameters<typeof commitFaults>[0]) => commitFaults(given, sides).map(({ message }) => message);

  for (const count of [3, 4, 5]) expect(words(many(count))).toEqual([]);
  expect(words(many(2))).toEqual(["It takes 3 to 5 objectives; there are 2."]);
  expect(words(many(6))).toEqual(["At most 5 objectives; there are 6."]);
  expect(words([...many(2), { ...objective, turns: agreedByBoth.slice(0, 1) }])).toEqual([
    "“Accept leads faster”: Sales has not agreed.",
  ]);
  expect(words([...many(2), { ...objective, version: 3 }])).toEqual([
    "“Accept leads faster”: Marketing and Sales have not agreed.",
  ]);
  expect(words([...many(2), { ...objective, target: null }])).toEqual([
    "“Accept leads faster” is not whole: Say what level is aimed at.",
  ]);
});

test("what is carried over a second time needs the name of a sponsor", () => {
  const deed = { decision: "continue", sponsor: null, dueOn: null, carriedOver: 0, endsOn: "2026-12-31" } as const;

  expect(carryOverFaults(deed)).toEqual([]);
  expect(carryOverFaults({ ...deed, carriedOver: 1 })).toMatchObject([{ field: "sponsor" }]);
  expect(carryOverFaults({ ...deed, carriedOver: 1, sponsor: "Claire Aubert" })).toEqual([]);
});

test("what is planned anew gets a day after the cycle that ends", () => {
  const deed = { decision: "replan", sponsor: null, carriedOver: 0, endsOn: "2026-12-31" } as const;

  expect(carryOverFaults({ ...deed, dueOn: null })).toMatchObject([{ field: "dueOn" }]);
  expect(carryOverFaults({ ...deed, dueOn: "2026-12-31" })).toMatchObject([{ field: "dueOn" }]);
  expect(carryOverFaults({ ...deed, dueOn: "2027-02-01" })).toEqual([]);
});

test("a quarterly review is due 91 days after the beginning, then 91 days after the last", () => {
  expect(reviewDueOn("2026-01-01", null)).toBe("2026-04-02");
  expect(reviewDueOn("2026-01-01", "2026-04-10")).toBe("2026-07-10");
});

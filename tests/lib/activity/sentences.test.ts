import { expect, test } from "vitest";
import { formatDay } from "@/app/_ui/dates";
import { sentenceFor } from "@/lib/activity/sentences";

const teams = { m: "Marketing", s: "Sales" };
const told = (verb: string, details: Record<string, unknown> | null = null) => sentenceFor({ verb, details }, teams);

test("a deed is said in words that follow a name, with people's own words apart", () => {
  expect(told("incident.logged")).toEqual({ says: "logged this incident" });
  expect(told("incident.withdrawn", { reason: "It stood here twice." })).toEqual({
    says: "withdrew this incident",
    quote: "It stood here twice.",
  });
  expect(told("perspective.written", { sideId: "s" })).toEqual({ says: "wrote the Sales perspective" });
});

test("what happened by itself has no name before it", () => {
  expect(told("incident.stage_moved", { from: "reported", to: "analysing" })).toEqual({
    says: "Moved to “In analysis”",
    byItself: true,
  });
});

test("an edit names what changed, and severity says its number", () => {
  const edited = (after: Record<string, unknown>) => told("incident.edited", { before: {}, after })?.says;

  expect(edited({ severity: 3 })).toBe("set severity 3");
  expect(edited({ severity: null })).toBe("took the severity back");
  expect(edited({ title: "x", observed: "y", severity: 2 })).toBe(
    "changed the title, what was observed and the severity",
  );
});

test("a day stands in a sentence as its reader writes days, and in a file as it is kept", () => {
  const locked = { verb: "measure.baseline_locked", details: { fromOn: "2026-07-20", throughOn: "2026-09-07" } };
  const inWords = (day: string) => formatDay(day, "en-GB");
  expect(sentenceFor(locked, teams, inWords)?.says).toBe(
    "locked the limits by what was from 20 July 2026 to 7 September 2026",
  );
  expect(sentenceFor(locked, teams)?.says).toBe("locked the limits by what was from 2026-07-20 to 2026-09-07");
});

test("a team that is no side any more, or details that are missing, break no sentence", () => {
  expect(told("perspective.written", { sideId: "gone" })?.says).toBe("wrote a perspective");
  expect(told("incident.withdrawn")).toEqual({ says: "withdrew this incident", quote: undefined });
});

test("a verb nobody has words for is not shown", () => {
  expect(told("something.else")).toBeUndefined();
});

import { expect, test } from "vitest";
import { runShown } from "@/lib/charts/run-shown";
import { notesOn } from "@/lib/measures/building-up";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";
import { isForRun } from "@/lib/trends/run-sentence";
import { pointsIn, reachOf } from "./geometry";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const figures = { locale: "en-GB", nature: "count", unit: "" } as const;
const chartFrom = (values: (number | null)[]) =>
  chartOf(
    values.map((value, at) => ({ periodOn: week(at + 1), value })),
    { period: "week", nature: "count" },
  );
const shownFrom = (values: (number | null)[]) =>
  runShown({ chart: chartFrom(values), figures, name: "Leads sent back", definition: "In the week" });

test.each([
  ["nothing", [], "No values yet"],
  ["one value", [4], "One value, so no median to speak of"],
  ["constants", [4, 4, 4], "3 weeks, all at the median of 4"],
  ["few values", [3, 4, 5, 6], "4 weeks around the median of 4.5: a run chart tells a change from 10 on"],
  ["usual noise", [3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5], "No sign of a change: 12 weeks around the median of 4"],
  [
    "a long run",
    [3, 5, ...Array.from({ length: 9 }, () => 3), ...Array.from({ length: 9 }, () => 5)],
    "Signal: 9 weeks in a row on one side of the median of 4, more than the 7 that chance allows",
  ],
  [
    "few crossings",
    [3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5],
    "Signal: 12 weeks cross the median of 4 once; by chance 3 times or more",
  ],
])("a run chart of %s says so", (_, values, sentence) => {
  expect(shownFrom(values).sentence.startsWith(sentence)).toBe(true);
});

test("a run chart is drawn within its frame, with every value to be read and none as a signal of limits", () => {
  const drawing = shownFrom([3, 5, null, 90, 5, 3]).draw(360);
  const { x, y, numbers } = reachOf(drawing);

  expect(numbers.every(Number.isFinite)).toBe(true);
  expect([x.least, y.least]).toEqual([0, 0]);
  expect([x.most <= drawing.width, y.most <= drawing.height]).toEqual([true, true]);
  expect(pointsIn(drawing).map(({ said }) => said)).toContain("Week from 26 Jan 2026: 90");
});

test("it is offered for few values and for few different ones, and not for many", () => {
  const many = Array.from({ length: 30 }, (_, nth) => ((nth * 7) % 11) + (nth % 4) / 3);

  expect(isForRun(chartFrom([3, 4, 5]))).toBe(true);
  expect(isForRun(chartFrom(Array.from({ length: 30 }, (_, nth) => nth % 2)))).toBe(true);
  expect(isForRun(chartFrom(many))).toBe(false);
  expect(isForRun(chartFrom([]))).toBe(false);
});

test("its table says on which side of the median each value lies", () => {
  const { table, sheet } = shownFrom([3, 5, null, 4, 90]);

  expect(table.rows[0]).toEqual(["2 Feb 2026", "90", "above the median"]);
  expect(table.rows[2]).toEqual(["19 Jan 2026", "–", "not measured"]);
  expect(sheet[1]).toEqual(["2026-01-05", 3, 4.5, "below the median"]);
});

test("the number of incidents is told to be building up for 3 months from the first that was logged", () => {
  const note = [expect.stringMatching(/^Reporting is building up/)];

  expect(notesOn({ source: "incidents" }, "2026-01-15", "2026-04-14")).toEqual(note);
  expect(notesOn({ source: "days_between" }, "2026-01-15", "2026-04-14")).toEqual(note);
  expect(notesOn({ source: "incidents" }, "2026-01-15", "2026-04-15")).toEqual([]);
  expect(notesOn({ source: "readings" }, "2026-01-15", "2026-01-16")).toEqual([]);
  expect(notesOn({ source: "incidents" }, null, "2026-01-16")).toEqual([]);
});

import { describe, expect, test } from "vitest";
import type { MeasureNature } from "@/db/terms";
import type { Drawing } from "@/lib/charts/drawing";
import { drawMovingRanges } from "@/lib/charts/moving-range-drawing";
import { drawPareto } from "@/lib/charts/pareto-drawing";
import { pictureOf } from "@/lib/charts/picture";
import { runShown } from "@/lib/charts/run-shown";
import { drawXmr } from "@/lib/charts/xmr-drawing";
import { xmrFile } from "@/lib/charts/xmr-file";
import { agesShown, leadTimesShown, openedClosedShown, stagesShown } from "@/lib/flow/figures";
import type { MonthCost } from "@/lib/friction/queries";
import { costChart, costShown } from "@/lib/overview/cost-chart";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";
import { pareto } from "@/lib/trends/pareto";
import { monthsBack } from "@/lib/trends/weeks";
import { reachOf } from "./geometry";

/** Whatever numbers come, a chart says something and draws within its frame; what is no number is never on the screen. */

const week = (nth: number) => addDays("2026-01-05", 7 * nth);
const many = (value: number, count = 12) => Array.from({ length: count }, () => value);

const cases: [string, (number | null)[]][] = [
  ["none", []],
  ["only gaps", [null, null]],
  ["one value", [7]],
  ["one value after a gap", [null, 7]],
  ["zero alone", [0]],
  ["two equal neighbours", [4, 4]],
  ["fewer than six", [3, 9, 4]],
  ["constants", many(0.1)],
  ["zeros", many(0)],
  ["constants but one", [...many(5), 6]],
  ["the largest there are", [Number.MAX_VALUE, ...many(1), Number.MAX_VALUE]],
  ["the smallest there are", [Number.MIN_VALUE, 0, ...many(Number.MIN_VALUE)]],
  ["huge beside tiny", [1e15, 1e-9, 1e15, 1e-9, 1e15, 1e-9, 1e15, 1e-9]],
  ["below zero", [-3, -9, -4, -8, -5, -7, -3, -1e9]],
  ["gaps between all", [1, null, 2, null, 3, null, 4, null, 5, null, 6, null, 7]],
];
const natures: MeasureNature[] = ["count", "time", "money", "share", "unbounded"];
const noNumber = /NaN|Infinity|∞|undefined|null|\[object/;

function expectDrawn({ width, height, body }: Drawing) {
  expect(body.text).not.toMatch(noNumber);
  if (body.text === "") return;
  const { x, y, numbers } = reachOf({ width, height, body });
  expect(numbers.every(Number.isFinite)).toBe(true);
  expect([x.most <= width + 1, y.most <= height + 1]).toEqual([true, true]);
}

describe.each(cases)("of %s", (_, values) => {
  test.each(natures)("the pair and the run chart speak and are drawn: %s", (nature) => {
    const chart = chartOf(
      values.map((value, nth) => ({ periodOn: week(nth), value })),
      { period: "week", nature, wanted: "down", changes: [{ on: week(2), name: "New form", kind: "improvement" }] },
    );
    const figures = { locale: "en-GB", nature, unit: nature === "money" ? "EUR" : "h" };
    const shown = { chart, figures, name: "Hours", definition: "In the week", target: values[0] ?? null };
    const [file, run] = [xmrFile(shown), runShown(shown)];

    for (const width of [360, 720]) {
      expectDrawn(drawXmr(chart, { figures, width, target: shown.target }));
      expectDrawn(drawMovingRanges(chart, { figures, width }));
      expectDrawn(run.draw(width));
    }
    expect(pictureOf(file)).not.toMatch(noNumber);
    for (const said of [file.title, ...file.captions, run.sentence, ...run.captions, ...run.table.rows.flat()]) {
      expect(said).not.toMatch(noNumber);
      expect(said).not.toBe("");
    }
  });

  test("the Pareto and the cost of friction are drawn", () => {
    const amounts = values.map((value, nth) => ({ name: `Cause ${nth}`, value: Math.min(Math.abs(value ?? 0), 1e12) }));
    expectDrawn(drawPareto(pareto(amounts), { width: 720, titleOf: (bar) => bar.name, amount: String }));

    const nothing = { low: null, expected: null, high: null };
    const months = values.map((value, nth): MonthCost => {
      const amount = value === null ? nothing : { low: null, expected: Math.abs(value), high: Math.abs(value) };
      const counts = { lines: 1, unknown: value === null ? 1 : 0, confirmed: 0 };
      return {
        month: monthsBack("2027-06-01", values.length - nth),
        ...amount,
        ...counts,
        ofIncidents: nothing,
        ofLedger: amount,
      };
    });
    const file = xmrFile(costShown(costChart(months, "2027-06-15"), months, { currency: "EUR", locale: "en-GB" }));
    expectDrawn(file.drawing);
    expect([file.title, ...file.captions].join(" ")).not.toMatch(noNumber);
  });
});

test("a flow of nothing, of one week and of huge counts is drawn and told", () => {
  const none = { reported: 0, analysing: 0, improving: 0, checking: 0 };
  const huge = { ...none, reported: 1e9, checking: 1 };
  const flows = [
    { days: [], weeks: [], months: [], finished: 0 },
    ...[none, huge].map((counts) => ({
      days: [{ on: "2026-01-05", counts }],
      weeks: [{ week: "2026-01-05", opened: counts.reported, closed: 0, open: counts }],
      months: [{ month: "2026-01-01", opened: counts.reported, closed: 0 }],
      finished: 0,
    })),
  ];
  const shown = [
    ...flows.flatMap((flow) => [stagesShown(flow, "en-GB"), openedClosedShown(flow, "en-GB")]),
    leadTimesShown([], "all", "en-GB"),
    leadTimesShown([{ days: 0, count: 1 }], "quarter", "en-GB"),
    leadTimesShown([{ days: 40_000, count: 1e9 }], "year", "en-GB"),
    agesShown({ createdOn: [] }, "2026-11-22", "en-GB"),
    agesShown({ createdOn: [{ on: "2030-01-01", count: 3 }] }, "2026-11-22", "en-GB"),
  ];

  for (const { sentence, captions, draw, table } of shown) {
    for (const width of [360, 1120]) expectDrawn(draw(width));
    for (const said of [sentence, ...captions, ...table.rows.flat()]) expect(said).not.toMatch(noNumber);
  }
});

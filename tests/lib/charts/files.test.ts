import { describe, expect, test } from "vitest";
import { explaining } from "@/lib/charts/bands";
import { tableOf } from "@/lib/charts/chart-table";
import { pictureOf } from "@/lib/charts/picture";
import { drawXmr } from "@/lib/charts/xmr-drawing";
import { xmrFile } from "@/lib/charts/xmr-file";
import { addDays } from "@/lib/text/days";
import { chartOf } from "@/lib/trends/chart";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const figures = { locale: "en-GB", nature: "time", unit: "h" } as const;
const chart = chartOf(
  [19, 21, 19, 21, 19, 21, 40].map((value, at) => ({ periodOn: week(at + 1), value })),
  { period: "week", nature: "time" },
);
const periods = chart.points.map(({ periodOn }) => periodOn);

describe("a pressure behind a chart", () => {
  test("is shown where it began or ended while the chart ran, and not where it pressed all the time", () => {
    const began = { name: "Budgets are cut", fromOn: week(3), throughOn: null };
    const ended = { name: "A rival left", fromOn: "2025-01-01", throughOn: week(5) };
    const always = { name: "Interest is high", fromOn: "2025-01-01", throughOn: null };

    expect(explaining([began, ended, always], periods)).toEqual([began, ended]);
    expect(explaining([began], [])).toEqual([]);
  });
});

describe("the file of a pair", () => {
  const pressures = [{ name: "Budgets are cut", fromOn: week(3), throughOn: null }];
  const shown = { chart, figures, name: "Hours to the first call", definition: "Median of the week", pressures };
  const file = xmrFile(shown);

  test("draws what its page draws: the same pressures, the same aim", () => {
    const onPage = drawXmr(chart, { figures, width: 720, pressures, target: 12 }).body.text;

    expect(xmrFile({ ...shown, target: 12 }).drawing.body.text).toBe(onPage);
  });

  test("has the moving ranges below the values, all of it within its frame", () => {
    const picture = pictureOf(file);

    const [, height] = /height="(\d+)"/.exec(picture) ?? [];
    const [first = 0, second = 0] = [...picture.matchAll(/translate\(24 (\d+)\)/g)].map(([, y]) => Number(y));
    expect(second).toBeGreaterThanOrEqual(first + file.drawing.height);
    expect(Number(height)).toBeGreaterThan(second + 128);
    expect(picture).toContain(">Moving ranges<");
  });
});

test("a chart of ranges says low, expected and high in its table and in its sheet", () => {
  const ranges = new Map([[week(7), { low: 30, high: 55 }]]);

  const { columns, rows } = tableOf(chart, figures, ranges);
  const { sheet } = xmrFile({ chart, figures, name: "Cost", definition: "By week", ranges });

  expect(columns.map(({ name }) => name).slice(0, 4)).toEqual(["Week from", "Low", "Expected", "High"]);
  expect(rows[0]?.slice(1, 4)).toEqual(["30\u00a0h", "40\u00a0h", "55\u00a0h"]);
  expect(rows[1]?.slice(1, 4)).toEqual(["–", "21\u00a0h", "–"]);
  expect(sheet[0]?.slice(0, 4)).toEqual(["period", "value, h", "low", "high"]);
  expect(sheet.at(-1)?.slice(0, 4)).toEqual([week(7), 40, 30, 55]);
});

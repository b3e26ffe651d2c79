import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawAges } from "@/lib/charts/ages-drawing";
import { sheetOf, tableOf } from "@/lib/charts/chart-table";
import { csvOf } from "@/lib/charts/csv";
import { drawFlow } from "@/lib/charts/flow-drawing";
import { drawLeadTimes } from "@/lib/charts/lead-times-drawing";
import { drawPareto } from "@/lib/charts/pareto-drawing";
import { lightTokens, pictureOf } from "@/lib/charts/picture";
import { drawXmr } from "@/lib/charts/xmr-drawing";
import { addDays } from "@/lib/text/days";
import { agesOf } from "@/lib/trends/ages";
import { chartOf } from "@/lib/trends/chart";
import { agesSentence, flowSentence, leadTimesSentence } from "@/lib/trends/count-sentences";
import { cumulativeFlow } from "@/lib/trends/cumulative-flow";
import { leadTimeBins, leadTimesOf } from "@/lib/trends/lead-times";
import { pareto } from "@/lib/trends/pareto";
import { pointsIn, reachOf } from "./geometry";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const figures = { locale: "en-GB", nature: "time", unit: "h" } as const;
const chart = chartOf(
  [19, 21, 19, 21, 19, 21, 40].map((value, at) => ({ periodOn: week(at + 1), value })),
  {
    period: "week",
    nature: "time",
    baselines: [{ fromOn: week(1), throughOn: week(6) }],
    changes: [{ on: week(4), name: "=New form", kind: "improvement" }],
  },
);
const wide = { locale: "en-GB", width: 520 };

describe("a picture", () => {
  const title = `Improved since 3 March & "more" <b>`;
  const picture = pictureOf({
    drawing: drawXmr(chart, { figures, width: 720 }),
    title,
    captions: ["n = 7 weeks", "Median hours"],
  });

  test("stands by itself: no token, no reference, nothing that runs", () => {
    expect(picture).not.toMatch(/="var\(|data-|href|url\(|<script|<style|class=|@import/);
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="768" height="\d+"/);
    expect(picture).toContain(lightTokens["--color-accent"]);
  });

  test("carries its sentence and what it rests on, escaped", () => {
    expect(picture).toContain("<title>Improved since 3 March &amp; &quot;more&quot; &lt;b&gt;</title>");
    expect(picture).toContain(">n = 7 weeks<");
  });

  test("is in the colours of the page's light theme", () => {
    const css = readFileSync("app/styles/tokens.css", "utf8");
    for (const [name, value] of Object.entries(lightTokens)) {
      const [, light] = new RegExp(`${name}: (?:light-dark\\()?(#[0-9a-f]{6}|[^;]*)`).exec(css) ?? [];
      if (name.startsWith("--color")) expect(light, name).toBe(value);
    }
  });
});

describe("the data of a chart", () => {
  test("its table says each period once, the newest first, with what is special about it", () => {
    const { columns, rows } = tableOf(chart, figures);

    expect(columns.map(({ name }) => name)).toEqual(["Week from", "Value", "Moving range", "Remarks"]);
    expect(rows[0]).toEqual(["16 Feb 2026", "40\u00a0h", "19\u00a0h", "beyond a limit, a large jump"]);
    expect(rows[3]?.[3]).toBe("=New form");
    expect(rows.length).toBe(7);
  });

  test("its sheet keeps full precision, and no cell becomes a formula", () => {
    const sheet = sheetOf(chart, figures);

    expect(sheet[0]).toEqual([
      "period",
      "value, h",
      "moving range",
      "mean",
      "lower limit",
      "upper limit",
      "signals",
      "remarks",
    ]);
    expect(sheet[7]).toEqual([week(7), 40, 19, 20, 14.68, 25.32, "beyond_limits moving_range", ""]);
    expect(csvOf([["=1+1", -1, null, 'a "b", c', "@x"]])).toBe(`\ufeff'=1+1,-1,,"a ""b"", c",'@x\r\n`);
  });
});

describe("the other charts", () => {
  const days = fc.array(fc.nat(800), { maxLength: 50 });

  test("keep within their frames, whatever they count", () => {
    fc.assert(
      fc.property(days, fc.constantFrom(360, 520, 1120), fc.string({ maxLength: 80 }), (given, width, name) => {
        const at = { locale: "en-GB", width };
        const created = given.map((age) => addDays("2026-11-22", -age));
        const moves = given.map((age) => ({
          on: addDays("2026-11-22", -age),
          from: null,
          to: "plan" as const,
          count: 1,
        }));
        const bars = given.map((value, nth) => ({ name: `${name} ${nth}`, value }));
        const drawings = [
          drawLeadTimes(leadTimeBins(given), leadTimesOf(given), at),
          drawAges(agesOf(created, "2026-11-22"), at),
          drawFlow(cumulativeFlow(["plan"], moves, "2026-01-01", "2026-11-22"), {
            ...at,
            stages: [{ stage: "plan", name }],
          }),
          drawPareto(pareto(bars), { width, titleOf: (bar) => bar.name, amount: String }),
        ];
        for (const drawing of drawings) {
          const { x, y, numbers } = reachOf(drawing);
          expect(numbers.every(Number.isFinite)).toBe(true);
          expect([x.least, y.least]).toEqual([0, 0]);
          expect(x.most).toBeLessThanOrEqual(drawing.width);
          expect(y.most).toBeLessThanOrEqual(drawing.height);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("a bar is as high as its count", () => {
    const drawing = drawLeadTimes(leadTimeBins([1, 1, 1, 2, 30]), leadTimesOf([1, 1, 1, 2, 30]), wide);
    const heights = [...drawing.body.text.matchAll(/height="([\d.]+)"/g)].map(([, height]) => Number(height));

    expect(pointsIn(drawing).map(({ said }) => said)).toEqual(
      expect.arrayContaining(["0 to 6 days: 4", "28 to 34 days: 1"]),
    );
    expect(heights[0]).toBeCloseTo(4 * (heights[4] ?? 0), 0);
  });

  test("a dark line closes the vital few, and no other", () => {
    const drawing = drawPareto(
      pareto([
        { name: "a", value: 80 },
        { name: "b", value: 20 },
      ]),
      { width: 720, titleOf: (bar) => bar.name, amount: String },
    );
    const rules = [...drawing.body.text.matchAll(/M0 (\d+)H720" fill="none" stroke="var\((--[\w-]+)\)"/g)].map(
      ([, , colour]) => colour,
    );

    expect(rules).toEqual(["--color-ink-2", "--color-line"]);
  });

  test("lead times are told as half and most, and not from fewer than six", () => {
    expect(leadTimesSentence(leadTimesOf([]), "verified", "en-GB")).toBe("Nothing was verified yet");
    expect(leadTimesSentence(leadTimesOf([]), "closed", "en-GB", "the last 13 weeks")).toBe(
      "Nothing was closed in the last 13 weeks",
    );
    expect(leadTimesSentence(leadTimesOf([3, 4, 5]), "verified", "en-GB")).toMatch(/^3 verified so far: too few/);
    expect(leadTimesSentence(leadTimesOf([3, 4, 5, 6, 7, 90]), "verified", "en-GB")).toBe(
      "Half were verified within 5 days, 85 of 100 within 90",
    );
  });

  test("ages and flow are told in whole numbers that agree with the data", () => {
    const ages = agesOf(["2026-11-20", "2026-08-01", "2026-01-01"], "2026-11-22");

    expect(agesSentence(ages, "open improvements", "en-GB")).toBe("2 of 3 open improvements are older than 90 days");
    expect(agesSentence(agesOf(["2026-11-20"], "2026-11-22"), "open improvements", "en-GB")).toBe(
      "None of 1 open improvements is older than 90 days",
    );
    expect(flowSentence({ openNow: 17, meanOpen: 14, finished: 36, days: 90, leadDays: 35 }, "en-GB")).toBe(
      "17 open now, 14 on average; 36 finished in 90 days: at that pace each takes about 35 days",
    );
  });
});

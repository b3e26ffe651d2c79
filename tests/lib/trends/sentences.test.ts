import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/text/days";
import { type ChartOptions, chartOf } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";
import type { FigureWords } from "@/lib/trends/figures";
import { sentenceOf } from "@/lib/trends/sentences";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const weekly = (values: (number | null)[]): ChartPoint[] =>
  values.map((value, at) => ({ periodOn: week(at + 1), value }));
const hours: FigureWords = { locale: "en-GB", nature: "time", unit: "h" };
const asked: ChartOptions = { period: "week", nature: "time", wanted: "down" };
const said = (points: ChartPoint[], options: Partial<ChartOptions> = {}, words: Partial<FigureWords> = {}) =>
  sentenceOf(chartOf(points, { ...asked, ...options }), { ...hours, ...words }).replaceAll("\u00a0", " ");

const usual = [19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21];
const improvement = (nth: number, name = "Person of the day") => ({
  on: week(nth),
  name,
  kind: "improvement" as const,
});
const locked = { baselines: [{ fromOn: week(1), throughOn: week(12) }] };

describe("the sentence of a chart", () => {
  test("without a value there is nothing to say", () => {
    expect(said([])).toBe("No values yet");
    expect(said(weekly([null, null]))).toBe("No values yet");
  });

  test("four values are points only", () => {
    expect(said(weekly([12, 90, 3, 44]))).toBe("Points only: 4 of the 6 values that limits need");
  });

  test("without a signal nothing has changed, within limits that hold every value", () => {
    expect(said(weekly([20, 24, 19, 22, 18, 25, 21, 23, 20]))).toBe("No change: 9 weeks within 11–32 h");
    expect(said(weekly([7, 7, 7, 7, 7, 7, 7]))).toBe("No change: 7 weeks at 7 h");
  });

  test("a natural bound stands where the limit would lie beyond it", () => {
    expect(said(weekly([1, 9, 0, 8, 1, 9]))).toBe("No change: 6 weeks within 0–26 h");
  });

  test("an improvement that shows is told with both means, since when it may have begun", () => {
    const points = weekly([...usual, 10, 12, 10, 12, 10, 12]);

    expect(said(points, { ...locked, changes: [improvement(13)] })).toBe(
      "Improved since 30 March: 11 h on average, 20 h before",
    );
    expect(said(points, { ...locked, changes: [improvement(13)], wanted: "up" })).toMatch(/^Worsened since 30 March/);
  });

  test("before six values there is no new mean to speak of", () => {
    expect(said(weekly([...usual, 10, 12]), { ...locked, changes: [improvement(13)] })).toBe(
      "Improved since 30 March, after “Person of the day”",
    );
  });

  test("what two improvements did together is not given to one of them", () => {
    const changes = [improvement(13), improvement(15, "New form")];

    expect(said(weekly([...usual, 12, 11, 12, 11]), { ...locked, changes })).toMatch(
      /what “Person of the day” and “New form” did cannot be separated$/,
    );
  });

  test("too early is said with how many values there are of the eight it takes", () => {
    expect(said(weekly([...usual, 19, 21, 19]), { ...locked, changes: [improvement(13)] })).toBe(
      "No change yet: 3 of 8 weeks since 30 March, within 15–25 h",
    );
    expect(said(weekly([...usual, ...usual]), { ...locked, changes: [improvement(13)] })).toBe(
      "No change since 30 March: 12 weeks within 15–25 h",
    );
  });

  test("a value beyond a limit is told with that limit, and whether it was wanted", () => {
    expect(said(weekly([...usual, 40]), locked)).toBe(
      "Signal against the wanted direction: 40 h in the week from 30 March, above the upper limit of 25.3 h",
    );
    expect(said(weekly([...usual, 40]), { ...locked, wanted: null })).toMatch(/^Signal: 40 h/);
  });

  test("a run is told with its length, and with its end once it is over", () => {
    const run = [21, 22, 21, 22, 21, 22, 21, 22, 21];

    expect(said(weekly([...usual.slice(0, 11), 19, ...run]), locked)).toBe(
      "Signal against the wanted direction: 9 weeks in a row above the middle of 19.8 h, since 30 March",
    );
    expect(said(weekly([...usual.slice(0, 11), 19, ...run, 19]), locked)).toMatch(/from 30 March to 25 May$/);
  });

  test("numbers and days are those of the reader's locale", () => {
    expect(said(weekly([1020, 1024, 1019, 1022, 1018, 1025, 1021]), {}, { locale: "de-DE" })).toBe(
      "No change: 7 weeks within 1.009–1.033 h",
    );
  });

  test("a share is said in percent, money with its currency", () => {
    const shares = weekly([0.7, 0.8, 0.75, 0.78, 0.72, 0.81]);

    expect(said(shares, { nature: "share" }, { nature: "share", unit: "" })).toBe("No change: 6 weeks within 58–94%");
    expect(
      said(
        weekly([20_000, 21_000, 19_000, 22_000, 20_000, 21_000]),
        { nature: "money" },
        { nature: "money", unit: "EUR" },
      ),
    ).toBe("No change: 6 weeks within €15,700–25,300");
  });
});

describe("sentences of any chart", () => {
  const value = fc.oneof(
    fc.integer({ min: 0, max: 100 }),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }),
    fc.constantFrom(0, 1e300, Number.MAX_VALUE, 5e-324),
  );
  const points = fc
    .array(fc.record({ value: fc.option(value, { freq: 8 }), leftOut: fc.option(fc.constant("why"), { freq: 1 }) }), {
      maxLength: 40,
    })
    .map((all) =>
      all.map(({ value: each, leftOut }, at) => ({
        periodOn: week(at + 1),
        value: each,
        ...(leftOut && at % 7 === 0 ? { leftOut } : {}),
      })),
    );
  const options: fc.Arbitrary<Partial<ChartOptions>> = fc.record({
    wanted: fc.constantFrom("up", "down", null),
    centre: fc.constantFrom("mean", "median"),
    dispersion: fc.constantFrom("mean", "median"),
    trend: fc.constantFrom("none", "half_average"),
    baselines: fc
      .array(fc.nat(30), { maxLength: 2 })
      .map((all) => all.map((from) => ({ fromOn: week(from), throughOn: week(from + 12) }))),
    changes: fc
      .array(fc.nat(40), { maxLength: 2 })
      .map((all) => all.map((nth, at) => improvement(nth, `Change ${at}`))),
  });

  test("a signal is claimed exactly where the chart has one", () => {
    fc.assert(
      fc.property(points, options, (given, more) => {
        const chart = chartOf(given, { ...asked, ...more });
        const sentence = sentenceOf(chart, hours);

        if (/signal|improved|worsened/i.test(sentence))
          expect(chart.signals.length + chart.outcomes.filter(({ detectedOn }) => detectedOn).length).toBeGreaterThan(
            0,
          );
        if (sentence.startsWith("No change")) {
          const judged = chart.points.slice(chart.current.from, chart.current.until);
          expect(judged.flatMap(({ rules }) => rules)).toEqual([]);
        }
        for (const [, code] of sentence.matchAll(/^(Improved|Worsened) since/g))
          expect(chart.outcomes.some((outcome) => outcome.code === code?.toLowerCase())).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("it says words and numbers, never what is none, and never one point against another", () => {
    fc.assert(
      fc.property(points, options, (given, more) => {
        const sentence = sentenceOf(chartOf(given, { ...asked, ...more }), hours);

        expect(sentence).not.toMatch(/NaN|Infinity|∞|undefined|null|-0\b/);
        expect(sentence).not.toMatch(/than (last|in|the \w+ before)|compared|against last|% (more|less)/);
        expect(sentence.length).toBeLessThan(220);
      }),
      { numRuns: 500 },
    );
  });
});

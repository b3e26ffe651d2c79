import { describe, expect, test } from "vitest";
import { addDays } from "@/lib/text/days";
import { type ChartOptions, chartOf } from "@/lib/trends/chart";
import type { ChartPoint } from "@/lib/trends/chart-point";

const week = (nth: number) => addDays("2026-01-05", 7 * (nth - 1));
const weekly = (values: number[]): ChartPoint[] => values.map((value, at) => ({ periodOn: week(at + 1), value }));

/** Twelve usual weeks: mean 20, limits 14.68 and 25.32. */
const usual = [19, 21, 19, 21, 19, 21, 19, 21, 19, 21, 19, 21];
const improvement = (nth: number, name = "Person of the day") => ({
  on: week(nth),
  name,
  kind: "improvement" as const,
});
const asked: ChartOptions = {
  period: "week",
  nature: "time",
  wanted: "down",
  baselines: [{ fromOn: week(1), throughOn: week(12) }],
  changes: [improvement(13)],
};
const outcomeAfter = (later: number[], options: Partial<ChartOptions> = {}) =>
  chartOf(weekly([...usual, ...later]), { ...asked, ...options }).outcomes[0];

describe("after an improvement", () => {
  test("a shift in the wanted direction is improved, at the value that shows it and not before", () => {
    expect(outcomeAfter([19, 18])).toMatchObject({ code: "too_early", detectedOn: null });
    expect(outcomeAfter([19, 18, 12])).toMatchObject({ code: "improved", detectedOn: week(15), beganOn: week(15) });
  });

  test("the same shift is worsened where the other direction is wanted", () => {
    expect(outcomeAfter([19, 18, 12], { wanted: "up" })).toMatchObject({ code: "worsened" });
  });

  test("eight values on the better side are a signal, seven are not", () => {
    expect(outcomeAfter([19, 18, 19, 18, 19, 18, 19])).toMatchObject({ code: "too_early", later: 7 });
    expect(outcomeAfter([19.5, 18, 19, 18, 19, 18, 19, 18])).toMatchObject({
      code: "improved",
      detectedOn: week(20),
      beganOn: week(13),
    });
  });

  test("without a signal it is too early for seven values and no signal from eight on", () => {
    const noise = [21, 19, 21, 19, 21, 19, 21, 19];

    expect(outcomeAfter(noise.slice(0, 7))).toMatchObject({ code: "too_early", later: 7 });
    expect(outcomeAfter(noise)).toMatchObject({ code: "no_signal", later: 8 });
  });

  test("a run that may have begun before it does not count", () => {
    const sinking = chartOf(weekly([...usual.slice(0, 11), 19, 18, 19, 18, 19, 18, 19, 18, 19]), asked);

    expect(sinking.signals).toMatchObject([{ rules: ["run_of_eight"], beganOn: week(11) }]);
    expect(sinking.outcomes[0]).toMatchObject({ code: "no_signal", later: 8 });
  });

  test("a period that had begun before the day is not yet one after it", () => {
    const [outcome] = chartOf(weekly([...usual, 5]), {
      ...asked,
      changes: [{ ...improvement(13), on: addDays(week(13), 2) }],
    }).outcomes;

    expect(outcome).toMatchObject({ code: "too_early", later: 0 });
  });

  test("the effect is new mean − old mean, once six values give new limits", () => {
    expect(outcomeAfter([10, 12, 10, 12, 10])?.effect).toBeNull();
    expect(outcomeAfter([10, 12, 10, 12, 10, 12])?.effect).toMatchObject({ oldMean: 20, newMean: 11, difference: -9 });
  });

  test("without six values before it nothing can be told", () => {
    const few = chartOf(weekly([20, 21, 19, 5, 5, 5, 5, 5, 5, 5, 5]), {
      ...asked,
      baselines: [],
      changes: [improvement(4)],
    });

    expect(few.outcomes).toMatchObject([{ code: "too_early", later: 8, detectedOn: null }]);
  });

  test("where nobody has locked limits, those of the values before judge", () => {
    expect(outcomeAfter([12, 11, 10, 12], { baselines: [] })).toMatchObject({ code: "improved", beganOn: week(13) });
  });

  test("of two with fewer than eight values between, neither can be told from the other", () => {
    const chart = chartOf(weekly([...usual, 12, 11, 12, 11, 12, 11]), {
      ...asked,
      changes: [improvement(13), improvement(16, "New form")],
    });

    expect(chart.outcomes.map(({ notSeparableFrom }) => notSeparableFrom)).toEqual([
      ["New form"],
      ["Person of the day"],
    ]);
  });

  test("a second improvement is not praised for what the first one did", () => {
    const chart = chartOf(
      weekly([...usual, ...[10, 12, 10, 12, 10, 12, 10, 12], ...[12, 10, 12, 10, 12, 10, 12, 10]]),
      {
        ...asked,
        changes: [improvement(13), improvement(21, "New form")],
      },
    );

    expect(chart.outcomes).toMatchObject([
      { code: "improved", notSeparableFrom: [] },
      { code: "no_signal", notSeparableFrom: [] },
    ]);
  });

  test("new limits that were locked since do not take the verdict away", () => {
    const later = [10, 12, 10, 12, 10, 12, 10, 12];
    const baselines = [...(asked.baselines ?? []), { fromOn: week(13), throughOn: week(20) }];

    expect(outcomeAfter(later, { baselines })).toMatchObject({ code: "improved", beganOn: week(13) });
  });

  test("the beginning of a cycle is drawn and not judged", () => {
    expect(outcomeAfter([5, 5, 5], { changes: [{ on: week(13), name: "2026", kind: "cycle" }] })).toBeUndefined();
  });
});

/** Which limits judge which points (method 4.5): locked ones, each until a person has replaced it. */
import type { ChartPoint } from "./chart-point";
import type { Limits, LimitsAsked } from "./limits";
import { existing, type Series } from "./moving-ranges";
import { fewestForLimits, type SampleSize, sampleSize } from "./sample-size";
import type { HalfAverages } from "./trended-limits";
import { limitsOf, type TrendLine } from "./xmr";

/** The periods, first and last included, whose values make the limits. */
export type Baseline = { fromOn: string; throughOn: string };

export type PhaseAsked = LimitsAsked & { trend: TrendLine };

export type Phase = {
  /** Places that it judges, from 0; `until` is the first that it does not. */
  from: number;
  until: number;
  /** Null: nobody has locked limits, and they are those of all values so far. */
  baseline: Baseline | null;
  limits: (Limits & { trend?: HalfAverages }) | null;
  /** Of the values on which the limits rest. */
  sample: SampleSize;
};

/** @param points in their order, without missing ones; @param counted their values, null where one does not count */
type Charted = { points: readonly ChartPoint[]; counted: Series };

/** Limits of the values in these periods, which screens show from 6 on; the place of each stays its own. */
export function limitsWithin(
  { points, counted }: Charted,
  isWithin: (periodOn: string) => boolean,
  asked: PhaseAsked,
): Pick<Phase, "limits" | "sample"> {
  const basis = counted.map((value, place) => (isWithin(points[place]?.periodOn ?? "") ? value : null));
  const sample = sampleSize(existing(basis).length);
  return { limits: sample.n < fewestForLimits ? null : limitsOf(basis, asked), sample };
}

/**
 * One phase for each baseline, in the order of time; the first also judges what was before it. A baseline takes over from
 * its own first period. One that is replaced before it judged anything keeps an empty phase, so that it stays visible.
 * @param baselines in the order in which they were locked
 */
export function phasesOf(charted: Charted, baselines: readonly Baseline[], asked: PhaseAsked): Phase[] {
  const { points } = charted;
  const end = points.length;
  if (baselines.length === 0)
    return [{ from: 0, until: end, baseline: null, ...limitsWithin(charted, () => true, asked) }];
  const placeOf = (day: string) => {
    const place = points.findIndex(({ periodOn }) => periodOn >= day);
    return place === -1 ? end : place;
  };
  const starts = baselines.map(({ fromOn }, nth) => (nth === 0 ? 0 : placeOf(fromOn)));
  return baselines.map((baseline, nth) => {
    const from = starts[nth] ?? end;
    const until = Math.max(from, Math.min(end, ...starts.slice(nth + 1)));
    const isWithin = (on: string) => on >= baseline.fromOn && on <= baseline.throughOn;
    return { from, until, baseline, ...limitsWithin(charted, isWithin, asked) };
  });
}

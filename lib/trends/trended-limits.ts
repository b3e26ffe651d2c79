/** Limits for what grows of itself, as sales do: the half-average line (method 4.1). */
import { held, mean } from "./averages";
import { dispersionOf, type Limits, type LimitsAsked } from "./limits";
import { existing, type Series } from "./moving-ranges";

export type HalfAverages = {
  firstHalfMean: number;
  secondHalfMean: number;
  /** What the line gains from one period to the next. */
  slope: number;
  halfWidth: number;
};

/**
 * The line through the means of both halves; the middle one of an odd number belongs to neither. Each mean stands at the
 * mean place of its values, which without gaps is (h + 1)/2 and n − h places further on. Limits lie 2.66 average moving
 * ranges of the raw values from the line. Null without a moving range.
 */
export function trendedLimits(
  values: Series,
  { dispersion }: Pick<LimitsAsked, "dispersion">,
): (Limits & { trend: HalfAverages }) | null {
  const spread = dispersionOf(values, dispersion);
  const places = values.flatMap((value, place) => (value === null ? [] : [place]));
  const present = existing(values);
  const half = Math.floor(present.length / 2);
  const [firstHalfMean, secondHalfMean] = [mean(present.slice(0, half)), mean(present.slice(-half))];
  const [firstPlace, secondPlace] = [mean(places.slice(0, half)), mean(places.slice(-half))];
  if (spread === null || half === 0) return null;
  if (firstHalfMean === null || secondHalfMean === null || firstPlace === null || secondPlace === null) return null;
  const slope = held((secondHalfMean - firstHalfMean) / (secondPlace - firstPlace));
  return {
    ...spread,
    centreAt: (place) => held(firstHalfMean + slope * (place - firstPlace)),
    trend: { firstHalfMean, secondHalfMean, slope, halfWidth: spread.width },
  };
}

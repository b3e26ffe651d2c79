/**
 * The XmR chart: individual values and their moving ranges (method 4.1, 4.2; Wheeler, Understanding Variation). It tells
 * what is more than chance. Plain numbers in, plain numbers out, in one unit and full precision; rounding is for display.
 */
import type { Centre, Dispersion } from "@/db/terms";
import { judgedBy, linesAt } from "./judged";
import { type Limits, naturalLimits } from "./limits";
import type { Series } from "./moving-ranges";
import type { NaturalBounds } from "./natural-bounds";
import { patternsIn } from "./patterns";
import { type Signal, signalsFrom } from "./signals";
import { type HalfAverages, trendedLimits } from "./trended-limits";

export const trends = ["none", "half_average"] as const;
export type TrendLine = (typeof trends)[number];

export type XmrOptions = {
  centre: Centre;
  dispersion: Dispersion;
  trend: TrendLine;
  /** Limits from the first so many values; all are judged by them. Null: from all. */
  lockedFirst: number | null;
  /** A limit beyond what the values can be by nature is null and gives no signal. */
  naturalLower: number | null;
  naturalUpper: number | null;
};

/** A number, or with a trend one for each point. */
export type Line = number | number[];
export type DrawnLine = number | null | (number | null)[];

/** All null: no limits, for there are fewer than two values that follow one another. */
export type XmrChart = {
  centre: Line | null;
  /** The median moving range where dispersion is median. */
  averageMovingRange: number | null;
  lower: DrawnLine;
  upper: DrawnLine;
  movingRangeLimit: number | null;
  signals: Signal[];
  trend?: HalfAverages;
};

const usual: XmrOptions = {
  centre: "mean",
  dispersion: "mean",
  trend: "none",
  lockedFirst: null,
  naturalLower: null,
  naturalUpper: null,
};

/**
 * Limits and signals of a series.
 * @param values finite numbers in the order of their periods; null is a missing period
 */
export function xmrChart(values: Series, options: Partial<XmrOptions> = {}): XmrChart {
  const asked = { ...usual, ...options };
  const bounds: NaturalBounds = { lower: asked.naturalLower, upper: asked.naturalUpper };
  const basis = asked.lockedFirst === null ? values : firstValues(values, asked.lockedFirst);
  const limits = limitsOf(basis, asked);
  if (limits === null)
    return { centre: null, averageMovingRange: null, lower: null, upper: null, movingRangeLimit: null, signals: [] };
  const { averageMovingRange, movingRangeLimit, trend } = limits;
  const signals = signalsFrom(patternsIn(judgedBy(limits, values, bounds)));
  if (trend === undefined) return { ...linesAt(0, limits, bounds), averageMovingRange, movingRangeLimit, signals };
  const lines = values.map((_, place) => linesAt(place, limits, bounds));
  return {
    centre: lines.map(({ centre }) => centre),
    averageMovingRange,
    lower: lines.map(({ lower }) => lower),
    upper: lines.map(({ upper }) => upper),
    movingRangeLimit,
    signals,
    trend,
  };
}

/** A flat middle, or the half-average line. */
export function limitsOf(
  values: Series,
  asked: Pick<XmrOptions, "centre" | "dispersion" | "trend">,
): (Limits & { trend?: HalfAverages }) | null {
  return asked.trend === "half_average" ? trendedLimits(values, asked) : naturalLimits(values, asked);
}

/** The series up to its n-th value; gaps between them stay gaps. */
function firstValues(values: Series, count: number): Series {
  let seen = 0;
  return values.filter((value) => {
    const isWithin = seen < count;
    if (value !== null) seen++;
    return isWithin;
  });
}

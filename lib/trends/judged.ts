import { held } from "./averages";
import { isAbove, isBelow } from "./closeness";
import type { Limits } from "./limits";
import { movingRanges, type Series } from "./moving-ranges";
import { type NaturalBounds, withinBounds } from "./natural-bounds";

export type Side = "above" | "below";

/** A value beside the lines that judge it. Points are counted from 1, gaps included, as people count on a chart. */
export type Judged = {
  point: number;
  value: number;
  centre: number;
  lower: number | null;
  upper: number | null;
  /** None: on the centre. */
  side: Side | null;
  /** Farther from the centre than half the way to the limit, also where that limit is not drawn. */
  isFar: boolean;
  movingRange: number | null;
  movingRangeLimit: number;
};

/** The lines at one place, 0 the first. */
export function linesAt(place: number, limits: Limits, bounds: NaturalBounds) {
  const centre = limits.centreAt(place);
  const drawn = { lower: held(centre - limits.width), upper: held(centre + limits.width) };
  return { centre, ...withinBounds(drawn, bounds) };
}

/** Every value that exists, judged by the same limits. */
export function judgedBy(limits: Limits, values: Series, bounds: NaturalBounds): Judged[] {
  const ranges = movingRanges(values);
  return values.flatMap((value, place) => {
    if (value === null) return [];
    const lines = linesAt(place, limits, bounds);
    const { centre } = lines;
    const half = limits.width / 2;
    return {
      point: place + 1,
      value,
      ...lines,
      side: isAbove(value, centre) ? "above" : isBelow(value, centre) ? "below" : null,
      isFar: isAbove(value, held(centre + half)) || isBelow(value, held(centre - half)),
      movingRange: ranges[place] ?? null,
      movingRangeLimit: limits.movingRangeLimit,
    };
  });
}

import type { MeasureNature } from "@/db/terms";

/** What a figure cannot fall below or rise above by its nature; null: it can. */
export type NaturalBounds = { lower: number | null; upper: number | null };

export const unbounded: NaturalBounds = { lower: null, upper: null };

/** A count, a time or money does not fall below 0; a share, kept as 0 to 1, also does not rise above 1. */
export function boundsOf(nature: MeasureNature): NaturalBounds {
  if (nature === "unbounded") return unbounded;
  return { lower: 0, upper: nature === "share" ? 1 : null };
}

/** A limit beyond its bound is null: it is not drawn and gives no signal, for nothing can lie out there. */
export const withinBounds = (limits: { lower: number; upper: number }, bounds: NaturalBounds): NaturalBounds => ({
  lower: bounds.lower !== null && limits.lower < bounds.lower ? null : limits.lower,
  upper: bounds.upper !== null && limits.upper > bounds.upper ? null : limits.upper,
});

import { held } from "./averages";

/** A value of each period in its order; null where there is none. A missing period is a gap, never zero. */
export type Series = readonly (number | null)[];

/**
 * mR_i = |x_i − x_{i−1}| (method 4.1), in the unit of the values and at the place of the later one. None at the first
 * value, and none across a gap: two values that do not follow one another say nothing about what is usual between them.
 */
export const movingRanges = (values: Series): (number | null)[] =>
  values.map((value, at) => {
    const before = values[at - 1] ?? null;
    return value === null || before === null ? null : held(Math.abs(value - before));
  });

/** Those that exist, in their order. */
export const existing = (values: Series): number[] => values.filter((value) => value !== null);

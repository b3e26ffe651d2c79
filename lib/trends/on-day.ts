/** The day (YYYY-MM-DD) of one thing, or how many are of a day. */
export type OnDay = string | { on: string; count: number };

export const dayOf = (each: OnDay): string => (typeof each === "string" ? each : each.on);
export const countOf = (each: OnDay): number => (typeof each === "string" ? 1 : each.count);

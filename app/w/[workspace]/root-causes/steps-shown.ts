import { monthsBack, type Step, weeksBack } from "@/lib/trends/weeks";

const stepsShown = { week: 52, month: 24 } as const;

/** Since when causes are shown over time: a year of weeks, or two of months. */
export const sinceOf = (per: Step, today: string): string =>
  per === "week" ? weeksBack(today, stepsShown.week) : monthsBack(today, stepsShown.month);

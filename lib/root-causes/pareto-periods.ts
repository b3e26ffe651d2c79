/** Which weeks a Pareto sums up, as people choose them. */
import { mondayOf, weeksBack } from "@/lib/trends/weeks";

export const periods = ["quarter", "year", "last-year", "all"] as const;
export type Period = (typeof periods)[number];

/** The year as it is, or as it was as long as there is little to see of the new one: until the end of March. */
export const usualPeriod = (today: string): Period => (today.slice(5, 7) < "04" ? "last-year" : "year");

export const periodWords = (period: Period, today: string): string =>
  ({ quarter: "Last 13 weeks", year: yearOf(today), "last-year": yearBefore(today), all: "All years" })[period];

/** What to read: weeks, or a year as a whole. */
export function periodAsked(period: Period, today: string): { since: string; until: string } | { year: number } {
  if (period === "quarter") return { since: weeksBack(today, 13), until: mondayOf(today) };
  return { year: period === "all" ? 0 : Number(period === "year" ? yearOf(today) : yearBefore(today)) };
}

// A week belongs to the year in which it begins.
const yearOf = (today: string) => mondayOf(today).slice(0, 4);
const yearBefore = (today: string) => String(Number(yearOf(today)) - 1);

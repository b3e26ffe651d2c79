/** Which weeks the flow is looked at, as people choose them. */
import { addDays } from "@/lib/text/days";
import { mondayOf, weeksBack } from "@/lib/trends/weeks";

export const spans = ["quarter", "year", "all"] as const;
export type Span = (typeof spans)[number];

export const spanNames: Record<Span, string> = { quarter: "13 weeks", year: "A year", all: "All" };
/** As a sentence goes on: "in the last 13 weeks". */
export const spanWords: Record<Span, string> = {
  quarter: "the last 13 weeks",
  year: "the last 52 weeks",
  all: "all weeks",
};

const weeksIn = { quarter: 13, year: 52 } as const;

/**
 * The days of a span, the running week included; all of it begins with a week in which nothing had been logged yet.
 * @param firstOn when the first incident was logged; null: none was
 */
export function daysOf(span: Span, today: string, firstOn: string | null): { fromOn: string; throughOn: string } {
  const fromOn = span === "all" ? addDays(mondayOf(firstOn ?? today), -7) : weeksBack(today, weeksIn[span]);
  return { fromOn, throughOn: today };
}

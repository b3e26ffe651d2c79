/** Counts over time from what is kept week by week; a week is named by its Monday. Days are YYYY-MM-DD. */
import { addDays } from "@/lib/text/days";

export type Step = "week" | "month";
/** `begins` is the Monday of the week, or the first day of the month. */
export type Counted = { begins: string; incidents: number };

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay(); // 0 is Sunday
  return addDays(day, -((weekday + 6) % 7));
}

/** The first of so many weeks, the running one included. */
export const weeksBack = (today: string, weeks: number): string => addDays(mondayOf(today), -7 * (weeks - 1));

/** The first of so many months, the running one included. */
export function monthsBack(today: string, months: number): string {
  const first = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - (months - 1));
  return first.toISOString().slice(0, 10);
}

/** One number for each step from `since` to today's, without gaps. A week counts to the month in which it begins. */
export function countsByStep(
  weeks: readonly { week: string; incidents: number }[],
  step: Step,
  since: string,
  today: string,
): Counted[] {
  const counts = new Map<string, number>();
  for (let begins = since; begins <= today; begins = stepAfter(begins, step)) counts.set(begins, 0);
  for (const { week, incidents } of weeks) {
    const begins = step === "week" ? week : `${week.slice(0, 7)}-01`;
    const before = counts.get(begins);
    if (before !== undefined) counts.set(begins, before + incidents);
  }
  return [...counts].map(([begins, incidents]) => ({ begins, incidents }));
}

/** The week or month that follows the one that begins on this day. */
export const stepAfter = (begins: string, step: Step): string =>
  step === "week"
    ? addDays(begins, 7)
    : addDays(`${begins.slice(0, 7)}-28`, 4)
        .slice(0, 8)
        .concat("01");

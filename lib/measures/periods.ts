/** Weeks and months as they are stored: by their first day, YYYY-MM-DD. */
import type { Period } from "@/db/terms";
import { addDays } from "@/lib/text/days";
import { mondayOf, stepAfter } from "@/lib/trends/weeks";

/** The first day of the week or month in which a day lies. */
export const periodOf = (day: string, period: Period): string =>
  period === "week" ? mondayOf(day) : `${day.slice(0, 7)}-01`;

/** All of them from one first day to another, both included. */
export function periodsBetween(first: string, last: string, period: Period): string[] {
  const all: string[] = [];
  for (let on = first; on <= last; on = stepAfter(on, period)) all.push(on);
  return all;
}

/** The Monday of a week of the ISO calendar, such as 2026-W07; none where the year has no such week. */
export function mondayOfIsoWeek(year: number, week: number): string | undefined {
  // 4 January always lies in week 1.
  const monday = addDays(mondayOf(`${year}-01-04`), 7 * (week - 1));
  const thursday = addDays(monday, 3);
  return week >= 1 && thursday.startsWith(String(year)) ? monday : undefined;
}

/** How old open work is (method 4.6). Carrying over keeps the day of creation, and with it the age. */
import { daysFrom } from "@/lib/text/days";
import { countOf, dayOf, type OnDay } from "./on-day";

export const ageClasses = [
  { fromDays: 0, throughDays: 30, name: "0-30" },
  { fromDays: 31, throughDays: 60, name: "31-60" },
  { fromDays: 61, throughDays: 90, name: "61-90" },
  { fromDays: 91, throughDays: 180, name: "91-180" },
  { fromDays: 181, throughDays: null, name: "over 180" },
] as const;
export type AgeClass = (typeof ageClasses)[number];

/** Open for longer than this is stuck. */
export const stuckAfterDays = 90;

export type AgeCount = AgeClass & { count: number };

/**
 * How many are of each age.
 * @param firstCreatedOn one day YYYY-MM-DD for each, or how many are of a day; a later one than today counts as age 0
 */
export function agesOf(firstCreatedOn: readonly OnDay[], today: string): AgeCount[] {
  const ages = firstCreatedOn.map((each) => ({
    days: Math.max(0, daysFrom(dayOf(each), today)),
    count: countOf(each),
  }));
  return ageClasses.map((ageClass) => ({
    ...ageClass,
    count: ages
      .filter(({ days }) => days >= ageClass.fromDays && days <= (ageClass.throughDays ?? days))
      .reduce((sum, { count }) => sum + count, 0),
  }));
}

import { daysFrom } from "@/lib/text/days";
import type { ChartPoint } from "./chart-point";

/**
 * For what is rare (method 4.4): the days from one incident to the next, each at the day of the later one. Two on one day
 * lie 0 days apart. The quiet since the last one is still running, so it is drawn and not judged.
 * @param occurredOn days of the incidents, YYYY-MM-DD, in any order; later ones than today are not looked at
 */
export function daysBetween(occurredOn: readonly string[], today: string): ChartPoint[] {
  const days = occurredOn.filter((day) => day <= today).sort();
  const last = days.at(-1);
  if (last === undefined) return [];
  const between = days.slice(1).map((day, at) => ({ periodOn: day, value: daysFrom(days[at] ?? day, day) }));
  return [...between, { periodOn: today, value: daysFrom(last, today), running: true }];
}

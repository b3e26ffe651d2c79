/** How much is begun against how much is finished, month by month (method 4.6): open work grows where the first wins. */
import { countOf, dayOf, type OnDay } from "./on-day";
import { stepAfter } from "./weeks";

/** `month` is its first day. */
export type OpenedClosed = { month: string; opened: number; closed: number };

/** One entry for each month from the first day to the last, months without any included. Days are YYYY-MM-DD. */
export function openedAndClosed(
  opened: readonly OnDay[],
  closed: readonly OnDay[],
  fromOn: string,
  throughOn: string,
): OpenedClosed[] {
  const months: OpenedClosed[] = [];
  const [begun, finished] = [byMonth(opened), byMonth(closed)];
  for (let month = `${fromOn.slice(0, 7)}-01`; month <= throughOn; month = stepAfter(month, "month"))
    months.push({ month, opened: begun.get(month) ?? 0, closed: finished.get(month) ?? 0 });
  return months;
}

function byMonth(days: readonly OnDay[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of days) {
    const month = `${dayOf(each).slice(0, 7)}-01`;
    counts.set(month, (counts.get(month) ?? 0) + countOf(each));
  }
  return counts;
}

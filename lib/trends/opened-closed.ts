/** How much is begun against how much is finished, month by month (method 4.6): open work grows where the first wins. */
import { stepAfter } from "./weeks";

/** `month` is its first day. */
export type OpenedClosed = { month: string; opened: number; closed: number };

/** One entry for each month from the first day to the last, months without any included. Days are YYYY-MM-DD. */
export function openedAndClosed(
  opened: readonly string[],
  closed: readonly string[],
  fromOn: string,
  throughOn: string,
): OpenedClosed[] {
  const months: OpenedClosed[] = [];
  const count = (days: readonly string[], month: string) =>
    days.filter((day) => day.startsWith(month.slice(0, 7))).length;
  for (let month = `${fromOn.slice(0, 7)}-01`; month <= throughOn; month = stepAfter(month, "month"))
    months.push({ month, opened: count(opened, month), closed: count(closed, month) });
  return months;
}

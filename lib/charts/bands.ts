import { addDays } from "@/lib/text/days";
import { type Markup, noMarkup } from "@/lib/text/markup";
import { box, colours, type Plot, words } from "./drawing";
import { fitted } from "./text-width";
import type { TimeAxis } from "./time-axis";

/** What pressed from outside, from one day to another; null: it lasts. */
export type Pressure = { name: string; fromOn: string; throughOn: string | null };

/** What began or ended while the chart ran: what pressed all the time explains no difference. */
export function explaining(pressures: readonly Pressure[], periods: readonly string[]): Pressure[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  return pressures.filter(({ fromOn, throughOn }) => fromOn > first || (throughOn !== null && throughOn < last));
}

const rows = 3;

/** Pale bands behind the points, named at the foot; those that overlap are named one above the other. */
export function drawBands(
  pressures: readonly Pressure[],
  periods: readonly string[],
  time: TimeAxis,
  { left, right, top, bottom }: Plot,
): Markup[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return [];
  const seen = pressures.filter(
    ({ fromOn, throughOn }) => fromOn <= last && (throughOn === null || throughOn >= first),
  );
  const bands = seen.map(({ name, fromOn, throughOn }, nth) => {
    const from = Math.max(left, placeBefore(fromOn, periods, time));
    const end = throughOn === null ? right : Math.min(right, time.edgeOn(addDays(throughOn, 1)));
    const to = Math.max(from + time.step / 2, end);
    const label = fitted(name, to - from - 8);
    return {
      band: box(from, top, to - from, bottom - top, colours.band),
      label: label ? words(from + 6, bottom - 7 - (nth % rows) * 14, label) : noMarkup,
    };
  });
  // Names after all bands: where two overlap, neither hides the other's.
  return [...bands.map(({ band }) => band), ...bands.map(({ label }) => label)];
}

/** The beginning of the period in which that day lies. */
function placeBefore(day: string, periods: readonly string[], time: TimeAxis): number {
  const place = periods.findLastIndex((period) => period <= day);
  return time.edge(Math.max(0, place));
}

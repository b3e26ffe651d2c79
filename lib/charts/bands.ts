import type { Markup } from "@/lib/text/markup";
import { box, colours, type Plot, words } from "./drawing";
import { fitted } from "./text-width";
import type { TimeAxis } from "./time-axis";

/** What pressed from outside, from one day to another; null: it lasts. */
export type Pressure = { name: string; fromOn: string; throughOn: string | null };

const rows = 3;

/** Pale bands behind the points, named at the foot; those that overlap are named one above the other. */
export function drawBands(
  pressures: readonly Pressure[],
  periods: readonly string[],
  time: TimeAxis,
  { left, right, top, bottom }: Plot,
): Markup[] {
  const last = periods.at(-1);
  return pressures.flatMap(({ name, fromOn, throughOn }, nth) => {
    const isSeen = last !== undefined && fromOn <= last && (throughOn === null || throughOn >= (periods[0] ?? ""));
    if (!isSeen) return [];
    const from = Math.max(left, placeBefore(fromOn, periods, time));
    const to =
      throughOn === null ? right : Math.max(from + time.step / 2, Math.min(right, time.edgeOn(dayAfter(throughOn))));
    const label = fitted(name, to - from - 8);
    const row = nth % rows;
    return [
      box(from, top, to - from, bottom - top, colours.band),
      ...(label ? [words(from + 6, bottom - 7 - row * 14, label)] : []),
    ];
  });
}

/** The beginning of the period in which that day lies. */
function placeBefore(day: string, periods: readonly string[], time: TimeAxis): number {
  const place = periods.findLastIndex((period) => period <= day);
  return time.edge(Math.max(0, place));
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

import type { Markup } from "@/lib/text/markup";
import type { ChartPeriod } from "@/lib/trends/chart-point";
import { tickWords } from "@/lib/trends/period-words";
import { type Plot, words } from "./drawing";
import { textWidth } from "./text-width";

/** Periods beside one another, each with the same room; the place of the first is 0. */
export type TimeAxis = {
  step: number;
  middle: (place: number) => number;
  /** Where a period begins: between it and the one before. */
  edge: (place: number) => number;
  /** Where the first period begins that is not over on that day; the right edge where none is. */
  edgeOn: (day: string) => number;
};

export function timeAxis(periods: readonly string[], { left, right }: Pick<Plot, "left" | "right">): TimeAxis {
  const step = (right - left) / Math.max(1, periods.length);
  const edge = (place: number) => left + place * step;
  return {
    step,
    middle: (place) => left + (place + 0.5) * step,
    edge,
    edgeOn: (day) => {
      const place = periods.findIndex((period) => period >= day);
      return place === -1 ? right : edge(place);
    },
  };
}

type Named = { period: ChartPeriod; locale: string };

/** As many names as stand beside one another, each in the middle of its period. The first of a year may carry it. */
export function drawPeriods(
  periods: readonly string[],
  axis: TimeAxis,
  y: number,
  { period, locale }: Named,
): Markup[] {
  const years = new Set(periods.map((day) => day.slice(0, 4)));
  const widest = textWidth(years.size > 1 ? "28 Sept 26" : "28 Sept") + 8;
  const every = Math.max(1, Math.ceil(widest / axis.step));
  const named = periods.map((day, place) => ({ day, place })).filter(({ place }) => place % every === 0);
  return named.map(({ day, place }, nth) => {
    const isNewYear = years.size > 1 && named[nth - 1]?.day.slice(0, 4) !== day.slice(0, 4);
    return words(axis.middle(place), y, tickWords(day, period, locale, isNewYear), { at: "middle" });
  });
}

import type { Category, MeasureNature, MeasureSource, Period, WantedDirection } from "@/db/terms";
import { chartedValue, figureWordsOf } from "@/lib/measures/charted";
import type { Measure } from "@/lib/measures/queries";
import { categoryWords } from "@/lib/text/words";
import type { Chart } from "@/lib/trends/chart";
import { figure } from "@/lib/trends/figures";
import { dayWords, rowWords } from "@/lib/trends/period-words";

/** How measures are said on their pages. */

export const sourceWords: Record<MeasureSource, string> = {
  readings: "Values that people enter",
  incidents: "Incidents, counted",
  hours: "Hours that incidents cost",
  cost: "Money that incidents cost",
  recurrences: "Incidents that came back",
  lead_time: "Days from a report to a verified improvement",
  days_between: "Days between one incident and the next",
};

export const natureWords: Record<MeasureNature, string> = {
  count: "a count: whole, never below 0",
  time: "a time: never below 0",
  money: "money: never below 0",
  share: "a share in per cent, 0 to 100",
  unbounded: "any number",
};

export const periodWords: Record<Period, string> = { week: "Week by week", month: "Month by month" };
export const wantedWords: Record<WantedDirection, string> = { up: "More is better", down: "Less is better" };

type About = Pick<Measure, "source" | "period" | "handOff" | "category" | "currency">;

/** Where the values come from, in one line. */
export function sourceLine({ source, handOff, category, currency }: About): string {
  const of: (string | false | null)[] = [
    sourceWords[source],
    source === "cost" && currency,
    handOff && `at “${handOff}”`,
    category && categoryWords[category as Category],
  ];
  return of.filter(Boolean).join(", ");
}

export const rhythmOf = ({ source, period }: About) =>
  source === "days_between" ? "One after the other" : periodWords[period];

/** A value as the measure keeps it (a share in per cent), with its unit and the places it was given with. */
export const valueWords = (measure: Measure, value: number, locale: string) =>
  figure(chartedValue(measure, value), figureWordsOf(measure, locale), chartedValue(measure, stepOf(value)));

/** The places it takes to write a value, at most four: 12, 12.5, 12.25. */
const stepOf = (value: number) =>
  [1, 0.1, 0.01, 0.001].find((step) => Math.abs(value / step - Math.round(value / step)) < 1e-6) ?? 0.0001;

/** 16 Nov 2026, or November 2026. */
export const periodCell = (chart: Pick<Chart, "period">, on: string, locale: string) =>
  rowWords(on, chart.period, locale);

/** The week from 16 November 2026. */
export function inPeriod({ period }: Pick<Chart, "period">, on: string, locale: string): string {
  const words = dayWords(on, period, locale, true);
  return period === "week" ? `the week from ${words}` : words;
}

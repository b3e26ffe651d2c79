/** Periods in words, by the reader's locale. Days are YYYY-MM-DD. */
import type { ChartPeriod } from "./chart-point";

const formatters = new Map<string, Intl.DateTimeFormat>();

function format(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formatters.set(key, known);
  return known.format(new Date(`${day}T00:00:00Z`));
}

/** 3 March, 3 March 2026: a week is called by its Monday. A month is March or March 2026. */
export function dayWords(day: string, period: ChartPeriod, locale: string, withYear: boolean): string {
  const year = withYear ? ({ year: "numeric" } as const) : {};
  return period === "month"
    ? format(day, locale, { month: "long", ...year })
    : format(day, locale, { day: "numeric", month: "long", ...year });
}

/** The same, as short as an axis needs it: 3 Mar, 3 Mar 26; Mar, Mar 26. */
export function tickWords(day: string, period: ChartPeriod, locale: string, withYear: boolean): string {
  const year = withYear ? ({ year: "2-digit" } as const) : {};
  return period === "month"
    ? format(day, locale, { month: "short", ...year })
    : format(day, locale, { day: "numeric", month: "short", ...year });
}

/** As a row of a table names it. */
export function rowWords(day: string, period: ChartPeriod, locale: string): string {
  return period === "month"
    ? format(day, locale, { month: "long", year: "numeric" })
    : format(day, locale, { day: "numeric", month: "short", year: "numeric" });
}

const names: Record<ChartPeriod, readonly [one: string, many: string]> = {
  week: ["week", "weeks"],
  month: ["month", "months"],
  event: ["value", "values"],
};

/** 1 week, 9 weeks. */
export const countWords = (count: number, period: ChartPeriod, locale: string): string =>
  `${count.toLocaleString(locale)} ${names[period][count === 1 ? 0 : 1]}`;

export const periodName = (period: ChartPeriod): string => names[period][0];

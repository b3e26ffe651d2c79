/**
 * Days and instants in words, by the reader's locale (a BCP 47 tag) and time zone (an IANA name). A day is a calendar day
 * "YYYY-MM-DD" without a zone; an instant is a Date.
 */

type Parts = Intl.DateTimeFormatOptions;

// Making a formatter costs more than using it a thousand times; a list of fifty rows shares one.
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, locale: string, options: Parts): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(date);
}

const lengths = {
  /** 11 November 2026 */
  full: { day: "numeric", month: "long", year: "numeric" },
  /** 11 November */
  long: { day: "numeric", month: "long" },
  /** 11 Nov */
  short: { day: "numeric", month: "short" },
  /** 11 Nov 2026 */
  dated: { day: "numeric", month: "short", year: "numeric" },
  /** Thursday 12 November */
  weekday: { weekday: "long", day: "numeric", month: "long" },
} satisfies Record<string, Parts>;

export type DayLength = keyof typeof lengths;

/** A calendar day in words. What is no day comes back as it is. */
export function formatDay(day: string, locale: string, length: DayLength = "full"): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : format(date, locale, { ...lengths[length], timeZone: "UTC" });
}

/** A day as a list shows it: the year only when it is not this one. `today` is the reader's day. */
export function formatDayInList(day: string, today: string, locale: string): string {
  return formatDay(day, locale, day.slice(0, 4) === today.slice(0, 4) ? "short" : "dated");
}

/** 11 November 2026, 9:12 */
export function formatInstant(at: Date, locale: string, timeZone: string): string {
  return `${formatDay(dayOf(at, timeZone), locale)}, ${formatTime(at, locale, timeZone)}`;
}

/** 9:12 */
export function formatTime(at: Date, locale: string, timeZone: string): string {
  return format(at, locale, { hour: "numeric", minute: "2-digit", timeZone });
}

/** Today, 9:12. Yesterday, 16:31. Before that the day, with the year only when it is not this one. */
export function formatWhen(at: Date, now: Date, locale: string, timeZone: string): string {
  const [day, today] = [dayOf(at, timeZone), dayOf(now, timeZone)];
  const ago = daysBetween(day, today);
  const time = formatTime(at, locale, timeZone);
  if (ago === 0 || ago === 1) return `${capital(relativeDay(-ago, locale))}, ${time}`;
  return `${formatDay(day, locale, day.slice(0, 4) === today.slice(0, 4) ? "long" : "full")}, ${time}`;
}

/** The calendar day of an instant in a time zone, as "YYYY-MM-DD". */
export function dayOf(at: Date, timeZone: string): string {
  // The Swedish form is the ISO one.
  return format(at, "sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
}

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** today, yesterday, 3 days ago, in 5 days: by `days` from now. */
export function relativeDay(days: number, locale: string): string {
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day");
}

/** 1,114. Unknown is an en dash, never 0. */
export function formatNumber(
  value: number | null | undefined,
  locale: string,
  options?: Intl.NumberFormatOptions,
): string {
  return value === null || value === undefined ? "–" : numbers(locale, options).format(value);
}

// Making a formatter costs more than using it a thousand times.
const numberFormats = new Map<string, Intl.NumberFormat>();

function numbers(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = options ? `${locale} ${JSON.stringify(options)}` : locale;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, made);
  return made;
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

import { type DayLength, formatDay, formatWhen } from "./dates";

/** An instant in words, exact for machines: "Today, 9:12". `now` is given so that one page tells one time. */
export function When({ at, now, locale, timeZone }: { at: Date; now: Date; locale: string; timeZone: string }) {
  return <time dateTime={at.toISOString()}>{formatWhen(at, now, locale, timeZone)}</time>;
}

/** A calendar day in words. */
export function Day({ day, locale, length }: { day: string; locale: string; length?: DayLength }) {
  return <time dateTime={day}>{formatDay(day, locale, length)}</time>;
}

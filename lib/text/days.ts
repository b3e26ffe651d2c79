/** Calendar days as YYYY-MM-DD: no zone, no clock; sorting them as text is sorting them in time. */
import { now } from "./clock";

// Making a formatter costs more than using it a thousand times.
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day of an instant as a calendar in that time zone shows it. */
export function dayIn(timeZone: string, at: Date = now()): string {
  let calendar = calendars.get(timeZone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat("sv-SE", { timeZone }); // the Swedish form is the ISO one
    calendars.set(timeZone, calendar);
  }
  return calendar.format(at);
}

/** The workspace's day: guards that speak of today mean this one, wherever the reader is. */
export const todayOf = (member: { workspace: { timeZone: string } }): string => dayIn(member.workspace.timeZone);

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Whole days from one to the other; negative when the second is earlier. */
export const daysFrom = (first: string, second: string): number =>
  Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000);

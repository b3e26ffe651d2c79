import { addDays } from "@/lib/text/days";

/** A moment in a story: so many days before today (1 is yesterday), and the time on the clock. */
export type Moment = readonly [daysAgo: number, clock: `${number}:${number}`];

export type Calendar = ReturnType<typeof calendarFrom>;

/** Nothing in a story happens later in the day; the evening is where Friday takes in the weekend. */
const evening = 19 * 60;
/** Stories are told by the firm's clock, an hour ahead of UTC in winter. */
const clockAhead = 60;

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const monthAlone = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });

/**
 * The stories name no dates, so that the example is as fresh on any day as on the first. Nobody works at the weekend:
 * what falls on one moves to the Friday before, in the same order.
 * @param today YYYY-MM-DD
 */
export function calendarFrom(today: string) {
  /** 1 on a Saturday, 2 on a Sunday, else 0. */
  const pastFriday = (day: string) => {
    const weekday = new Date(`${day}T00:00Z`).getUTCDay();
    return weekday === 6 ? 1 : weekday === 0 ? 2 : 0;
  };

  /** The day so many days ago; ahead of today where the number is negative. */
  const day = (daysAgo: number): string => {
    const told = addDays(today, -daysAgo);
    return addDays(told, -pastFriday(told));
  };

  const instant = ([daysAgo, clock]: Moment, minutesLater = 0): Date => {
    const [hours = 0, minutes = 0] = clock.split(":").map(Number);
    const told = hours * 60 + minutes + minutesLater;
    if (told >= evening) throw new Error(`${clock} and ${minutesLater} minutes is too late in the day.`);
    const past = pastFriday(addDays(today, -daysAgo));
    // Saturday becomes half an hour of Friday evening, Sunday the half hour after it.
    const worked = past === 0 ? told : evening + (past - 1) * 30 + told / 48;
    return new Date(Date.parse(`${day(daysAgo)}T00:00Z`) + (worked - clockAhead) * 60_000);
  };

  /** The first day of the month so many months ago. */
  const monthFirst = (monthsAgo: number): string => {
    const [year = 0, month = 0] = today.split("-").map(Number);
    return new Date(Date.UTC(year, month - 1 - monthsAgo, 1)).toISOString().slice(0, 10);
  };

  /** Fills in what a text says of the calendar: “{day 12}” is a date 12 days ago, “{month 6}” a month half a year ago. */
  const filled = (text: string): string =>
    text.replace(/\{(day|month) (-?\d+)\}/g, (_all, unit: string, count: string) => {
      if (unit === "day") return dayAndMonth.format(new Date(day(Number(count))));
      const [year = 0, month = 0] = today.split("-").map(Number);
      return monthAlone.format(Date.UTC(year, month - 1 - Number(count), 1));
    });

  return { day, instant, monthFirst, filled };
}

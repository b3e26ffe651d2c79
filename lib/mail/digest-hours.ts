import type { Digest } from "@/db/terms";
import { addDays } from "@/lib/text/days";

/** How a member wants their mail; hours and the weekday (1 is Monday) are of their own day. */
export type DigestChoice = {
  digest: Digest;
  sendHour: number;
  weekday: number;
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string;
};

export const defaultChoice = { digest: "daily", sendHour: 7, weekday: 1, quietFrom: null, quietUntil: null } as const;

/**
 * The digest that is due at this moment: `key` names it, news from before `until` belong into it. Undefined in quiet
 * hours, and where none is wanted. The latest hour of sending counts until the next, so what fell into quiet hours or into
 * a stop of the program goes as soon as it may, and a day whose clock leaves that hour out, or has it twice, has one mail.
 */
export function dueDigest(choice: DigestChoice, at: Date): { key: string; until: Date } | undefined {
  const { digest, sendHour, weekday, timeZone } = choice;
  if (digest === "none") return undefined;
  const { day, hour } = localHour(timeZone, at);
  if (isQuiet(choice, hour)) return undefined;
  if (digest === "each") return { key: "each", until: at };
  let on = hour >= sendHour ? day : addDays(day, -1);
  if (digest === "weekly") on = addDays(on, -((weekdayOf(on) - weekday + 7) % 7));
  return { key: `digest:${on}`, until: instantOf(on, sendHour, timeZone) };
}

/** The first hour belongs to it, the last does not; it may go over midnight. */
export function isQuiet({ quietFrom, quietUntil }: Pick<DigestChoice, "quietFrom" | "quietUntil">, hour: number) {
  if (quietFrom === null || quietUntil === null) return false;
  return quietFrom < quietUntil ? hour >= quietFrom && hour < quietUntil : hour >= quietFrom || hour < quietUntil;
}

// Making a formatter costs more than using it a thousand times.
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock show at an instant in a time zone. */
export function localHour(timeZone: string, at: Date): { day: string; hour: number; minute: number } {
  let clock = clocks.get(timeZone);
  if (!clock) {
    // The Swedish form is the ISO one.
    clock = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
    clocks.set(timeZone, clock);
  }
  const [day = "", time = ""] = clock.format(at).split(" ");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { day, hour, minute };
}

/** When a clock in that zone shows this hour; of an hour that comes twice the first, of one left out the moment it would be. */
export function instantOf(day: string, hour: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  const shown = (at: number) => {
    const local = localHour(timeZone, new Date(at));
    return Date.parse(`${local.day}T00:00:00Z`) + local.hour * 3_600_000 + local.minute * 60_000;
  };
  // No zone is further than a day from UTC; its offset a day before and after is the old one and the new.
  const guesses = [-1, 1].map((days) => {
    const near = wanted + days * 86_400_000;
    return wanted - (shown(near) - near);
  });
  const fits = guesses.filter((guess) => shown(guess) === wanted);
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(...guesses));
}

export const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** When the trends come as a mail. */
import type { Role, TrendMail } from "@/db/terms";
import { addDays } from "@/lib/text/days";
import { type DigestChoice, instantOf, isQuiet, localHour, weekdayOf } from "./digest-hours";

/**
 * Whoever has chosen nothing: an executive reads the page once a month, as measures are looked at every month in a cycle
 * (method 3.5); a week is more often than most of them move. Everybody else works with the page itself.
 */
export const usualTrendMail = (role: Role): TrendMail => (role === "executive" ? "monthly" : "none");

/** `chosenAt`: what was due before is not sent; `timeZone` is the member's own, by which it is quiet. */
export type TrendChoice = Omit<DigestChoice, "digest"> & {
  trendMail: TrendMail;
  workspaceTimeZone: string;
  chosenAt: Date;
};

/** A mail that could not go for so long is not sent any more: the next one says what is so then. */
const longestLateMs = 3 * 86_400_000;

/**
 * The mail of trends that is due at this moment: each week on the chosen weekday, or on the first such day of a month, at
 * the chosen hour of the workspace, by whose days its weeks and months end. Undefined in the member's quiet hours, and
 * where none is wanted.
 */
export function dueTrendMail(choice: TrendChoice, at: Date): { key: string; until: Date } | undefined {
  const { trendMail, sendHour, weekday, workspaceTimeZone, timeZone, chosenAt } = choice;
  if (trendMail === "none" || isQuiet(choice, localHour(timeZone, at).hour)) return undefined;
  const { day, hour } = localHour(workspaceTimeZone, at);
  let on = hour >= sendHour ? day : addDays(day, -1);
  on = addDays(on, -((weekdayOf(on) - weekday + 7) % 7));
  if (trendMail === "monthly") while (Number(on.slice(8)) > 7) on = addDays(on, -7);
  const until = instantOf(on, sendHour, workspaceTimeZone);
  const late = at.getTime() - until.getTime();
  return until < chosenAt || late > longestLateMs ? undefined : { key: `trends:${on}`, until };
}

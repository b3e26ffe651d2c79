import { dayOf, daysBetween, formatDay, formatDayInList } from "@/app/_ui/dates";
import type { GlyphName } from "@/app/_ui/icon";
import type { CheckMethod, ImprovementKind } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import type { ActsOn, DatedCard, ImprovementCard } from "@/lib/improvements/cards";
import { windowEndsOn } from "@/lib/improvements/check-window";
import { isJudged } from "@/lib/improvements/pdca";
import { capital, sentence } from "@/lib/text/counted";
import { todayOf } from "@/lib/text/days";
import { sustainWords, verdictWords } from "@/lib/text/words";

/** How improvements are said on their pages. */

/** Days are the workspace's: its `today`, in its `timeZone`. */
export type Reader = { locale: string; today: string; timeZone: string };

export const readerOf = (member: Member): Reader => ({
  locale: member.locale,
  today: todayOf(member),
  timeZone: member.workspace.timeZone,
});

export const laneWords: Record<"plan" | "do" | "check" | "act", string> = {
  plan: "Needs a prediction and a check before it starts.",
  do: "Being put in place. In place is not yet effective.",
  check: "In place. The other side looks and gives the verdict.",
  act: "Judged. Kept as a standard, or tried again.",
};

export const strengthWords: Record<number, string> = { 1: "weaker", 2: "intermediate", 3: "stronger" };

export const isStrength = (value: number | null): value is 1 | 2 | 3 => value === 1 || value === 2 || value === 3;

export const strengthNotes: Record<number, string> = {
  3: "3, stronger: it cannot happen any more, or a step is gone",
  2: "2, intermediate: a checklist, an alert, a change of software",
  1: "1, weaker: training, a reminder, a double check",
};

export const methodWords: Record<CheckMethod, string> = {
  trend: "a trend",
  count_zero: "no recurrence",
  sample_audit: "a sample",
  survey: "a survey",
};

export const methodNotes: Record<CheckMethod, string> = {
  trend: "A trend: the measure over the weeks",
  count_zero: "No recurrence: the cause stays quiet for the whole window",
  sample_audit: "A sample: so many of so many meet the standard",
  survey: "A survey: a statement people agree with more or less",
};

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];
export const tryWords = (iteration: number) => `${ordinals[iteration - 1] ?? `${iteration}th`} try`;

/** 30 November, with the year where it is not this one. */
export const dayWords = (day: string, { locale, today }: Reader) =>
  formatDay(day, locale, day.slice(0, 4) === today.slice(0, 4) ? "long" : "full");

/** The sign beside what an improvement acts on: a root cause, or a why as it stands. */
export const glyphOf = ({ is }: Pick<ActsOn, "is">): GlyphName => (is === "root_cause" ? "root" : is);

type Levels = Pick<ImprovementCard, "measure" | "fromLevel" | "toLevel" | "byDay">;

/** "Hours to accept: 26, then under 12 by 30 November." Nothing while no measure is named. */
export function levelsLine({ measure, fromLevel, toLevel, byDay }: Levels, reader: Reader): string | null {
  if (!measure) return null;
  const by = byDay ? ` by ${dayWords(byDay, reader)}` : "";
  if (fromLevel && toLevel) return sentence(`${measure}: ${fromLevel}, then ${toLevel}${by}`);
  return sentence(toLevel ? `${measure}: ${toLevel}${by}` : measure);
}

/** The line on a card: what was found, else what is expected, else that nobody has said yet. */
export function cardLine(card: ImprovementCard, reader: Reader): string {
  if (card.check) return `${verdictWords[card.check.verdict]}${saidSince(card)}. ${card.check.seen}`;
  const none = card.iteration === 1 ? "No prediction yet." : `${capital(tryWords(card.iteration))}, no prediction yet.`;
  return levelsLine(card, reader) ?? card.prediction ?? none;
}

/** What the other side last said of a gain: ", slipping after 90 days". */
function saidSince({ kept }: Pick<ImprovementCard, "kept">): string {
  if (!kept?.said) return "";
  return `, ${sustainWords[kept.said].toLowerCase()} after ${kept.saidAfterDays} days`;
}

/** "Blocked for 12 days". */
export function blockedFor(blockedAt: Date, { today, timeZone }: Reader): string {
  const days = daysBetween(dayOf(blockedAt, timeZone), today);
  return days <= 0 ? "Blocked since today" : days === 1 ? "Blocked for 1 day" : `Blocked for ${days} days`;
}

/** The last day on which the other side looks; null where nobody is waited for. */
export function lookBy(card: DatedCard): string | null {
  const { phase, kind, implementedOn, windowDays, extensions } = card;
  if (phase !== "check" || !isJudged(kind) || !implementedOn || !windowDays) return null;
  return windowEndsOn(implementedOn, windowDays, extensions ?? 0);
}

/** When it is next looked for. What is late is said by words and weight, never by a colour. */
export function whenOf(card: DatedCard, reader: Reader): { words: string; late: boolean } {
  const { locale, today } = reader;
  const day = (date: string) => formatDayInList(date, today, locale);
  const until = lookBy(card);
  if (until) return until < today ? { words: `verdict due since ${day(until)}`, late: true } : onTime(day(until));
  if (card.phase === "act" && card.check?.verdict === "effective") {
    const reviewOn = card.kept?.reviewOn;
    if (!reviewOn) return onTime("no standard yet");
    return reviewOn <= today ? { words: "review due", late: true } : onTime(`review ${day(reviewOn)}`);
  }
  if (card.phase === "act") return onTime(card.implementedOn ? `since ${day(card.implementedOn)}` : "");
  const late = card.dueOn ? daysBetween(card.dueOn, today) : 0;
  if (card.dueOn && late > 0) return { words: late === 1 ? "1 day late" : `${late} days late`, late: true };
  return card.dueOn ? onTime(day(card.dueOn)) : { words: ageOf(card, reader), late: daysOld(card, reader) > 90 };
}

/** Who has the next step in hand; nothing where nobody is waited for before a day that is said. */
export function waitsFor({ phase, kind, ownerId, ownerName, ownerEndedAt, checkerName, kept }: ImprovementCard) {
  if (phase === "check" && isJudged(kind)) return `waits for ${checkerName ?? "the other side"}`;
  if (phase === "act" && kept?.reviewOn) return null;
  return ownerId && !ownerEndedAt ? `waits for ${ownerName}` : "waits for an owner";
}

const onTime = (words: string) => ({ words, late: false });

export const daysOld = ({ createdAt }: Pick<ImprovementCard, "createdAt">, { today, timeZone }: Reader) =>
  Math.max(0, daysBetween(dayOf(createdAt, timeZone), today));

export function ageOf(card: Pick<ImprovementCard, "createdAt">, reader: Reader): string {
  const days = daysOld(card, reader);
  return days === 0 ? "new today" : days === 1 ? "1 day old" : `${days} days old`;
}

export const kindNotes: Record<ImprovementKind, string> = {
  countermeasure: "acts on a named cause, so that it does not come back",
  containment: "protects today, or mends the single case",
  investigation: "answers an open question",
  detection: "shows the problem earlier",
  standard: "writes down the way that was found to work",
};

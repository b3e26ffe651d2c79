/** What the charts of counts and days say, each in one sentence that is true. */
import type { AgeCount } from "./ages";
import { stuckAfterDays } from "./ages";
import type { LeadTimes } from "./lead-times";
import { countWords } from "./period-words";
import { fewestForLimits } from "./sample-size";
import type { Step } from "./weeks";

/**
 * Half and most; with fewer than 6 there is no usual time to speak of.
 * @param done what was reached: "verified"; @param within when, where not all times are meant: "the last 13 weeks"
 */
export function leadTimesSentence(
  { n, medianDays, percentile85Days }: LeadTimes,
  done: string,
  locale: string,
  within?: string,
): string {
  if (n === 0 || medianDays === null || percentile85Days === null)
    return `Nothing was ${done} ${within ? `in ${within}` : "yet"}`;
  if (n < fewestForLimits)
    return `${n} ${done} ${within ? `in ${within}` : "so far"}: too few to tell how long it usually takes`;
  if (medianDays === percentile85Days) return `85 of 100 were ${done} within ${daysWords(medianDays, locale)}`;
  return `Half were ${done} within ${daysWords(medianDays, locale)}, 85 of 100 within ${percentile85Days.toLocaleString(locale)}`;
}

/** @param what in the plural: "open improvements" */
export function agesSentence(ages: readonly AgeCount[], what: string, locale: string): string {
  const all = ages.reduce((sum, { count }) => sum + count, 0);
  const stuck = ages.reduce((sum, { count, fromDays }) => sum + (fromDays > stuckAfterDays ? count : 0), 0);
  if (all === 0) return `No ${what}`;
  const of = `of ${all.toLocaleString(locale)} ${what}`;
  if (stuck === 0) return `None ${of} is older than ${stuckAfterDays} days`;
  return `${stuck.toLocaleString(locale)} ${of} ${stuck === 1 ? "is" : "are"} older than ${stuckAfterDays} days`;
}

export type FlowFacts = { openNow: number; meanOpen: number; finished: number; days: number; leadDays: number | null };

/** How much is open, and how long each takes at the pace of these days. */
export function flowSentence({ openNow, meanOpen, finished, days, leadDays }: FlowFacts, locale: string): string {
  const whole = (value: number) => Math.round(value).toLocaleString(locale);
  const open = `${whole(openNow)} open now, ${whole(meanOpen)} on average`;
  if (leadDays === null) return `${open}; nothing was finished in ${daysWords(days, locale)}`;
  return `${open}; ${whole(finished)} finished in ${daysWords(days, locale)}: at that pace each takes about ${daysWords(Math.round(leadDays), locale)}`;
}

const daysWords = (days: number, locale: string) => `${days.toLocaleString(locale)} ${days === 1 ? "day" : "days"}`;

type InSteps = { what: string; per: Step; locale: string };

/** Both sums over the weeks or months that are shown. @param what in the plural: "improvements" */
export function openedClosedSentence(
  steps: readonly { opened: number; closed: number }[],
  { what, per, locale }: InSteps,
): string {
  const [opened, closed] = (["opened", "closed"] as const).map((of) => steps.reduce((sum, step) => sum + step[of], 0));
  const span = countWords(steps.length, per, locale);
  if (!opened && !closed) return `No ${what} opened or closed in ${span}`;
  const begun = `${(opened ?? 0).toLocaleString(locale)} ${what} opened`;
  if (!closed) return `${begun} in ${span}; nothing was closed`;
  return `${begun} and ${closed.toLocaleString(locale)} closed in ${span}`;
}

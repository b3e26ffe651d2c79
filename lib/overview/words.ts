/** What the executive's page says first: one sentence for each part, each of them true. `lead` stands out. */

import type { MonthCost } from "@/lib/friction/queries";
import type { Chart } from "@/lib/trends/chart";
import type { FigureWords } from "@/lib/trends/figures";
import { bareFigure, figure } from "@/lib/trends/figures";
import { sentenceOf, valueStep } from "@/lib/trends/sentences";
import type { PressureOverTime } from "./pressures";
import type { Standing } from "./vital-few";

export type Said = { lead: string; rest?: string; isSignal?: boolean };

const numbers = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const numberWord = (count: number) => numbers[count] ?? String(count);
const small = (count: number) => numberWord(count).toLowerCase();

export type ReadMeasure = { name: string; chart: Chart; figures: FigureWords; isNew: boolean };

/** Of the measures: those with a signal since the last visit first, else that none has one. */
export function signalsSaid(measures: readonly ReadMeasure[]): Said {
  if (measures.length === 0)
    return { lead: "No measure is followed yet.", rest: "Without one nobody can tell a change from chance." };
  const told = measures.filter(({ isNew }) => isNew);
  const [first] = told;
  if (!first) {
    const many = measures.length === 1 ? "The one measure" : `None of ${small(measures.length)} measures`;
    return measures.length === 1
      ? {
          lead: `${many} gave no new signal.`,
          rest: sentence(sentenceOf(measures[0]?.chart as Chart, measures[0]?.figures as FigureWords)),
        }
      : { lead: `${many} gave a new signal.`, rest: "What moved is within what is usual." };
  }
  const others = told.length - 1;
  return {
    lead: `${first.name}: ${lower(sentenceOf(first.chart, first.figures))}.`,
    rest:
      others === 0 ? undefined : `${numberWord(others)} more ${others === 1 ? "measure" : "measures"} gave a signal.`,
    isSignal: true,
  };
}

const standingWords: Record<Standing, (count: number) => string> = {
  verified: (count) => `${small(count)} ${is(count)} verified as gone`,
  in_check: (count) => `${small(count)} ${is(count)} in check`,
  under_way: (count) => `${small(count)} ${is(count)} being worked on`,
  accepted: (count) => `${small(count)} ${is(count)} accepted`,
  nothing: (count) => `nothing is done yet about ${small(count)}`,
};
const is = (count: number) => (count === 1 ? "is" : "are");

/** @param finding the sentence of the Pareto; @param standings of the causes it names, in any order */
export function vitalFewSaid(finding: string, standings: readonly Standing[]): Said {
  if (standings.length === 0)
    return { lead: "No root cause is known yet.", rest: "It is found where a branch of a cause tree ends." };
  const parts = (Object.keys(standingWords) as Standing[])
    .map((standing) => ({ standing, count: standings.filter((each) => each === standing).length }))
    .filter(({ count }) => count > 0)
    .map(({ standing, count }) => standingWords[standing](count));
  return { lead: sentence(finding), rest: sentence(capital(list(parts))) };
}

/** @param oldest the title of the oldest that is stuck */
export function stuckSaid(stuck: number, open: number, oldest: string | undefined, stuckAfterDays: number): Said {
  if (open === 0) return { lead: "No improvement is open." };
  if (stuck === 0)
    return { lead: `None of ${small(open)} open ${open === 1 ? "improvement" : "improvements"} is stuck.` };
  const items = stuck === 1 ? "One improvement is" : `${numberWord(stuck)} improvements are`;
  return {
    lead: `${items} open for more than ${stuckAfterDays} days.`,
    rest: oldest && `The oldest: ${sentence(oldest)}`,
  };
}

/** @param last the last month that is over; @param month its name */
export function costSaid(chart: Chart, figures: FigureWords, last: MonthCost | undefined, month: string): Said {
  if (!last || last.expected === null)
    return { lead: "Nobody has said yet what friction costs.", rest: "What is unknown stays blank, and is not 0." };
  const step = valueStep(chart);
  const said = figure(last.expected, figures, step);
  const range =
    last.low !== null && last.high !== null && last.low < last.high
      ? `, between ${bareFigure(last.low, figures, step)} and ${bareFigure(last.high, figures, step)}`
      : "";
  return {
    lead: sentence(`What friction costs: ${lower(sentenceOf(chart, figures))}`),
    rest: `${month}: ${said}${range}.`,
  };
}

/** From here on a pressure counts as strong; the scale ends at 5. */
export const strongFrom = 4;

export function pressuresSaid(pressures: readonly PressureOverTime[]): Said {
  if (pressures.length === 0) return { lead: "No outside pressure is noted." };
  const strong = pressures.filter(({ readings }) => (readings.at(-1)?.strength ?? 0) >= strongFrom);
  if (strong.length === 0)
    return {
      lead: `None of ${small(pressures.length)} outside ${pressures.length === 1 ? "pressures" : "pressures"} is strong.`,
    };
  return {
    lead: `${numberWord(strong.length)} ${strong.length === 1 ? "pressure is" : "pressures are"} strong:`,
    rest: sentence(list(strong.map(({ title }) => `“${title}”`))),
  };
}

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
const sentence = (words: string) => (/[.!?…]$/.test(words) ? words : `${words}.`);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
/** A sentence that follows a colon; names and figures keep their letters. */
const lower = (words: string) => (/^[A-Z][a-z ]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words);

/** What the executive's page says first: one sentence for each part, each of them true. `lead` stands out. */

import type { MonthCost } from "@/lib/friction/queries";
import { afterColon, capital, counted, list, numberWord, sentence } from "@/lib/text/counted";
import type { Chart } from "@/lib/trends/chart";
import { bareFigure, type FigureWords, figure } from "@/lib/trends/figures";
import { sentenceOf, valueStep } from "@/lib/trends/sentences";
import type { PressureOverTime } from "./pressures";
import type { ReadMeasure } from "./read-measures";
import type { Standing } from "./vital-few";

export type Said = { lead: string; rest?: string; isSignal?: boolean };

/** Of the measures: those with a signal since the last visit first, else that none has one. */
export function signalsSaid(measures: readonly Pick<ReadMeasure, "name" | "chart" | "figures" | "isNew">[]): Said {
  const [first] = measures;
  if (!first) return { lead: "No measure is followed yet.", rest: "Without one nobody can tell a change from chance." };
  const [told, ...others] = measures.filter(({ isNew }) => isNew);
  if (told)
    return {
      lead: sentence(`${told.name}: ${afterColon(sentenceOf(told.chart, told.figures))}`),
      rest:
        others.length === 0
          ? undefined
          : `${capital(counted(others.length, "more measure", "more measures"))} gave a signal.`,
      isSignal: true,
    };
  if (measures.length === 1)
    return { lead: `${first.name} gave no new signal.`, rest: sentence(sentenceOf(first.chart, first.figures)) };
  return {
    lead: `None of ${numberWord(measures.length)} measures gave a new signal.`,
    rest: "What moved is within what is usual.",
  };
}

const standingWords: Record<Standing, (count: number) => string> = {
  verified: (count) => `${countedIs(count)} verified as gone`,
  in_check: (count) => `${countedIs(count)} in check`,
  under_way: (count) => `${countedIs(count)} being worked on`,
  accepted: (count) => `${countedIs(count)} accepted`,
  nothing: (count) => `nothing is done yet about ${numberWord(count)}`,
};
const countedIs = (count: number) => counted(count, "is", "are");

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
  if (stuck === 0 && open === 1) return { lead: "The one open improvement is not stuck." };
  if (stuck === 0) return { lead: `None of ${numberWord(open)} open improvements is stuck.` };
  return {
    lead: `${capital(counted(stuck, "improvement is", "improvements are"))} open for more than ${stuckAfterDays} days.`,
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
    lead: sentence(`What friction costs: ${afterColon(sentenceOf(chart, figures))}`),
    rest: `${month}: ${said}${range}.`,
  };
}

/** Until both sides have been asked. */
export const alignmentSaid: Said = {
  lead: "No assessment yet.",
  rest: "Whether both sides describe the same relationship is not known.",
};

/** From here on a pressure counts as strong; the scale ends at 5. */
export const strongFrom = 4;

export function pressuresSaid(pressures: readonly PressureOverTime[]): Said {
  const [first] = pressures;
  if (!first) return { lead: "No outside pressure is noted." };
  const strong = pressures.filter(({ readings }) => (readings.at(-1)?.strength ?? 0) >= strongFrom);
  if (strong.length > 0)
    return {
      lead: `${capital(counted(strong.length, "pressure is", "pressures are"))} strong:`,
      rest: sentence(list(strong.map(({ title }) => `“${title}”`))),
    };
  if (pressures.length === 1) return { lead: "The one outside pressure is not strong:", rest: `“${first.title}”.` };
  return { lead: `None of ${numberWord(pressures.length)} outside pressures is strong.` };
}

/** What a chart says about one of its signals, in words that an incident begins with. */
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { Chart } from "@/lib/trends/chart";
import { figure, figureRange } from "@/lib/trends/figures";
import { linesAt } from "@/lib/trends/judged";
import { countWords, dayWords, periodName } from "@/lib/trends/period-words";
import { stepOf, valueStep } from "@/lib/trends/sentences";
import { chartedValue, chartMeasure, figureWordsOf } from "./charted";
import type { MeasureRow } from "./measure-deed";

type Told = { periodOn: string; rule: string; value: number };
/** `pattern` is what the chart shows, in a sentence; `observed` adds what is counted. */
export type SignalFacts = { title: string; pattern: string; observed: string; expected: string };

/** Reads the chart first; where it is at hand, `signalFacts` needs no database. */
export async function factsOf(db: Database, member: Member, measure: MeasureRow, signal: Told): Promise<SignalFacts> {
  const { chart } = await chartMeasure(db, member, measure);
  return signalFacts(chart, measure, signal, member.locale);
}

/** By the limits that judge the period, as they are now. */
export function signalFacts(chart: Chart, measure: MeasureRow, signal: Told, locale: string): SignalFacts {
  const words = figureWordsOf(measure, locale);
  const step = stepOf(chart);
  const said = (value: number) => figure(value, words, step / 10);
  const value = chartedValue(measure, signal.value);
  const when = whenWords(chart, signal.periodOn, locale);
  const place = chart.points.findIndex(({ periodOn }) => periodOn === signal.periodOn);
  const phase = chart.phases.find(({ from, until }) => place >= from && place < until);
  const now = figure(value, words, valueStep(chart));
  const title = `${measure.name}: ${now} ${when}`.slice(0, 160);
  const bare = `${now} ${when}.`;
  if (!phase?.limits) return { title, pattern: bare, observed: bare, expected: "" };
  const { centre, lower, upper } = linesAt(place, phase.limits, chart.bounds);
  const side = value < centre ? "below" : "above";
  const limit = side === "above" ? upper : lower;
  const patterns: Record<string, string> = {
    beyond_limits: `${now} ${when}${limit === null ? "" : `, ${side} the ${side === "above" ? "upper" : "lower"} limit of ${said(limit)}`}.`,
    run_of_eight: `${countWords(8, chart.period, locale)} in a row ${side} the middle of ${said(centre)}, the last of them ${when}.`,
    near_limit: `3 of 4 ${periodName(chart.period)}s far ${side} the middle of ${said(centre)}, the last of them ${when}.`,
    moving_range: `A jump to ${now} ${when}, larger than chance makes.`,
  };
  const [low, high] = [lower ?? chart.bounds.lower, upper ?? chart.bounds.upper];
  const usual = low === null || high === null ? `around ${said(centre)}` : figureRange(low, high, words, step / 10);
  const pattern = patterns[signal.rule] ?? bare;
  return {
    title,
    pattern,
    observed: `${pattern} ${measure.name}: ${measure.definition}`,
    expected: `${usual.charAt(0).toUpperCase()}${usual.slice(1)}, as the chart of this measure has it; the mean is ${said(centre)}.`,
  };
}

function whenWords({ period }: Chart, day: string, locale: string): string {
  const words = dayWords(day, period, locale, true);
  return period === "week" ? `in the week from ${words}` : period === "month" ? `in ${words}` : `on ${words}`;
}

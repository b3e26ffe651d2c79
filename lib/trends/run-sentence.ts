/** What a run chart says, in one sentence that is true (method 4.3). It stands as a heading, so no full stop ends it. */
import type { Chart } from "./chart";
import { type FigureWords, figure } from "./figures";
import { countWords } from "./period-words";
import type { RunChart } from "./run-chart";
import { fewestUsable } from "./sample-size";
import { valueStep } from "./sentences";

/** With fewer useful values hardly any order of them is unusual. */
export const fewestForRun = 10;

/** Where limits say little: few values, or few different ones. */
export const isForRun = ({ sample, hints, points }: Chart): boolean =>
  points.length > 0 && (sample.n < fewestUsable || hints.includes("coarse"));

/** A median of two values may lie between what those are written with. */
export function medianWords(median: number, chart: Chart, words: FigureWords): string {
  const step = valueStep(chart);
  return figure(median, words, Number.isInteger(median / step) ? step : step / 10);
}

export function runSentence(run: RunChart, chart: Chart, words: FigureWords): string {
  const { median, usefulPoints, longestRun, crossings, limits, hasSignal } = run;
  if (median === null) return "No values yet";
  const n = chart.points.filter(({ state }) => state === "counted").length;
  const values = countWords(n, chart.period, words.locale);
  const middle = `the median of ${medianWords(median, chart, words)}`;
  if (n === 1) return "One value, so no median to speak of";
  if (usefulPoints === 0 || limits === null) return `${values}, all at ${middle}`;
  if (usefulPoints < fewestForRun)
    return `${values} around ${middle}: a run chart tells a change from ${fewestForRun} on`;
  if (!hasSignal) return `No sign of a change: ${values} around ${middle}`;
  if (longestRun > limits.longestRunAbove)
    return `Signal: ${countWords(longestRun, chart.period, words.locale)} in a row on one side of ${middle}, more than the ${limits.longestRunAbove} that chance allows`;
  const times = crossings === 1 ? "once" : `${crossings} times`;
  return `Signal: ${values} cross ${middle} ${times}; by chance ${limits.crossingsBelow} times or more`;
}

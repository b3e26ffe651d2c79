/** What a chart says, in one plain sentence that is true. It never compares two points with each other. */
import { enoughLater, type Outcome } from "./after-improvement";
import type { Chart, FoundSignal } from "./chart";
import { type FigureWords, figure, figureRange, gridOf } from "./figures";
import { linesAt } from "./judged";
import { existing } from "./moving-ranges";
import { countWords, dayWords, periodName } from "./period-words";
import { fewestForLimits } from "./sample-size";

/** The sentence of a chart of values over time. It stands as a heading, so no full stop ends it. */
export function sentenceOf(chart: Chart, words: FigureWords): string {
  if (!chart.points.some(({ value }) => value !== null)) return "No values yet";
  if (chart.current.limits === null) return pointsOnly(chart.sample.n);
  const outcome = standingOutcome(chart);
  if (outcome?.code === "improved" || outcome?.code === "worsened") return changed(outcome, chart, words);
  const signal = currentSignals(chart).at(-1);
  if (signal !== undefined) return signalled(signal, chart, words);
  return unchanged(chart, outcome, words);
}

/** What the chart says of one improvement: whether a signal has fired since, and which way (method 4.5). */
export function outcomeSentence(outcome: Outcome, chart: Chart, words: FigureWords): string {
  const { code, later, isJudged, change } = outcome;
  if (code === "improved" || code === "worsened") return changed(outcome, chart, words);
  const since = on(change.on, chart, words);
  if (!isJudged) return `Cannot be judged: fewer than ${fewestForLimits} values from before ${since}`;
  return code === "too_early"
    ? `Too early to say: ${later} of ${enoughLater} ${periodName(chart.period)}s since ${since}, and no signal`
    : `No signal: ${countWords(later, chart.period, words.locale)} since ${since} as before`;
}

/** Why there are no limits yet. */
const pointsOnly = (n: number) =>
  n < fewestForLimits
    ? `Points only: ${n} of the ${fewestForLimits} values that limits need`
    : "Points only: no two values follow one another";

/**
 * The latest improvement that still speaks of what is judged now: limits locked since then have taken over. What it did
 * together with a later one is told first.
 */
function standingOutcome({ outcomes, current, points }: Chart): Outcome | null {
  const since = points[current.from]?.periodOn;
  const standing = outcomes.filter(({ change }) => current.from === 0 || since === undefined || change.on > since);
  const last = standing.at(-1) ?? null;
  const told = standing.findLast(({ code }) => code === "improved" || code === "worsened");
  const areTogether = last !== null && told?.notSeparableFrom.includes(last.change.name);
  return told && areTogether ? told : last;
}

/** Signals found under the limits that judge now. */
function currentSignals({ signals, current, points }: Chart): FoundSignal[] {
  const judged = new Set(points.slice(current.from, current.until).map(({ periodOn }) => periodOn));
  return signals.filter(({ detectedOn }) => judged.has(detectedOn));
}

function changed(
  { code, beganOn, effect, change, notSeparableFrom }: Outcome,
  chart: Chart,
  words: FigureWords,
): string {
  const since = `${code === "improved" ? "Improved" : "Worsened"} since ${on(beganOn ?? change.on, chart, words)}`;
  const step = stepOf(chart);
  const means = effect
    ? `: ${figure(effect.newMean, words, step)} on average, ${figure(effect.oldMean, words, step)} before`
    : `, after “${change.name}”`;
  const apart =
    notSeparableFrom.length > 0
      ? `; what “${[change.name, ...notSeparableFrom].join("” and “")}” did cannot be separated`
      : "";
  return `${since}${means}${apart}`;
}

function signalled(signal: FoundSignal, chart: Chart, words: FigureWords): string {
  const { isWanted } = signal;
  const what = currentSignals(chart).length > 1 ? "Latest signal" : "Signal";
  const direction = isWanted === null ? "" : isWanted ? " in the wanted direction" : " against the wanted direction";
  return `${what}${direction}: ${patternWords(signal, chart, words)}`;
}

function patternWords(signal: FoundSignal, chart: Chart, words: FigureWords): string {
  const { period, points } = chart;
  const { rules, value } = signal;
  const { centre, lower, upper } = linesNow(
    chart,
    points.findIndex(({ periodOn }) => periodOn === signal.detectedOn),
  );
  const step = stepOf(chart);
  const side = signal.side ?? "above";
  const middle = `${side} the middle of ${figure(centre, words, step)}`;
  const count = countWords(signal.values, period, words.locale);
  const at = (day: string) => `${period === "week" ? "the week from " : ""}${on(day, chart, words)}`;
  if (rules.includes("run_of_eight")) {
    const goesOn = !points.some(({ periodOn, state }) => periodOn > signal.throughOn && state === "counted");
    const began = on(signal.beganOn, chart, words);
    const when = goesOn ? `since ${began}` : `from ${began} to ${on(signal.throughOn, chart, words)}`;
    return `${count} in a row ${middle}, ${when}`;
  }
  const limit = side === "above" ? upper : lower;
  if (rules.includes("beyond_limits") && limit !== null) {
    const beyond = `${side} the ${side === "above" ? "upper" : "lower"} limit of ${figure(limit, words, step / 10)}`;
    return `${figure(value, words, valueStep(chart))} ${period === "event" ? "on" : "in"} ${at(signal.detectedOn)}, ${beyond}`;
  }
  if (rules.includes("near_limit")) return `${count} close together far ${middle}, the last ${at(signal.detectedOn)}`;
  return `a jump to ${at(signal.detectedOn)} that is larger than chance makes`;
}

function unchanged(chart: Chart, outcome: Outcome | null, words: FigureWords): string {
  const { current, points, period } = chart;
  const judged = points.slice(current.from, current.until).filter(({ state }) => state === "counted");
  const values = existing(judged.map(({ value }) => value));
  const within = rangeWords(values, chart, words);
  if (outcome !== null && outcome.later > 0 && outcome.later <= values.length) {
    const since = on(outcome.change.on, chart, words);
    return outcome.code === "too_early"
      ? `No change yet: ${outcome.later} of ${enoughLater} ${periodName(period)}s since ${since}, ${within}`
      : `No change since ${since}: ${countWords(outcome.later, period, words.locale)} ${within}`;
  }
  return `No change: ${countWords(values.length, period, words.locale)} ${within}`;
}

/** Limits rounded for reading, and outward where a value would else seem to lie beyond them. */
function rangeWords(values: readonly number[], chart: Chart, words: FigureWords): string {
  const { current } = chart;
  const step = stepOf(chart);
  if (current.limits?.trend) {
    const { slope, halfWidth } = current.limits.trend;
    const gain = `${slope < 0 ? "falls" : "rises"} by ${figure(Math.abs(slope), words, step / 10)} a ${periodName(chart.period)}`;
    return `within ${figure(halfWidth, words, step)} of a line that ${gain}`;
  }
  const { centre, lower, upper } = linesNow(chart, current.from);
  if (current.limits?.width === 0) return `at ${figure(centre, words, Number.isInteger(centre) ? 1 : step)}`;
  const [low, high] = [lower ?? chart.bounds.lower, upper ?? chart.bounds.upper];
  const grid = gridOf(Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0)), words, step);
  if (low === null || high === null || grid === null) return `around ${figure(centre, words, step)}`;
  const [from, to] = [Math.round(low / grid) * grid, Math.round(high / grid) * grid];
  if (values.every((value) => value >= from && value <= to)) return `within ${figureRange(from, to, words, step)}`;
  return `within ${figureRange(Math.floor(low / grid) * grid, Math.ceil(high / grid) * grid, words, step)}`;
}

/** What a reader should be able to tell apart: a tenth of the way between the limits. */
export function stepOf({ current, points }: Chart): number {
  const width = current.limits?.width ?? 0;
  if (width > 0) return width / 5;
  const sizes = existing(points.map(({ value }) => value)).map(Math.abs);
  return Math.max(...sizes, 0) / 100 || 1;
}

/** The fewest places, up to a hundredth of the way between the limits, on which each value is written as it is. */
export function valueStep(chart: Chart): number {
  const values = existing(chart.points.map(({ value }) => value)).map(
    (value) => value * (chart.nature === "share" ? 100 : 1),
  );
  const finest = stepOf(chart) / 10;
  const places = [0, 1, 2, 3].find((count) =>
    values.every((value) => Math.abs(value * 10 ** count - Math.round(value * 10 ** count)) < 1e-6),
  );
  const exact = 10 ** -(places ?? 6) / (chart.nature === "share" ? 100 : 1);
  return Math.max(finest, exact);
}

const linesNow = ({ current, bounds }: Chart, place: number) =>
  current.limits ? linesAt(place, current.limits, bounds) : { centre: 0, lower: null, upper: null };

/** A day with its year only where the chart spans more than one. */
function on(day: string, { points, period }: Chart, { locale }: FigureWords): string {
  const years = new Set(points.map(({ periodOn }) => periodOn.slice(0, 4)));
  return dayWords(day, period, locale, years.size > 1);
}

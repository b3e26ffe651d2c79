/** One measure read as a chart: every period with its state, the limits of each phase, and what they say. */
import type { Centre, Dispersion, MeasureNature, WantedDirection } from "@/db/terms";
import { type Change, type Outcome, outcomesOf } from "./after-improvement";
import { type ChartHint, hintsFor } from "./chart-hints";
import { type ChartPeriod, type ChartPoint, everyPeriod } from "./chart-point";
import { judgedBy, type Side } from "./judged";
import { movingRanges, type Series } from "./moving-ranges";
import { boundsOf, type NaturalBounds } from "./natural-bounds";
import { type Pattern, patternsIn, type SignalRule } from "./patterns";
import { type Baseline, type Phase, phasesOf } from "./phases";
import type { SampleSize } from "./sample-size";
import { detectionsFrom, signalsFrom } from "./signals";
import type { TrendLine } from "./xmr";

/** As a row of `measures` gives it, with its baselines in the order in which they were locked. */
export type ChartOptions = {
  period: ChartPeriod;
  nature: MeasureNature;
  wanted?: WantedDirection | null;
  centre?: Centre;
  dispersion?: Dispersion;
  trend?: TrendLine;
  baselines?: readonly Baseline[];
  changes?: readonly Change[];
};

export const pointStates = ["counted", "left_out", "running", "gap"] as const;
export type PointState = (typeof pointStates)[number];

export type ReadPoint = ChartPoint & {
  state: PointState;
  /** To the value of the period before; null across a gap, beside a point left out, and where new limits begin. */
  movingRange: number | null;
  /** The rules that flag this point. */
  rules: SignalRule[];
  /** Drawn as a signal: flagged, or the earlier of two values with a large moving range between. */
  isMarked: boolean;
};

export type FoundSignal = {
  detectedOn: string;
  beganOn: string;
  /** The last period of the pattern: a run goes on after the value that completes it. */
  throughOn: string;
  /** How many values make the pattern. */
  values: number;
  rules: SignalRule[];
  side: Side | null;
  value: number;
  /** Null where no direction is wanted, and of a jump alone. */
  isWanted: boolean | null;
};

export type Chart = {
  period: ChartPeriod;
  nature: MeasureNature;
  wanted: WantedDirection | null;
  bounds: NaturalBounds;
  points: ReadPoint[];
  phases: Phase[];
  /** The phase that judges now; its sample tells how much the chart can say. */
  current: Phase;
  sample: SampleSize;
  signals: FoundSignal[];
  outcomes: Outcome[];
  changes: readonly Change[];
  hints: ChartHint[];
};

/**
 * Reads the points. The running period and what was left out are not judged and make no limits; to the arithmetic they
 * are gaps. Limits of a locked baseline do not change with later points, in whatever order those arrive.
 * @param given finite values, in any order; missing periods may simply be missing
 */
export function chartOf(given: readonly ChartPoint[], options: ChartOptions): Chart {
  const { period, nature, wanted = null, centre = "mean", dispersion = "mean", trend = "none" } = options;
  const asked = { centre, dispersion, trend };
  const bounds = boundsOf(nature);
  const points = everyPeriod(given, period);
  const counted = points.map((point) => (stateOf(point) === "counted" ? point.value : null));
  const phases = phasesOf({ points, counted }, options.baselines ?? [], asked);
  const current = phases.findLast(({ from, until }) => until > from) ?? phases.at(-1);
  if (current === undefined) throw new Error("A chart has at least one phase.");
  const patterns = phases.flatMap((phase) => patternsOf(phase, counted, bounds));
  const changes = options.changes ?? [];
  return {
    period,
    nature,
    wanted,
    bounds,
    points: readPoints(points, counted, phases, patterns),
    phases,
    current,
    sample: current.sample,
    signals: foundSignals(points, patterns, wanted),
    outcomes: wanted === null ? [] : outcomesOf({ ...asked, points, counted, phases, bounds, wanted, changes }),
    changes,
    hints: hintsFor(counted, current.limits?.movingRangeLimit ?? null, nature),
  };
}

function stateOf({ value, leftOut, running }: ChartPoint): PointState {
  if (value === null) return "gap";
  if (running) return "running";
  return leftOut === undefined ? "counted" : "left_out";
}

/** Runs and windows end where the limits change: what was usual before says nothing about what is usual since. */
const within = (values: Series, { from, until }: Phase): Series =>
  values.map((value, place) => (place >= from && place < until ? value : null));

const patternsOf = (phase: Phase, counted: Series, bounds: NaturalBounds): Pattern[] =>
  phase.limits === null ? [] : patternsIn(judgedBy(phase.limits, within(counted, phase), bounds));

function readPoints(
  points: readonly ChartPoint[],
  counted: Series,
  phases: readonly Phase[],
  patterns: readonly Pattern[],
): ReadPoint[] {
  const ranges = phases.map((phase) => movingRanges(within(counted, phase)));
  const rulesAt = new Map<number, SignalRule[]>();
  for (const { rule, points: flagged } of signalsFrom(patterns))
    for (const point of flagged) rulesAt.set(point, [...(rulesAt.get(point) ?? []), rule]);
  return points.map((point, place) => {
    const rules = rulesAt.get(place + 1) ?? [];
    return {
      ...point,
      state: stateOf(point),
      movingRange: ranges.map((each) => each[place] ?? null).find((range) => range !== null) ?? null,
      rules,
      isMarked: rules.length > 0 || (rulesAt.get(place + 2)?.includes("moving_range") ?? false),
    };
  });
}

function foundSignals(
  points: readonly ChartPoint[],
  patterns: readonly Pattern[],
  wanted: WantedDirection | null,
): FoundSignal[] {
  return detectionsFrom(patterns).flatMap(({ detectedAt, beganAt, lastsTo, values, rules, side }) => {
    const [at, first, last] = [points[detectedAt - 1], points[beganAt - 1], points[lastsTo - 1]];
    if (!at || !first || !last || at.value === null) return [];
    const isWanted = wanted === null || side === null ? null : (side === "above") === (wanted === "up");
    const days = { detectedOn: at.periodOn, beganOn: first.periodOn, throughOn: last.periodOn };
    return { ...days, values, rules, side, value: at.value, isWanted };
  });
}

/** Did it get better once something was done? (method 4.5) */
import type { WantedDirection } from "@/db/terms";
import { held, mean } from "./averages";
import type { ChartPoint } from "./chart-point";
import { judgedBy, linesAt } from "./judged";
import type { Limits } from "./limits";
import { existing, type Series } from "./moving-ranges";
import type { NaturalBounds } from "./natural-bounds";
import { patternsIn } from "./patterns";
import { limitsWithin, type Phase, type PhaseAsked } from "./phases";
import { fewestForLimits } from "./sample-size";
import { type Detection, detectionsFrom } from "./signals";

/** Something that people did on a day, or a cycle that began; a change is judged when it is an improvement. */
export type Change = {
  on: string;
  name: string;
  kind: "improvement" | "cycle";
  /** Which improvement and which try of it, where that is known. */
  improvementId?: string;
  iteration?: number;
};

export const outcomeCodes = ["improved", "worsened", "too_early", "no_signal"] as const;
export type OutcomeCode = (typeof outcomeCodes)[number];

export type Outcome = {
  change: Change;
  code: OutcomeCode;
  /** There were limits before it; without them nothing could be signalled, and silence means nothing. */
  isJudged: boolean;
  /** Values since, up to the next improvement. */
  later: number;
  /** Of a signal: the period that completed it, and since when it may have been so. */
  detectedOn: string | null;
  beganOn: string | null;
  /** Improvements with fewer than 8 values between: what each of them did cannot be separated. */
  notSeparableFrom: string[];
  /** New mean − old mean, with the limits of the new values, once there are 6 of them. */
  effect: Effect | null;
};

export type Effect = {
  oldMean: number;
  newMean: number;
  difference: number;
  from: number; // the first place of the new values
  until: number;
  limits: Limits;
};

/** So many values without a signal, and one speaks of none instead of too early. */
export const enoughLater = 8;

export type OutcomesAsked = PhaseAsked & {
  points: readonly ChartPoint[];
  counted: Series;
  phases: readonly Phase[];
  bounds: NaturalBounds;
  wanted: WantedDirection;
  changes: readonly Change[];
};

/**
 * What the values since each improvement say, judged by the limits that stood before it: locked ones, else those of the
 * values before. Where an earlier improvement has moved them already, the values since that one are what was before.
 */
export function outcomesOf(asked: OutcomesAsked): Outcome[] {
  const improvements = asked.changes
    .filter(({ kind }) => kind === "improvement")
    .toSorted((one, other) => (one.on < other.on ? -1 : 1));
  const found: Outcome[] = [];
  for (const [nth, change] of improvements.entries()) {
    const untilOn = improvements[nth + 1]?.on ?? null;
    found.push(outcomeOf(change, untilOn, found.at(-1) ?? null, asked));
  }
  return found.map((outcome) => ({ ...outcome, notSeparableFrom: tooNear(outcome.change, improvements, asked) }));
}

function outcomeOf(change: Change, untilOn: string | null, before: Outcome | null, asked: OutcomesAsked): Outcome {
  const { points, counted, bounds, wanted } = asked;
  const from = placeOn(points, change.on);
  const until = untilOn === null ? points.length : placeOn(points, untilOn);
  const later = existing(counted.slice(from, until));
  const basis = basisBefore(change, from, before, asked);
  const silent: Outcome = {
    change,
    code: later.length < enoughLater ? "too_early" : "no_signal",
    isJudged: true,
    later: later.length,
    detectedOn: null,
    beganOn: null,
    notSeparableFrom: [],
    effect: null,
  };
  if (basis === null) return { ...silent, code: "too_early", isJudged: false };
  // What may have begun before the improvement is found with the values before it, and does not count.
  const judged = judgedBy(basis.limits, maskedTo(counted, 0, until), bounds);
  const since = detectionsFrom(patternsIn(judged)).filter(({ beganAt, side }) => beganAt > from && side !== null);
  const effect = effectOf(basis.values, from, until, asked);
  const first = firstOfLastSide(since);
  if (first === undefined) return { ...silent, effect };
  return {
    ...silent,
    code: (first.side === "above") === (wanted === "up") ? "improved" : "worsened",
    detectedOn: points[first.detectedAt - 1]?.periodOn ?? null,
    beganOn: points[first.beganAt - 1]?.periodOn ?? null,
    effect,
  };
}

/** The side that was signalled last is what stands; it has stood since its first signal after any of the other side. */
function firstOfLastSide(detections: readonly Detection[]): Detection | undefined {
  const last = detections.at(-1);
  const other = detections.findLastIndex(({ side }) => side !== last?.side);
  return detections[other + 1];
}

/** The limits that stood when it was done, and the values they rest on. */
function basisBefore(
  change: Change,
  from: number,
  before: Outcome | null,
  { points, counted, phases, ...asked }: OutcomesAsked,
): { limits: Limits; values: number[] } | null {
  const since = before !== null && before.detectedOn !== null ? before.change.on : "";
  const phase = phases.findLast(
    (each) => each.baseline !== null && each.from < Math.max(from, 1) && each.until > each.from,
  );
  const isWithin =
    phase?.baseline && phase.baseline.fromOn >= since
      ? within(phase.baseline.fromOn, phase.baseline.throughOn)
      : (on: string) => on >= since && on < change.on;
  const { limits } = limitsWithin({ points, counted }, isWithin, asked);
  if (limits === null) return null;
  return { limits, values: existing(counted.filter((_, place) => isWithin(points[place]?.periodOn ?? ""))) };
}

const within = (fromOn: string, throughOn: string) => (on: string) => on >= fromOn && on <= throughOn;

function effectOf(basis: readonly number[], from: number, until: number, asked: OutcomesAsked): Effect | null {
  const series = maskedTo(asked.counted, from, until);
  const [oldMean, newMean] = [mean(basis), mean(existing(series))];
  const { limits } = limitsWithin({ points: asked.points, counted: series }, () => true, asked);
  if (existing(series).length < fewestForLimits || oldMean === null || newMean === null || limits === null) return null;
  return { oldMean, newMean, difference: held(newMean - oldMean), from, until, limits };
}

/** What lies between two improvements is too little to tell them apart. */
function tooNear(change: Change, improvements: readonly Change[], { points, counted }: OutcomesAsked): string[] {
  return improvements
    .filter((other) => {
      if (other === change) return false;
      const [first, second] = [placeOn(points, change.on), placeOn(points, other.on)].sort((a, b) => a - b);
      return existing(counted.slice(first, second)).length < enoughLater;
    })
    .map(({ name }) => name);
}

/** The first period that begins on that day or later: one that had begun before is partly old. */
function placeOn(points: readonly ChartPoint[], day: string): number {
  const place = points.findIndex(({ periodOn }) => periodOn >= day);
  return place === -1 ? points.length : place;
}

const maskedTo = (values: Series, from: number, until: number): Series =>
  values.map((value, place) => (place >= from && place < until ? value : null));

/** The lines of the new limits, as they are drawn. */
export const effectLines = ({ limits, from }: Effect, bounds: NaturalBounds) => linesAt(from, limits, bounds);

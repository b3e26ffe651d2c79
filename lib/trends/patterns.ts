/**
 * What chance hardly makes (method 4.2): three patterns of values and one of moving ranges. No more are looked for, for
 * each further rule adds false alarms.
 */
import { isAbove, isBelow } from "./closeness";
import type { Judged, Side } from "./judged";

/** In the order in which signals are told. */
export const signalRules = ["beyond_limits", "run_of_eight", "near_limit", "moving_range"] as const;
export type SignalRule = (typeof signalRules)[number];

/** Points are counted from 1. It is detected at the value that completes it and may have begun at its first. */
export type Pattern = {
  rule: SignalRule;
  points: number[];
  detectedAt: number;
  beganAt: number;
  /** None of a moving range: a jump says that something happened, not on which side values lie since. */
  side: Side | null;
};

const runLength = 8;
const window = 4;
const farInWindow = 3;

/** All patterns among values that follow one another; those that do not exist are passed over. */
export const patternsIn = (judged: readonly Judged[]): Pattern[] => [
  ...beyondLimits(judged),
  ...runsOfEight(judged),
  ...nearLimit(judged),
  ...largeMovingRanges(judged),
];

function beyondLimits(judged: readonly Judged[]): Pattern[] {
  return judged.flatMap(({ point, value, lower, upper }) => {
    const side = upper !== null && isAbove(value, upper) ? "above" : lower !== null && isBelow(value, lower) && "below";
    return side ? atOnce("beyond_limits", point, side) : [];
  });
}

/** One for each run, however long; a value on the centre ends it. */
function runsOfEight(judged: readonly Judged[]): Pattern[] {
  const runs: { side: Side | null; points: number[] }[] = [];
  for (const { point, side } of judged) {
    const last = runs.at(-1);
    if (last && last.side === side) last.points.push(point);
    else runs.push({ side, points: [point] });
  }
  return runs.flatMap(({ side, points }) => {
    const [first, eighth] = [points[0], points[runLength - 1]];
    if (side === null || first === undefined || eighth === undefined) return [];
    return { rule: "run_of_eight" as const, points, detectedAt: eighth, beganAt: first, side };
  });
}

/** At least 3 of 4, or 3 of the first 3, far out on one side: those count, not the one in between. */
function nearLimit(judged: readonly Judged[]): Pattern[] {
  return judged.flatMap(({ point, side, isFar }, at) => {
    if (!isFar || side === null) return [];
    const last = judged.slice(Math.max(0, at + 1 - window), at + 1);
    const points = last.filter((each) => each.isFar && each.side === side).map((each) => each.point);
    const [first] = points;
    if (points.length < farInWindow || first === undefined) return [];
    return { rule: "near_limit" as const, points, detectedAt: point, beganAt: first, side };
  });
}

/** Reported at the later of the two values. */
const largeMovingRanges = (judged: readonly Judged[]): Pattern[] =>
  judged.flatMap(({ point, movingRange, movingRangeLimit }) =>
    movingRange !== null && isAbove(movingRange, movingRangeLimit) ? atOnce("moving_range", point, null) : [],
  );

const atOnce = (rule: SignalRule, point: number, side: Side | null): Pattern => ({
  rule,
  points: [point],
  detectedAt: point,
  beganAt: point,
  side,
});

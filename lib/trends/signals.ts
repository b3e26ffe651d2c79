import type { Side } from "./judged";
import { type Pattern, type SignalRule, signalRules } from "./patterns";

/** Points are counted from 1; of a moving range it is the later one. */
export type Signal = { rule: SignalRule; points: number[] };

/** One entry for each run of eight, and at most one for each other rule with all its points in order. */
export function signalsFrom(patterns: readonly Pattern[]): Signal[] {
  return signalRules.flatMap((rule): Signal[] => {
    const ours = patterns.filter((pattern) => pattern.rule === rule);
    if (rule === "run_of_eight") return ours.map(({ points }) => ({ rule, points }));
    const points = [...new Set(ours.flatMap((pattern) => pattern.points))].sort((one, other) => one - other);
    return points.length > 0 ? [{ rule, points }] : [];
  });
}

/** All that was found at one point. */
export type Detection = {
  detectedAt: number;
  /** The first point of the earliest pattern that fires here: since then it may have been so. */
  beganAt: number;
  /** The last point of what fires here: a run goes on after the value that completes it. */
  lastsTo: number;
  /** How many values the longest of the patterns has. */
  values: number;
  rules: SignalRule[];
  side: Side | null;
};

/** Points at which something was found, in their order. */
export function detectionsFrom(patterns: readonly Pattern[]): Detection[] {
  const found = new Map<number, Pattern[]>();
  for (const pattern of patterns) {
    const here = found.get(pattern.detectedAt);
    if (here) here.push(pattern);
    else found.set(pattern.detectedAt, [pattern]);
  }
  return [...found].sort(([one], [other]) => one - other).map(([detectedAt, here]) => detectionAt(detectedAt, here));
}

function detectionAt(detectedAt: number, here: readonly Pattern[]): Detection {
  return {
    detectedAt,
    beganAt: Math.min(...here.map(({ beganAt }) => beganAt)),
    lastsTo: Math.max(...here.map(({ points }) => points.at(-1) ?? detectedAt)),
    values: Math.max(...here.map(({ points }) => points.length)),
    rules: signalRules.filter((rule) => here.some((pattern) => pattern.rule === rule)),
    side: here.find(({ side }) => side !== null)?.side ?? null,
  };
}

/** What would make a chart say more (method 4.4). Hints are shown beside it and stop nobody. */
import type { MeasureNature } from "@/db/terms";
import { mean } from "./averages";
import { countDifferent, isAbove } from "./closeness";
import { existing, movingRanges, type Series } from "./moving-ranges";

export const chartHints = ["coarse", "rare"] as const;
export type ChartHint = (typeof chartHints)[number];

const fewestDifferent = 3;

/**
 * `coarse`: at most 3 different moving ranges at or below their limit; a finer unit or a longer period would tell more.
 * `rare`: on average fewer than one in a period; the days between them would tell more.
 */
export function hintsFor(values: Series, movingRangeLimit: number | null, nature: MeasureNature): ChartHint[] {
  const hints: ChartHint[] = [];
  if (movingRangeLimit !== null) {
    const usual = existing(movingRanges(values)).filter((range) => !isAbove(range, movingRangeLimit));
    if (countDifferent(usual) <= fewestDifferent) hints.push("coarse");
  }
  const average = mean(existing(values));
  if (nature === "count" && average !== null && average < 1) hints.push("rare");
  return hints;
}

const buildUpMonths = 3;

/** In the first 3 months the number of incidents mostly tells how many people have begun to report. */
export function isBuildingUp(firstLoggedOn: string, today: string): boolean {
  const until = new Date(`${firstLoggedOn}T00:00:00Z`);
  until.setUTCMonth(until.getUTCMonth() + buildUpMonths);
  return today < until.toISOString().slice(0, 10);
}

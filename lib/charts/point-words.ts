import type { Chart, ReadPoint } from "@/lib/trends/chart";
import { type FigureWords, figure } from "@/lib/trends/figures";
import type { SignalRule } from "@/lib/trends/patterns";
import { rowWords } from "@/lib/trends/period-words";

/** What a point is read as by itself, and in a table. */

export const ruleWords: Record<SignalRule, string> = {
  beyond_limits: "beyond a limit",
  run_of_eight: "in a run of 8 or more",
  near_limit: "3 or more near a limit",
  moving_range: "a large jump",
};

/** What makes this point another one than most; empty for most. */
export function markWords({ state, leftOut, rules, isMarked }: ReadPoint): string {
  if (state === "gap") return "not measured";
  if (state === "running") return "still running, not judged";
  if (state === "left_out") return `left out of the limits: ${leftOut}`;
  if (rules.length === 0) return isMarked ? "before a large jump" : "";
  return rules.map((rule) => ruleWords[rule]).join(", ");
}

/** "Week from 3 Mar 2026: 12 h, beyond a limit". */
export function pointWords(point: ReadPoint, { period }: Chart, figures: FigureWords, step: number): string {
  const when = `${period === "week" ? "Week from " : ""}${rowWords(point.periodOn, period, figures.locale)}`;
  const value = point.value === null ? "no value" : figure(point.value, figures, step);
  const marked = markWords(point);
  return `${when}: ${value}${marked ? `, ${marked}` : ""}`;
}

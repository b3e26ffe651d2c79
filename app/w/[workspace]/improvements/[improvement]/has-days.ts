import type { ImprovementDetail } from "@/lib/improvements/improvement-page";
import { lookBy } from "../words";

/** Whether an improvement has days ahead that a calendar can hold. */
export function hasDays(improvement: ImprovementDetail): boolean {
  const { phase, dueOn, iteration, follow } = improvement;
  if (phase === "plan" || phase === "do") return dueOn !== null;
  if (phase === "check") return lookBy(improvement) !== null;
  if (phase !== "act" && phase !== "closed") return false;
  const isAsked = follow.sustain.some((one) => one.iteration === iteration && one.answer === null && !one.droppedAt);
  return follow.standard !== null || isAsked;
}

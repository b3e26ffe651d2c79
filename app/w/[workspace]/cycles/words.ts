import { formatDay } from "@/app/_ui/dates";
import { type CyclePhase, cyclePhases } from "@/db/terms";
import type { Reader } from "../improvements/words";

/** How cycles are said on their pages. */

/** 1 January to 31 December 2027 */
export function spanWords(
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
  { locale }: Pick<Reader, "locale">,
) {
  const sameYear = startsOn.slice(0, 4) === endsOn.slice(0, 4);
  return `${formatDay(startsOn, locale, sameYear ? "long" : "full")} to ${formatDay(endsOn, locale)}`;
}

/** What each phase is for, in a line. */
export const phaseNotes: Record<CyclePhase, string> = {
  scan: "Look outside: what presses on both sides, which way it goes and how strongly.",
  plan: "Put three to five objectives on the table, each owned by a pair, one from each side.",
  catchball: "The objectives go back and forth until both sides agree to the same words.",
  committed: "Both sides stand by the objectives. Choose the improvements that serve them.",
  running: "A quarter of an hour each week, and a look at each objective each quarter.",
  review: "What was verified, what came back, what was learned, and what goes on.",
  closed: "Done, and kept. The next cycle opens from it.",
};

export const isBehind = (phase: CyclePhase, current: CyclePhase) =>
  cyclePhases.indexOf(phase) < cyclePhases.indexOf(current);

export const timesWords = (times: number) =>
  times <= 0
    ? ""
    : times === 1
      ? "carried over once"
      : times === 2
        ? "carried over twice"
        : `carried over ${times} times`;

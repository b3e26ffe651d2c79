/** What a huddle looks at: what moved since the last one, and what is stuck. */
import type { Phase, Verdict } from "@/db/terms";
import { isOpenPhase } from "@/lib/improvements/pdca";
import { daysFrom } from "@/lib/text/days";

type Watched = {
  phase: Phase;
  dueOn: string | null;
  implementedOn: string | null;
  blockedReason: string | null;
  checkBy: string | null;
  verdict: Verdict | null;
  verdictOn: string | null;
};

/** A huddle is the week's: what happened on the day of the last one may have happened after it, so it is shown once more. */
export function movedSince<W extends Watched>(improvements: readonly W[], since: string) {
  const after = (day: string | null) => day !== null && day >= since;
  return {
    judged: improvements.filter(({ verdict, verdictOn }) => verdict !== null && after(verdictOn)),
    implemented: improvements.filter(({ implementedOn, verdict }) => verdict === null && after(implementedOn)),
  };
}

/** Why an improvement stands still, the gravest first; null for what is under way. Days as YYYY-MM-DD. */
export function stuckBecause(improvement: Watched, today: string): Stuck | null {
  const { phase, dueOn, blockedReason, checkBy } = improvement;
  if (!isOpenPhase(phase)) return null;
  if (blockedReason) return { why: "blocked", days: null };
  if ((phase === "plan" || phase === "do") && dueOn && dueOn < today)
    return { why: "late", days: daysFrom(dueOn, today) };
  if (phase === "check" && checkBy && checkBy <= today) return { why: "check", days: daysFrom(checkBy, today) };
  return null;
}
export type Stuck = { why: "blocked" | "late" | "check"; days: number | null };

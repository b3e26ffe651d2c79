/** What stands in each stage, day by day (method 4.6), and whether it hangs together with how long things take. */
import { addDays } from "@/lib/text/days";
import { mean } from "./averages";

/** On that day so many went from one stage to another; null: from outside, or out. */
export type Move<Stage extends string> = { on: string; from: Stage | null; to: Stage | null; count: number };

export type FlowDay<Stage extends string> = { on: string; counts: Record<Stage, number> };

/**
 * The number in each stage at the end of each day, from the one day to the other.
 * @param moves in any order; those before the first day are what it begins with
 */
export function cumulativeFlow<Stage extends string>(
  stages: readonly Stage[],
  moves: readonly Move<Stage>[],
  fromOn: string,
  throughOn: string,
): FlowDay<Stage>[] {
  const ordered = moves.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const counts = Object.fromEntries(stages.map((stage) => [stage, 0])) as Record<Stage, number>;
  const days: FlowDay<Stage>[] = [];
  let next = 0;
  for (let on = fromOn; on <= throughOn; on = addDays(on, 1)) {
    for (let move = ordered[next]; move !== undefined && move.on <= on; move = ordered[++next]) {
      if (move.from !== null && move.from in counts) counts[move.from] -= move.count;
      if (move.to !== null && move.to in counts) counts[move.to] += move.count;
    }
    days.push({ on, counts: { ...counts } });
  }
  return days;
}

/**
 * Mean lead time ≈ mean number open ÷ mean number finished a day (Little's law), in days. A check on the lead times that
 * were measured; null where nothing was finished.
 */
export function expectedLeadDays(openEachDay: readonly number[], finished: number): number | null {
  const open = mean(openEachDay);
  return open === null || finished === 0 ? null : open / (finished / openEachDay.length);
}

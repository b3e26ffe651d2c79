/** What an improvement has saved (method 6.4): before minus after, per month; counted only when it is sure. */
import type { Verdict } from "@/db/terms";
import type { OutcomeCode } from "@/lib/trends/after-improvement";
import { mean } from "@/lib/trends/averages";

/** Cost by month of the root causes it acts on, in one currency, oldest first; the running month is not among them. */
export type MonthlyCost = { month: string; expected: number };

export type Avoided = { perMonth: number; monthsBefore: number; monthsAfter: number };

/**
 * Cost avoided per month by an improvement, in the currency of the costs; undefined while it does not count: without an
 * effective verdict, without a signal in the wanted direction, or with months on one side only.
 * @param implementedOn its month counts on neither side
 */
export function costAvoided(
  costs: readonly MonthlyCost[],
  { implementedOn, verdict, signal }: { implementedOn: string; verdict: Verdict | null; signal: OutcomeCode },
): Avoided | undefined {
  if (verdict !== "effective" || signal !== "improved") return undefined;
  const month = `${implementedOn.slice(0, 7)}-01`;
  const before = costs.filter((cost) => cost.month < month).map(({ expected }) => expected);
  const after = costs.filter((cost) => cost.month > month).map(({ expected }) => expected);
  const [was, is] = [mean(before), mean(after)];
  if (was === null || is === null) return undefined;
  return { perMonth: was - is, monthsBefore: before.length, monthsAfter: after.length };
}

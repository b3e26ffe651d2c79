/** What an improvement has saved (method 6.4): before minus after, per month; counted only when it is sure. */
import type { Verdict } from "@/db/terms";
import type { OutcomeCode } from "@/lib/trends/after-improvement";
import { mean } from "@/lib/trends/averages";
import { monthsBack, stepAfter } from "@/lib/trends/weeks";
import type { Amount } from "./formulas";

/** Cost by month of the root causes it acts on, in one currency, oldest first; the running month is not among them. */
export type MonthlyCost = { month: string; low: number; expected: number; high: number };

/** Per month, in the currency of the costs. Low and high are what the ranges on both sides allow. */
export type Avoided = { low: number; expected: number; high: number; monthsBefore: number; monthsAfter: number };

/**
 * Cost avoided per month by an improvement; undefined while it does not count: without an effective verdict, without a
 * signal in the wanted direction, or with months on one side only.
 * @param implementedOn its month counts on neither side
 */
export function costAvoided(
  costs: readonly MonthlyCost[],
  { implementedOn, verdict, signal }: { implementedOn: string; verdict: Verdict | null; signal: OutcomeCode | null },
): Avoided | undefined {
  if (verdict !== "effective" || signal !== "improved") return undefined;
  const month = monthOf(implementedOn);
  const [before, after] = [costs.filter((cost) => cost.month < month), costs.filter((cost) => cost.month > month)];
  const [was, is] = [meanOf(before), meanOf(after)];
  if (was === null || is === null) return undefined;
  return {
    low: was.low - is.high,
    expected: was.expected - is.expected,
    high: was.high - is.low,
    monthsBefore: before.length,
    monthsAfter: after.length,
  };
}

const monthOf = (day: string) => `${day.slice(0, 7)}-01`;

function meanOf(costs: readonly MonthlyCost[]) {
  const of = (bound: keyof Amount) => mean(costs.map((cost) => cost[bound]));
  const [low, expected, high] = [of("low"), of("expected"), of("high")];
  return low === null || expected === null || high === null ? null : { low, expected, high };
}

/** How often its root causes were met in a month, and what that cost; null: nobody wrote a cost down. */
export type MonthMet = Amount & { month: string; incidents: number };

/** So many months are looked at on each side. */
const mostMonths = 12;

/**
 * The months around the day it was in place, from the first of any report on. A month in which its causes were not met
 * cost nothing by them; one in which they were met and nobody wrote a cost down is unknown, and left out.
 * @param firstOn when the first incident of the relationship occurred; @param today its month is not over
 */
export function monthsAround(
  met: readonly MonthMet[],
  { implementedOn, firstOn, today }: { implementedOn: string; firstOn: string; today: string },
): { costs: MonthlyCost[]; unknown: number } {
  const known = new Map(met.map((each) => [each.month, each]));
  const place = monthOf(implementedOn);
  const earliest = monthsBack(place, mostMonths + 1);
  const costs: MonthlyCost[] = [];
  let unknown = 0;
  let after = 0;
  let month = earliest;
  if (monthOf(firstOn) > earliest) month = monthOf(firstOn);
  for (; month < monthOf(today) && after < mostMonths; month = stepAfter(month, "month")) {
    if (month === place) continue;
    const { low, expected, high, incidents } = known.get(month) ?? { ...nothing, incidents: 0 };
    if (expected) costs.push({ month, low: low ?? expected, expected, high: high ?? expected });
    else if (incidents > 0) unknown++;
    else costs.push({ month, low: 0, expected: 0, high: 0 });
    if (month > place) after++;
  }
  return { costs, unknown };
}

const nothing: Amount = { low: null, expected: null, high: null };

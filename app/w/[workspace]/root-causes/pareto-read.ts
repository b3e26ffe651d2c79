import { database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { type Period, periodAsked, usualPeriod } from "@/lib/root-causes/pareto-periods";
import { countImprovements } from "@/lib/root-causes/queries";
import { findCurrencies, listLargest } from "@/lib/root-causes/weekly-sums";
import { todayOf } from "@/lib/text/days";
import type { Address } from "./address";
import type { ParetoRead } from "./pareto-shown";

/** With which weeks were meant, and the currencies there are to choose from. */
export type ParetoAnswer = ParetoRead & { period: Period; currencies: string[] };

/** What an address asks for, of one relationship or of all, from the sums kept by week. Three queries. */
export async function readPareto(
  member: Member,
  address: Address,
  relationshipId: string | undefined,
): Promise<ParetoAnswer> {
  const db = database();
  const today = todayOf(member);
  const { inUse, proposed } = await findCurrencies(db, member);
  const currency = [address.currency, proposed, ...inUse].find((code) => code && inUse.includes(code)) ?? proposed;
  const period = address.period ?? usualPeriod(today);
  const second = address.view === "incidents" ? "money" : "incidents";
  const measureOf = (view: Address["view"]) => (view === "money" ? `money:${currency}` : view);
  const sums = await listLargest(db, member, {
    relationshipId,
    by: address.by,
    measure: measureOf(address.view),
    second: measureOf(second),
    period: periodAsked(period, today),
  });
  const ids = address.by === "cause" ? sums.named.map(({ id }) => id) : [];
  const improvements = ids.length > 0 ? await countImprovements(db, member, ids) : new Map();
  return { address, sums, second, currency, improvements, period, currencies: inUse };
}

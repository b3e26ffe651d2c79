import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { afresh, type Recall } from "@/lib/activity/recall";
import { findLedgerCurrency, listMonthCosts, type MonthCost } from "@/lib/friction/queries";
import { chartMeasures } from "@/lib/measures/charted";
import { listFollowed } from "@/lib/measures/queries";
import { listLatestFound } from "@/lib/measures/signals";
import { type Period, periodAsked, usualPeriod } from "@/lib/root-causes/pareto-periods";
import { todayOf } from "@/lib/text/days";
import { stuckAfterDays } from "@/lib/trends/ages";
import { monthsBack } from "@/lib/trends/weeks";
import { type CostChart, costChart, moneyFigures } from "./cost-chart";
import { listPressuresOverTime, type PressureOverTime } from "./pressures";
import { type ReadMeasure, readMeasures } from "./read-measures";
import { findStuck, type Stuck } from "./stuck";
import { findVitalFew, paretoOf, type VitalFew } from "./vital-few";
import { alignmentSaid, costSaid, pressuresSaid, type Said, signalsSaid, stuckSaid, vitalFewSaid } from "./words";

/** So many months of cost are drawn, the running one included. */
export const costMonths = 13;

/** What an executive reads of one relationship, in the order of the method (4.6). */
export type Overview = {
  period: Period;
  currency: string;
  read: ReadMeasure[];
  few: VitalFew;
  stuck: Stuck;
  costs: MonthCost[];
  cost: CostChart;
  pressures: PressureOverTime[];
};

/**
 * @param visit since when signals are new; undefined: all that there are
 * @param recall how what has not changed is read again
 */
export async function readOverview(
  db: Database,
  member: Member,
  relationshipId: string,
  visit: Promise<Date | undefined>,
  recall: Recall = afresh,
): Promise<Overview> {
  const today = todayOf(member);
  const period = usualPeriod(today);
  const [measures, currency, since] = await Promise.all([
    recall("measures", ["measure"], () => listFollowed(db, member, relationshipId)),
    recall("currency", ["ledger"], () => findLedgerCurrency(db, member, relationshipId)),
    visit,
  ]);
  const [charts, found, few, stuck, costs, pressures] = await Promise.all([
    chartMeasures(db, member, measures, recall),
    listLatestFound(db, member, relationshipId),
    findVitalFew(db, member, { relationshipId, period: periodAsked(period, today), currency }, recall),
    recall("stuck", ["improvement", "cycle", "root_cause"], () => findStuck(db, member, relationshipId)),
    listMonthCosts(db, member, { relationshipId, currency, since: monthsBack(today, costMonths) }),
    recall("pressures", ["cycle"], () => listPressuresOverTime(db, member, relationshipId)),
  ]);
  const read = readMeasures(measures, charts, { since, found, member });
  return { period, currency, read, few, stuck, costs, cost: costChart(costs, today), pressures };
}

/** One sentence for each part of the page, in its order; whoever reads no further has read it. */
export function sixSentences({ read, few, stuck, cost, currency, pressures }: Overview, locale: string): Said[] {
  const { finding, named } = paretoOf(few);
  const month = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const lastMonth = cost.last ? month.format(new Date(`${cost.last.month}T00:00:00Z`)) : "";
  return [
    signalsSaid(read),
    vitalFewSaid(
      finding,
      named.map(({ id }) => few.standings.get(id) ?? "nothing"),
    ),
    stuckSaid(stuck.stuck, stuck.open, stuck.cards[0]?.title, stuckAfterDays),
    costSaid(cost.chart, moneyFigures(currency, locale), cost.last, lastMonth),
    alignmentSaid,
    pressuresSaid(pressures),
  ];
}

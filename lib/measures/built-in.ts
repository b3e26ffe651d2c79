import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { daysFrom } from "@/lib/text/days";
import type { ChartPoint } from "@/lib/trends/chart-point";
import type { MeasureRow } from "./measure-deed";
import { periodOf, periodsBetween } from "./periods";
import type { Place } from "./place";

/** What the incidents say, period by period: from sums that are kept, so that it costs the same however many there are. */

/** `from` is the first day that counts, `before` the first that does not. */
type Asked = { from: string; before: string };
type Found = { day: string; value: number };

/**
 * Counts and sums: 0 where nothing happened since the first period in which anything did, for before that nobody was
 * logging. A lead time exists only where something was verified: elsewhere it is a gap.
 */
export async function sumsOf(db: Database, place: Place, measure: MeasureRow, asked: Asked): Promise<ChartPoint[]> {
  const found = rows<Found>(await db.execute(queryOf(place, measure, asked)));
  if (measure.source === "lead_time") return found.map(({ day, value }) => ({ periodOn: day, value }));
  const sums = new Map<string, number>();
  for (const { day, value } of found) {
    const periodOn = periodOf(day, measure.period);
    sums.set(periodOn, (sums.get(periodOn) ?? 0) + value);
  }
  const first = [...sums.keys()].sort()[0];
  if (first === undefined) return [];
  // `before` is the first day of a period, too.
  const all = periodsBetween(first, asked.before, measure.period).slice(0, -1);
  return all.map((periodOn) => ({ periodOn, value: sums.get(periodOn) ?? 0 }));
}

/** So many of the latest incidents are looked at for the days between them. */
const mostEvents = 120;

/** For rare things: how many days passed from one incident to the next, at the day of the later one. */
export async function eventsOf(db: Database, place: Place, measure: MeasureRow, asked: Asked): Promise<ChartPoint[]> {
  const found = await db.execute(sql`
    select occurred_on::text as day, 0 as value from incidents
    where ${ofScope(place, measure)} and occurred_on >= ${asked.from}::date and occurred_on < ${asked.before}::date
    order by occurred_on desc, id desc limit ${mostEvents}`);
  const days = rows<Found>(found)
    .map(({ day }) => day)
    .reverse();
  return days.slice(1).map((day, nth) => ({ periodOn: day, value: daysFrom(days[nth] ?? day, day) }));
}

function queryOf(place: Place, measure: MeasureRow, asked: Asked): SQL {
  const { source, handOff, category, period } = measure;
  if (source === "lead_time") return leadTimes(place, measure, asked);
  const ofRootCauses = category !== null && handOff === null && source !== "recurrences";
  return ofRootCauses || (handOff === null && period === "week" && source !== "recurrences")
    ? fromWeeks(place, measure, asked)
    : fromDays(place, measure, asked);
}

const measureCodes = { incidents: "incidents", hours: "hours", recurrences: "recurred" } as const;

const codeOf = ({ source, currency }: MeasureRow) =>
  source === "cost" ? `money:${currency}` : measureCodes[source as keyof typeof measureCodes];

/**
 * By the week in which it happened, and by the categories of its root causes. Months are those of the weeks that begin in
 * them, as in the charts of these causes.
 */
const fromWeeks = (place: Place, measure: MeasureRow, asked: Asked): SQL => sql`
  select week::text as day, expected::float8 as value from friction_weeks
  where workspace_id = ${place.workspaceId} and relationship_id = ${measure.relationshipId} and measure = ${codeOf(measure)}
    and root_cause_id is null and category is not distinct from ${measure.category}::text
    and week >= ${asked.from}::date and week < ${asked.before}::date
  order by week`;

/** By the day on which it happened: months are exact. A category here is what the incident itself says. */
const fromDays = (place: Place, measure: MeasureRow, asked: Asked): SQL => sql`
  select date_trunc(${measure.period}, on_day)::date::text as day, sum(value)::float8 as value from measure_days
  where workspace_id = ${place.workspaceId} and relationship_id = ${measure.relationshipId} and measure = ${codeOf(measure)}
    and hand_off = ${measure.handOff ?? ""} and category = ${measure.category ?? ""}
    and on_day >= ${asked.from}::date and on_day < ${asked.before}::date
  group by 1 having sum(value) <> 0 order by 1`;

/**
 * method 4.6: days from the first report of what an improvement acts on to its first effective verdict, at the period of
 * the verdict. Where no incident hangs on it, it begins with the improvement itself.
 */
const leadTimes = (place: Place, { relationshipId, period }: MeasureRow, asked: Asked): SQL => sql`
  select date_trunc(${period}, verified_on)::date::text as day, percentile_cont(0.5) within group (order by days) as value
  from verified_leads
  where workspace_id = ${place.workspaceId} and relationship_id = ${relationshipId}
    and verified_on >= ${asked.from}::date and verified_on < ${asked.before}::date
  group by 1 order by 1`;

/** The incidents that a measure is about; what was withdrawn is none. */
function ofScope(place: Place, { relationshipId, handOff, category }: MeasureRow): SQL {
  const hand = handOff === null ? sql`` : sql` and incidents.hand_off = ${handOff}`;
  const of = category === null ? sql`` : sql` and incidents.category = ${category}`;
  return sql`incidents.workspace_id = ${place.workspaceId} and incidents.relationship_id = ${relationshipId}
    and incidents.stage <> 'withdrawn'${hand}${of}`;
}

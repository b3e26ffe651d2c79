import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { daysFrom } from "@/lib/text/days";
import { median } from "@/lib/trends/averages";
import type { ChartPoint } from "@/lib/trends/chart-point";
import type { MeasureRow } from "./measure-deed";
import { periodOf, periodsBetween } from "./periods";
import type { Place } from "./place";

/** What the incidents say, period by period: from the sums that are kept by week where they know it. */

/** `from` is the first day that counts, `before` the first that does not. */
type Asked = { from: string; before: string };
type Found = { day: string; value: number };

/**
 * Counts and sums: 0 where nothing happened since the first period in which anything did, for before that nobody was
 * logging. A lead time exists only where something was verified: elsewhere it is a gap.
 */
export async function sumsOf(db: Database, place: Place, measure: MeasureRow, asked: Asked): Promise<ChartPoint[]> {
  const found = rows<Found>(await db.execute(queryOf(place, measure, asked)));
  if (measure.source === "lead_time") return medians(found, measure);
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
  const { source, handOff } = measure;
  if (source === "recurrences") return recurrences(place, measure, asked);
  if (source === "lead_time") return leadTimes(place, measure, asked);
  return handOff === null ? fromKeptSums(place, measure, asked) : fromIncidents(place, measure, asked);
}

const measureCodes = { incidents: "incidents", hours: "hours" } as const;

function fromKeptSums(place: Place, { source, category, currency, relationshipId }: MeasureRow, asked: Asked): SQL {
  const code = source === "cost" ? `money:${currency}` : measureCodes[source as keyof typeof measureCodes];
  return sql`
    select week::text as day, expected::float8 as value from friction_weeks
    where workspace_id = ${place.workspaceId} and relationship_id = ${relationshipId} and measure = ${code}
      and root_cause_id is null and category is not distinct from ${category}::text
      and week >= ${asked.from}::date and week < ${asked.before}::date
    order by week`;
}

/** The weekly sums know no hand-offs: its incidents are counted, by the index on hand-off and day. */
function fromIncidents(place: Place, measure: MeasureRow, asked: Asked): SQL {
  const { source, currency } = measure;
  const here = sql`${ofScope(place, measure)} and occurred_on >= ${asked.from}::date and occurred_on < ${asked.before}::date`;
  if (source === "incidents")
    return sql`select occurred_on::text as day, count(*)::float8 as value from incidents where ${here}
      group by occurred_on order by occurred_on`;
  const unit = source === "cost" ? sql`c.unit = 'money' and c.currency = ${currency}` : sql`c.unit = 'hours'`;
  return sql`
    select occurred_on::text as day, sum(c.expected)::float8 as value from incidents
    join incident_costs c on c.workspace_id = incidents.workspace_id and c.incident_id = incidents.id
      and c.removed_at is null and ${unit}
    where ${here} group by occurred_on order by occurred_on`;
}

/** method 1.10: each incident that recurred counts once, on its day. */
const recurrences = (place: Place, measure: MeasureRow, asked: Asked): SQL => sql`
  select occurred_on::text as day, count(distinct incidents.id)::float8 as value from recurrences r
  join incidents on incidents.workspace_id = r.workspace_id and incidents.id = r.incident_id
  where r.workspace_id = ${place.workspaceId} and ${ofScope(place, measure)}
    and occurred_on >= ${asked.from}::date and occurred_on < ${asked.before}::date
  group by occurred_on order by occurred_on`;

/**
 * method 4.6: days from the first report of what an improvement acts on to its first effective verdict, at the day of
 * the verdict. Where no incident hangs on it, it begins with the improvement itself.
 */
const leadTimes = (place: Place, { relationshipId }: MeasureRow, asked: Asked): SQL => {
  const zone = sql`${place.workspace.timeZone}::text`;
  return sql`
    select (verified.at at time zone ${zone})::date::text as day,
      (verified.at at time zone ${zone})::date
        - (coalesce(reported.at, i.created_at) at time zone ${zone})::date as value
    from (
      select improvement_id, min(given_at) as at from checks
      where workspace_id = ${place.workspaceId} and verdict = 'effective' group by improvement_id) verified
    join improvements i on i.workspace_id = ${place.workspaceId} and i.id = verified.improvement_id
      and i.relationship_id = ${relationshipId}
    left join lateral (
      select min(n.created_at) as at from improvement_whys iw
      join whys w on w.workspace_id = iw.workspace_id and w.id = iw.why_id
      join incident_trees it on it.workspace_id = w.workspace_id and it.tree_id = w.tree_id
      join incidents n on n.workspace_id = it.workspace_id and n.id = it.incident_id
      where iw.workspace_id = i.workspace_id and iw.improvement_id = i.id and n.created_at <= verified.at) reported on true
    where (verified.at at time zone ${zone})::date >= ${asked.from}::date
      and (verified.at at time zone ${zone})::date < ${asked.before}::date
    order by day`;
};

/** The incidents that a measure is about; what was withdrawn is none. */
function ofScope(place: Place, { relationshipId, handOff, category }: MeasureRow): SQL {
  const hand = handOff === null ? sql`` : sql` and incidents.hand_off = ${handOff}`;
  const of = category === null ? sql`` : sql` and incidents.category = ${category}`;
  return sql`incidents.workspace_id = ${place.workspaceId} and incidents.relationship_id = ${relationshipId}
    and incidents.stage <> 'withdrawn'${hand}${of}`;
}

function medians(found: readonly Found[], { period }: MeasureRow): ChartPoint[] {
  const groups = new Map<string, number[]>();
  for (const { day, value } of found) {
    const periodOn = periodOf(day, period);
    groups.set(periodOn, [...(groups.get(periodOn) ?? []), value]);
  }
  return [...groups].map(([periodOn, values]) => ({ periodOn, value: median(values) }));
}

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { Category } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/** Reads of the sums that are kept week by week; how many incidents there are makes no difference to them. */

/** `since` and `until` are Mondays; no relationship means all. A measure is incidents, hours, days or money:EUR. */
export type SumsAsked = {
  by: "cause" | "category";
  measure: string;
  second: string; // shown beside it
  relationshipId?: string;
  since?: string;
  until: string;
};

/** What one root cause or category makes; `name` is the entry's text, or the category's code. */
export type Summed = { id: string; name: string; value: number; second: number };

export type Sums = {
  named: Summed[]; // the largest first
  others: { count: number; value: number; second: number };
  /** Incidents in these weeks: all, and those with a root cause (or category) that is known. */
  incidents: number;
  known: number;
};

const scope = (
  member: Member,
  { relationshipId, since, until }: Pick<SumsAsked, "relationshipId" | "since" | "until">,
) => {
  const relationships = relationshipId
    ? sql`array[${relationshipId}::uuid]`
    : sql`array(select id from relationships where workspace_id = ${member.workspaceId})`;
  const from = since ? sql`and week >= ${since}::date` : sql``;
  return sql`workspace_id = ${member.workspaceId} and relationship_id = any(${relationships})
    and week <= ${until}::date ${from}`;
};

const byName: Record<SumsAsked["by"], { column: SQL; join: SQL; name: SQL; known: string }> = {
  cause: {
    column: sql`root_cause_id`,
    join: sql`join root_causes r on r.workspace_id = s.workspace_id and r.id = s.root_cause_id`,
    name: sql`r.text`,
    known: "explained",
  },
  category: { column: sql`category`, join: sql``, name: sql`s.category`, known: "categorised" },
};

/** What makes the most, `most` of them by name and the others together. One query. */
export async function listLargest(db: Database, member: Member, asked: SumsAsked, most = 10): Promise<Sums> {
  const { column, join, name, known } = byName[asked.by];
  const measures = [...new Set([asked.measure, asked.second, "incidents", known])];
  const sumOf = (measure: string) => sql`coalesce(sum(expected) filter (where measure = ${measure}), 0)`;
  const found = await db.execute(sql`
    with scanned as materialized (
      select workspace_id, root_cause_id, category, measure, sum(expected) as expected from friction_weeks
      where ${scope(member, asked)} and measure = any(string_to_array(${measures.join(",")}, ','))
      group by workspace_id, root_cause_id, category, measure),
    summed as (
      select workspace_id, root_cause_id, category, ${sumOf(asked.measure)} as value, ${sumOf(asked.second)} as second
      from scanned where ${column} is not null group by workspace_id, root_cause_id, category),
    ranked as materialized (
      select s.${column}::text as id, ${name} as name, s.value, s.second,
        row_number() over (order by s.value desc, ${name}, s.${column}) as place
      from summed s ${join} where s.value > 0),
    everything as (
      select ${sumOf("incidents")} as incidents, ${sumOf(known)} as known
      from scanned where root_cause_id is null and category is null)
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'value', value, 'second', second)
        order by place), '[]') from ranked where place <= ${most}) as named,
      (select json_build_object('count', count(*), 'value', coalesce(sum(value), 0), 'second', coalesce(sum(second), 0))
        from ranked where place > ${most}) as others,
      incidents::float8 as incidents, known::float8 as known
    from everything`);
  return one(rows<Sums>(found));
}

export type WeekCount = { week: string; incidents: number };
export type TrendOf = { rootCauseId: string } | { category: Category };

/** In which weeks a root cause or category was met, and by how many incidents; weeks without any are not in it. */
export async function listWeeks(
  db: Database,
  member: Member,
  of: TrendOf,
  asked: Pick<SumsAsked, "relationshipId" | "since" | "until">,
): Promise<WeekCount[]> {
  const is = "category" in of ? sql`category = ${of.category}` : sql`root_cause_id = ${of.rootCauseId}`;
  const found = await db.execute(sql`
    select week::text as week, sum(expected)::float8 as incidents from friction_weeks
    where ${scope(member, asked)} and measure = 'incidents' and ${is}
    group by week having sum(expected) > 0 order by week`);
  return rows<WeekCount>(found);
}

/** The currencies in which a cost was ever written down here. */
export async function listCostCurrencies(db: Database, member: Member): Promise<string[]> {
  // From one currency to the next through the index, however many weeks lie between.
  const next = (after: SQL) => sql`(
    select measure from friction_weeks
    where workspace_id = ${member.workspaceId} and relationship_id = r.id and measure > ${after} and measure < 'money;'
    order by measure limit 1)`;
  const found = await db.execute(sql`
    select distinct substr(m.measure, 7) as currency from relationships r cross join lateral (
      with recursive m as (
        select ${next(sql`'money:'`)} as measure
        union all
        select ${next(sql`m.measure`)} from m where m.measure is not null)
      select measure from m where measure is not null) m
    where r.workspace_id = ${member.workspaceId} order by currency`);
  return rows<{ currency: string }>(found).map(({ currency }) => currency);
}

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { Category } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/** Reads of the sums that are kept by week and by year; how many incidents there are makes no difference to them. */

/** Mondays from `since` to `until`; or the weeks that begin in a year, which are kept as one sum; 0 is all years. */
export type Period = { since?: string; until: string } | { year: number };

/** No relationship means all. A measure is incidents, hours, days or money:EUR. */
export type SumsAsked = {
  by: "cause" | "category";
  measure: string;
  second: string; // shown beside it
  relationshipId?: string;
  period: Period;
};

/** What one root cause or category makes; `name` is the entry's text, or the category's code. */
export type Summed = {
  id: string;
  name: string;
  value: number;
  second: number;
  acceptedReviewOn: string | null; // of a root cause that a sponsor accepts
};

export type Sums = {
  named: Summed[]; // the largest first
  others: { count: number; value: number };
  /** Incidents in these weeks: all, and those with a root cause (or category) that is known. */
  incidents: number;
  known: number;
};

const ofRelationships = (member: Member, relationshipId: string | undefined) => {
  const single = sql`= ${relationshipId}`;
  const all = sql`= any(array(select id from relationships where workspace_id = ${member.workspaceId}))`;
  return sql`workspace_id = ${member.workspaceId} and relationship_id ${relationshipId ? single : all}`;
};

function inWeeks(period: Period): SQL {
  if ("year" in period)
    return period.year === 0
      ? sql`true`
      : sql`week between ${`${period.year}-01-01`}::date and ${`${period.year}-12-31`}::date`;
  return period.since
    ? sql`week between ${period.since}::date and ${period.until}::date`
    : sql`week <= ${period.until}::date`;
}

/**
 * Added up as the machine's own numbers, which costs a fifth less than numeric over thousands of causes. They are kept in
 * six places and rounded to them, so equal sums stay equal.
 */
const sumOf = sql`round(sum(expected::float8) * 1e6) / 1e6`;

/** What makes the most, `most` of them by name and the others together. One query. */
export async function listLargest(db: Database, member: Member, asked: SumsAsked, most = 10): Promise<Sums> {
  const { workspaceId } = member;
  const { by, period } = asked;
  const byCause = by === "cause";
  const column = sql.raw(byCause ? "root_cause_id" : "category");
  const known = byCause ? "explained" : "categorised";
  const ours = ofRelationships(member, asked.relationshipId);
  const weeks = sql`friction_weeks where ${ours} and ${inWeeks(period)} and ${
    byCause ? sql`root_cause_id is not null` : sql`root_cause_id is null and category is not null`
  }`;
  const years = sql`friction_years where ${ours} and year = ${"year" in period ? period.year : 0}`;
  const sums = byCause && "year" in period ? years : weeks;
  const isRanked = sums === years && asked.relationshipId !== undefined;
  // One row a cause, in the order of its size: the largest are read from the end of an index, and nothing is added up.
  const summed = isRanked
    ? sql`select ${column} as id, expected as value from ${sums} and measure = ${asked.measure} and expected > 0`
    : sql`select ${column} as id, ${sumOf} as value from ${sums} and measure = ${asked.measure}
        group by ${column} having ${sumOf} > 0`;
  // Names are looked up only of those that may be among the largest, one by one: ties are broken by them.
  const nameOfEach = sql`cross join lateral (
    select text, accepted_review_on from root_causes where workspace_id = ${workspaceId} and id = s.id limit 1) r`;
  // "Nulls last", though there are none, for so the index on the sizes is ordered.
  const found = await db.execute(sql`
    with summed as ${sql.raw(isRanked ? "not materialized" : "materialized")} (${summed}),
    least as materialized (select value from summed order by value desc nulls last limit 1 offset ${most - 1}),
    near as materialized (select id, value from summed where value >= coalesce((select value from least), 0)),
    largest as materialized (
      select s.id, s.value, ${byCause ? sql`r.text` : sql`s.id`} as name,
        ${byCause ? sql`r.accepted_review_on` : sql`null`} as review from near s
      ${byCause ? nameOfEach : sql``}
      order by s.value desc, name, s.id limit ${most}),
    named as (
      select l.*, (select coalesce(sum(expected), 0) from ${sums} and measure = ${asked.second} and ${column} = l.id) as second
      from largest l),
    everything as (
      select coalesce(sum(expected) filter (where measure = 'incidents'), 0) as incidents,
        coalesce(sum(expected) filter (where measure = ${known}), 0) as known
      from friction_weeks
      where ${ours} and ${inWeeks(period)} and measure in ('incidents', ${known}) and root_cause_id is null
        and category is null)
    select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'value', value, 'second', second,
        'acceptedReviewOn', review) order by value desc, name, id), '[]') from named) as named,
      (select json_build_object('count', count(*) - (select count(*) from largest),
        'value', coalesce(sum(value), 0) - (select coalesce(sum(value), 0) from largest)) from summed) as others,
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
  { relationshipId, ...period }: { relationshipId?: string; since: string; until: string },
): Promise<WeekCount[]> {
  const is = "category" in of ? sql`category = ${of.category}` : sql`root_cause_id = ${of.rootCauseId}`;
  const found = await db.execute(sql`
    select week::text as week, sum(expected)::float8 as incidents from friction_weeks
    where ${ofRelationships(member, relationshipId)} and ${inWeeks(period)} and measure = 'incidents' and ${is}
    group by week having sum(expected) > 0 order by week`);
  return rows<WeekCount>(found);
}

/** The currencies in which a cost was ever written down here, and the one that the workspace proposes. */
export async function findCurrencies(db: Database, member: Member): Promise<{ inUse: string[]; proposed: string }> {
  // From one currency to the next through the index, however many weeks lie between.
  const next = (after: SQL) => sql`(
    select measure from friction_weeks
    where workspace_id = ${member.workspaceId} and relationship_id = r.id and measure > ${after} and measure < 'money;'
      and root_cause_id is null
    order by measure limit 1)`;
  const found = await db.execute(sql`
    select w.currency as proposed, array(
      select distinct substr(m.measure, 7) as currency from relationships r cross join lateral (
        with recursive m as (
          select ${next(sql`'money:'`)} as measure
          union all
          select ${next(sql`m.measure`)} from m where m.measure is not null)
        select measure from m where measure is not null) m
      where r.workspace_id = ${member.workspaceId} order by currency) as "inUse"
    from workspaces w where w.id = ${member.workspaceId}`);
  return one(rows<{ inUse: string[]; proposed: string }>(found));
}

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { causesOfIncidents } from "./causes-of";

/*
 * What an incident adds to the sums that charts read, as SQL. It adds to all incidents, to each of its root causes, and
 * to each of their categories; to its provisional category as long as no root cause says better. A withdrawn incident
 * was none and adds nothing. A count is 1 at each; hours, days and money are divided among the root causes, so that
 * the causes of a category add up to it (method 1.10). Two more counts say of how many incidents a chart speaks:
 * those `explained` by at least one root cause, and those `categorised`.
 */

/** The Monday of a day's week. */
export const mondayOf = (day: SQL) => sql`(${day} - (extract(isodow from ${day})::int - 1))`;

const standing = (workspaceId: string, incidents: SQL) => sql`
  select i.* from ${incidents} asked cross join lateral (
    select n.id, n.relationship_id, ${mondayOf(sql`n.occurred_on`)} as week, n.category from incidents n
    where n.workspace_id = ${workspaceId} and n.id = asked.id and n.stage <> 'withdrawn' offset 0) i`;

const causes = (workspaceId: string) => sql`
  select c.incident_id, c.root_cause_id, r.category, count(*) over (partition by c.incident_id) as parts
  from (select distinct incident_id, root_cause_id from (${causesOfIncidents(workspaceId, sql`standing`)}) hanging) c
  cross join lateral (
    select category from root_causes where workspace_id = ${workspaceId} and id = c.root_cause_id offset 0) r`;

/** Where an incident adds, and which part of an amount goes there. */
const places = sql`
  select id as incident_id, null::uuid as root_cause_id, null::text as category, 1::numeric as part from standing
  union all
  select incident_id, root_cause_id, null, 1::numeric / parts from causes
  union all
  select incident_id, null, category, count(*)::numeric / max(parts) from causes group by incident_id, category
  union all
  select id, null, category, 1 from standing
  where category is not null and id not in (select incident_id from causes)`;

/** Left out, low and high are what is expected: nobody has said that it may be less or more. */
const amounts = (workspaceId: string) => sql`
  select id as incident_id, 'incidents' as measure, 1::numeric as low, 1::numeric as expected, 1::numeric as high
  from standing
  union all
  select s.id, c.measure, c.low, c.expected, c.high
  from standing s cross join lateral (
    select case unit when 'money' then 'money:' || currency else unit end as measure,
      sum(coalesce(low, expected)) as low, sum(expected) as expected, sum(coalesce(high, expected)) as high
    from incident_costs where workspace_id = ${workspaceId} and incident_id = s.id and removed_at is null
    group by 1) c
  where c.high > 0`;

const fresh = sql`
  select s.id as incident_id, s.relationship_id, s.week, p.root_cause_id, p.category, a.measure,
    round(case a.measure when 'incidents' then 1 else a.low * p.part end, 6) as low,
    round(case a.measure when 'incidents' then 1 else a.expected * p.part end, 6) as expected,
    round(case a.measure when 'incidents' then 1 else a.high * p.part end, 6) as high
  from standing s
  join amounts a on a.incident_id = s.id
  join places p on p.incident_id = s.id
  union all
  select id, relationship_id, week, null, null, 'explained', 1, 1, 1 from standing
  where id in (select incident_id from causes)
  union all
  select id, relationship_id, week, null, null, 'categorised', 1, 1, 1 from standing
  where category is not null or id in (select incident_id from causes)`;

/**
 * SQL to put behind WITH: `fresh`, what the incidents add now, and `moved`, how that differs from what is kept of them.
 * Both have the columns of friction_shares.
 * @param incidents what to put behind FROM; has a column `id`
 */
export const freshFriction = (workspaceId: string, incidents: SQL) => sql`
  standing as materialized (${standing(workspaceId, incidents)}),
  causes as materialized (${causes(workspaceId)}),
  places as materialized (${places}),
  amounts as materialized (${amounts(workspaceId)}),
  fresh as materialized (${fresh}),
  kept as materialized (
    select f.* from ${incidents} asked cross join lateral (
      select * from friction_shares where workspace_id = ${workspaceId} and incident_id = asked.id) f),
  moved as materialized (
    select incident_id, relationship_id, week, root_cause_id, category, measure,
      sum(low) as low, sum(expected) as expected, sum(high) as high
    from (
      select * from fresh
      union all
      select incident_id, relationship_id, week, root_cause_id, category, measure, -low, -expected, -high from kept
    ) both_sides
    group by incident_id, relationship_id, week, root_cause_id, category, measure
    having sum(low) <> 0 or sum(expected) <> 0 or sum(high) <> 0)`;

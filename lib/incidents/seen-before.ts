import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { theseIds } from "./causes-of";

export type SeenBefore = { times: number; lastOn: string };

/**
 * How often a root cause of each incident had been seen before it: earlier incidents that share one, through trees or
 * links. One query for a whole page; incidents without any are not in it, and one that was withdrawn was none. Read from
 * what incidents are kept to add to the weekly sums (docs/decisions/kept-sums.md): the weeks before are counted there,
 * and only the incidents of the same week are looked at one by one.
 */
export async function listSeenBefore(
  db: Database,
  member: Member,
  incidentIds: readonly string[],
): Promise<Map<string, SeenBefore>> {
  if (incidentIds.length === 0) return new Map();
  const { workspaceId } = member;
  const added = sql`workspace_id = ${workspaceId} and measure = 'incidents' and root_cause_id is not null`;
  const days = sql`select id, occurred_on from incidents where workspace_id = ${workspaceId}`;
  // Incidents of one set of causes are counted once for all their weeks, not again for each row of the page.
  const found = await db.execute(sql`
    with mine as materialized (
      select asked.id, share.week, share.causes, day.occurred_on
      from ${theseIds(incidentIds)} asked
      cross join lateral (
        select week, array_agg(root_cause_id order by root_cause_id) as causes from friction_shares
        where ${added} and incident_id = asked.id group by week) share
      cross join lateral (${days} and id = asked.id offset 0) day),
    weeks as materialized (
      select causes, week, sum(count(*)) over before as times, max(week) over before as last_week
      from (
        select distinct sets.causes, share.week, share.incident_id
        from (select causes, max(week) as last_week from mine group by causes) sets
        cross join lateral unnest(sets.causes) cause (id)
        cross join lateral (
          select week, incident_id from friction_shares
          where ${added} and root_cause_id = cause.id and week <= sets.last_week offset 0) share) met
      group by causes, week
      window before as (partition by causes order by week rows between unbounded preceding and 1 preceding))
    select mine.id, (coalesce(weeks.times, 0) + same.times)::int as times,
      coalesce(same.last_on, (
        select max(day.occurred_on) from friction_shares share
        cross join lateral (${days} and id = share.incident_id offset 0) day
        where ${added} and root_cause_id = any(mine.causes) and week = weeks.last_week))::text as last_on
    from mine join weeks on weeks.causes = mine.causes and weeks.week = mine.week
    cross join lateral (
      select count(distinct day.id) as times, max(day.occurred_on) as last_on
      from friction_shares share
      cross join lateral (${days} and id = share.incident_id offset 0) day
      where ${added} and root_cause_id = any(mine.causes) and week = mine.week
        and (day.occurred_on, day.id) < (mine.occurred_on, mine.id)) same
    where coalesce(weeks.times, 0) + same.times > 0`);
  return new Map(
    rows<{ id: string; times: number; last_on: string }>(found).map((row) => [
      row.id,
      { times: row.times, lastOn: row.last_on },
    ]),
  );
}

import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { causesOfIncidents, incidentsOfCauses, theseIds } from "./causes-of";

export type SeenBefore = { times: number; lastOn: string };

/**
 * How often a root cause of each incident had been seen before it: earlier incidents that share one, through trees or
 * links. One query for a whole page; incidents without any are not in it. An incident withdrawn was none.
 */
export async function listSeenBefore(
  db: Database,
  member: Member,
  incidentIds: readonly string[],
): Promise<Map<string, SeenBefore>> {
  if (incidentIds.length === 0) return new Map();
  const { workspaceId } = member;
  // Incidents of one set of causes are numbered once, not counted again for each row of the page.
  const found = await db.execute(sql`
    with mine as materialized (${causesOfIncidents(workspaceId, theseIds(incidentIds))}),
    sets as materialized (
      select incident_id, array_agg(distinct root_cause_id) as causes from mine group by incident_id),
    theirs as materialized (
      ${incidentsOfCauses(workspaceId, sql`(select distinct root_cause_id as id from mine)`)}),
    met as materialized (
      select distinct s.causes, t.incident_id
      from (select distinct causes from sets) s join theirs t on t.root_cause_id = any(s.causes)),
    numbered as (
      select met.causes, i.id,
        count(*) filter (where i.stage <> 'withdrawn') over before as times,
        max(i.occurred_on) filter (where i.stage <> 'withdrawn') over before as last_on
      from met cross join lateral (
        select id, occurred_on, stage from incidents
        where workspace_id = ${workspaceId} and id = met.incident_id offset 0) i
      window before as (
        partition by met.causes order by i.occurred_on, i.id rows between unbounded preceding and 1 preceding))
    select numbered.id as incident_id, times::int as times, last_on::text as last_on
    from numbered join sets on sets.incident_id = numbered.id and sets.causes = numbered.causes
    where times > 0`);
  return new Map(
    rows<{ incident_id: string; times: number; last_on: string }>(found).map((row) => [
      row.incident_id,
      { times: row.times, lastOn: row.last_on },
    ]),
  );
}

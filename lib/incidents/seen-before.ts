import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { causesOfIncidents, incidentsOfCauses, oneOf } from "./causes-of";

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
  const found = await db.execute(sql`
    with mine as materialized (${causesOfIncidents(workspaceId, oneOf(incidentIds))}),
    theirs as materialized (
      ${incidentsOfCauses(workspaceId, (cause) => sql`${cause} in (select root_cause_id from mine)`)})
    select mine.incident_id, count(distinct other.id)::int as times, max(other.occurred_on)::text as last_on
    from mine
    join incidents me on me.workspace_id = ${workspaceId} and me.id = mine.incident_id
    join theirs on theirs.root_cause_id = mine.root_cause_id and theirs.incident_id <> mine.incident_id
    join incidents other on other.workspace_id = ${workspaceId} and other.id = theirs.incident_id
      and other.stage <> 'withdrawn' and (other.occurred_on, other.id) < (me.occurred_on, me.id)
    group by mine.incident_id`);
  return new Map(
    rows<{ incident_id: string; times: number; last_on: string }>(found).map((row) => [
      row.incident_id,
      { times: row.times, lastOn: row.last_on },
    ]),
  );
}

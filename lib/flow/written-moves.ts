import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { theseIds } from "@/lib/incidents/causes-of";

/*
 * The moves of incidents, written anew from their history: of incidents that were there before moves were kept, of those
 * that arrived with a past, and of those whose moves do not end where the incident stands.
 */

/** Writes the moves of these incidents from what the history tells; triggers bring the counts along. Two statements. */
export async function writeMoves(tx: Database, workspaceId: string, incidentIds: readonly string[]): Promise<void> {
  const ids = theseIds([...incidentIds].sort());
  await tx.execute(sql`
    delete from incident_moves
    where workspace_id = ${workspaceId} and incident_id in (select id from ${ids} asked)`);
  await tx.execute(sql`
    insert into incident_moves
      (workspace_id, incident_id, place, relationship_id, opened_on, since_on, moved_on, from_stage, to_stage)
    ${movesTold(workspaceId, ids)}`);
}

/**
 * Where the history says nothing of the stage in which an incident is found, it came there when it was closed; or on its
 * last day that is known. No move is earlier than the one before it.
 */
const movesTold = (workspaceId: string, ids: SQL) => sql`
  with asked as materialized (
    select i.id, i.relationship_id, i.stage, i.created_at, i.closed_at, w.time_zone,
      i.stage in ('closed', 'withdrawn', 'contained_only') as ended
    from ${ids} these
    join incidents i on i.workspace_id = ${workspaceId} and i.id = these.id
    join workspaces w on w.id = i.workspace_id),
  history as materialized (
    select a.subject_id as id, a.sequence, a.at, a.details->>'from' as from_stage,
      case when a.verb in ('incident.stage_moved', 'incident.reopened') then a.details->>'to' else substr(a.verb, 10) end as to_stage
    from asked cross join lateral (
      select subject_id, sequence, at, details, verb from activity
      where workspace_id = ${workspaceId} and subject_id = asked.id and verb in (${sql.raw(verbs)}) offset 0) a),
  known as materialized (
    select id, min(sequence) as first, max(sequence) as last, max(at) as last_at from history group by id),
  told as (
    select asked.id, -1 as nth, created_at as at,
      coalesce(h.from_stage, case when ended then 'reported' else stage end) as to_stage
    from asked left join known on known.id = asked.id
    left join history h on h.id = asked.id and h.sequence = known.first
    union all
    select id, sequence, at, to_stage from history
    union all
    select asked.id, 9e15, coalesce(closed_at, last_at, created_at), stage
    from asked left join known on known.id = asked.id
    left join history h on h.id = asked.id and h.sequence = known.last
    where stage <> coalesce(h.to_stage, case when ended then 'reported' else stage end)),
  days as (
    select asked.id, nth, told.to_stage, relationship_id,
      max((at at time zone time_zone)::date) over until_now as moved_on,
      lag(told.to_stage) over (partition by asked.id order by nth) as from_stage
    from told join asked on asked.id = told.id
    window until_now as (partition by asked.id order by nth))
  select ${workspaceId}::uuid, id, row_number() over of_each, relationship_id, first_value(moved_on) over of_each,
    lag(moved_on) over of_each, moved_on, from_stage, to_stage
  from days where from_stage is distinct from to_stage
  window of_each as (partition by id order by nth)`;

const verbs = [
  "incident.stage_moved",
  "incident.reopened",
  "incident.closed",
  "incident.withdrawn",
  "incident.contained_only",
]
  .map((verb) => `'${verb}'`)
  .join(", ");

import "server-only";
import { type SQL, sql } from "drizzle-orm";

/**
 * SQL of (incident_id, root_cause_id, linked): the root causes of incidents, be it that one of their trees ends in it
 * or that a person linked it (`linked`). A why counts as long as it is live (nothing above it is refuted), and a
 * cross-link counts for its target's root cause (method 1.9, R). One row for each way they hang together.
 * @param among condition on a column named `incident_id`
 */
export const causesOfIncidents = (workspaceId: string, among: (incidentId: SQL) => SQL) => sql`
  select l.incident_id, l.root_cause_id, true as linked
  from incident_root_causes l
  where l.workspace_id = ${workspaceId} and ${among(sql`l.incident_id`)}
  union all
  select it.incident_id, coalesce(t.root_cause_id, w.root_cause_id), false
  from incident_trees it
  join whys w on w.workspace_id = it.workspace_id and w.tree_id = it.tree_id
    and w.removed_at is null and w.ending in ('root_cause', 'same_as')
  left join whys t on w.ending = 'same_as' and t.workspace_id = w.workspace_id and t.id = w.same_as_id
    and t.removed_at is null and t.ending = 'root_cause'
  where it.workspace_id = ${workspaceId} and ${among(sql`it.incident_id`)}
    and case w.ending when 'root_cause' then w.root_cause_id else t.root_cause_id end is not null
    and not exists (
      with recursive up as (
        select w.parent_id, w.status
        union all
        select p.parent_id, p.status
        from up join whys p on p.workspace_id = ${workspaceId} and p.id = up.parent_id
      )
      select 1 from up where up.status = 'refuted')`;

/**
 * SQL of (incident_id, root_cause_id): the incidents that hang on root causes, the other way round. Whys on dead
 * branches are in it, too.
 * @param among condition on a column named `root_cause_id`
 */
export const incidentsOfCauses = (workspaceId: string, among: (rootCauseId: SQL) => SQL) => sql`
  select l.incident_id, l.root_cause_id
  from incident_root_causes l
  where l.workspace_id = ${workspaceId} and ${among(sql`l.root_cause_id`)}
  union
  select it.incident_id, w.root_cause_id
  from whys w
  join incident_trees it on it.workspace_id = w.workspace_id and it.tree_id = w.tree_id
  where w.workspace_id = ${workspaceId} and ${among(sql`w.root_cause_id`)} and w.removed_at is null
  union
  select it.incident_id, t.root_cause_id
  from whys t
  join whys w on w.workspace_id = t.workspace_id and w.same_as_id = t.id and w.ending = 'same_as' and w.removed_at is null
  join incident_trees it on it.workspace_id = w.workspace_id and it.tree_id = w.tree_id
  where t.workspace_id = ${workspaceId} and ${among(sql`t.root_cause_id`)} and t.removed_at is null`;

/** `column in (…)` for a list that is not empty. */
export const oneOf = (ids: readonly string[]) => (column: SQL) =>
  sql`${column} in (${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;

import "server-only";
import { type SQL, sql } from "drizzle-orm";

/*
 * What hangs together through root causes. Each is asked row by row (lateral), so that the indexes are used even where
 * the planner has no statistics, as in the embedded database.
 */

/**
 * SQL of (incident_id, root_cause_id, linked): the root causes of incidents, be it that one of their trees ends in it
 * or that a person linked it (`linked`). A why counts as long as it is live (nothing above it is refuted), and a
 * cross-link counts for its target's root cause (method 1.9, R).
 * @param incidents what to put behind FROM; has a column `id`
 */
export const causesOfIncidents = (workspaceId: string, incidents: SQL) => sql`
  select asked.id as incident_id, found.root_cause_id, found.linked
  from ${incidents} asked cross join lateral (
    select l.root_cause_id, true as linked
    from incident_root_causes l
    where l.workspace_id = ${workspaceId} and l.incident_id = asked.id
    union
    select coalesce(t.root_cause_id, w.root_cause_id), false
    from incident_trees it
    join whys w on w.workspace_id = ${workspaceId} and w.tree_id = it.tree_id
      and w.removed_at is null and w.ending in ('root_cause', 'same_as')
    left join whys t on w.ending = 'same_as' and t.workspace_id = ${workspaceId} and t.id = w.same_as_id
      and t.removed_at is null and t.status <> 'refuted' and t.ending = 'root_cause'
    where it.workspace_id = ${workspaceId} and it.incident_id = asked.id
      and case w.ending when 'root_cause' then w.root_cause_id else t.root_cause_id end is not null
      and not exists (
        with recursive up as (
          select w.parent_id, w.status
          union all
          select p.parent_id, p.status
          from up join whys p on p.workspace_id = ${workspaceId} and p.id = up.parent_id
        )
        select 1 from up where up.status = 'refuted')) found`;

/**
 * SQL of (incident_id, root_cause_id): the incidents that hang on root causes, the other way round. Whys on dead
 * branches are in it, too.
 * @param causes what to put behind FROM; has a column `id`
 */
export const incidentsOfCauses = (workspaceId: string, causes: SQL) => sql`
  select found.incident_id, asked.id as root_cause_id
  from ${causes} asked cross join lateral (
    select l.incident_id
    from incident_root_causes l
    where l.workspace_id = ${workspaceId} and l.root_cause_id = asked.id
    union
    select it.incident_id
    from whys w
    join incident_trees it on it.workspace_id = ${workspaceId} and it.tree_id = w.tree_id
    where w.workspace_id = ${workspaceId} and w.root_cause_id = asked.id and w.removed_at is null
    union
    select it.incident_id
    from whys t
    join whys w on w.workspace_id = ${workspaceId} and w.same_as_id = t.id and w.ending = 'same_as'
      and w.removed_at is null
    join incident_trees it on it.workspace_id = ${workspaceId} and it.tree_id = w.tree_id
    where t.workspace_id = ${workspaceId} and t.root_cause_id = asked.id and t.removed_at is null) found`;

/** SQL of (id): the incidents that hang on a tree: its own, and those whose trees cross-link into it. */
export const incidentsOfTree = (workspaceId: string, treeId: string) => sql`
  select incident_id as id from incident_trees where workspace_id = ${workspaceId} and tree_id = ${treeId}
  union
  select it.incident_id
  from whys t
  join whys w on w.workspace_id = t.workspace_id and w.same_as_id = t.id and w.ending = 'same_as'
    and w.removed_at is null
  join incident_trees it on it.workspace_id = w.workspace_id and it.tree_id = w.tree_id
  where t.workspace_id = ${workspaceId} and t.tree_id = ${treeId}`;

/**
 * These ids as rows with a column `id`, for FROM. They are one value however many they are, so that the statement stays
 * the same and the database parses and plans it once: for a page of fifty that had been most of what it did.
 */
export const theseIds = (ids: readonly string[]) => sql`(select unnest(${`{${ids.join(",")}}`}::uuid[]) as id)`;

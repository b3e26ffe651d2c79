import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Member } from "@/lib/access/member";

/** Statements about what hangs together through root causes; each is a subquery to join with. Ids must not be empty. */

type Scope = Pick<Member, "workspaceId">;

/** These ids as one value, so that a statement is the same, and its plan kept, however many there are. */
export const anyOf = (ids: readonly string[]) => sql`any(string_to_array(${ids.join(",")}, ',')::uuid[])`;

const standing = (why: string) => sql.raw(`${why}.removed_at is null and ${why}.status <> 'refuted'`);

/**
 * (root_cause_id, tree_id): the trees with a live why that ends in the cause, or is the same as one that does. Live is
 * walked upward, for one refuted why above greys the whole branch (method 1.2).
 */
const treesOf = ({ workspaceId }: Scope, rootCauseIds: readonly string[]): SQL => sql`(
  with recursive ends as (
    select w.root_cause_id, w.tree_id, w.parent_id from whys w
    where w.workspace_id = ${workspaceId} and w.root_cause_id = ${anyOf(rootCauseIds)}
      and w.ending = 'root_cause' and ${standing("w")}
    union all
    select t.root_cause_id, w.tree_id, w.parent_id from whys t
    join whys w on w.workspace_id = t.workspace_id and w.same_as_id = t.id
    where t.workspace_id = ${workspaceId} and t.root_cause_id = ${anyOf(rootCauseIds)}
      and t.ending = 'root_cause' and ${standing("t")} and w.ending = 'same_as' and ${standing("w")}
  ), up as (
    select * from ends
    union
    select up.root_cause_id, up.tree_id, p.parent_id from up
    join whys p on p.workspace_id = ${workspaceId} and p.tree_id = up.tree_id and p.id = up.parent_id
    where ${standing("p")}
  ) select root_cause_id, tree_id from up where parent_id is null)`;

/** (root_cause_id, incident_id): through the incidents' trees, or linked by a person. Each pair once. */
export const incidentsOf = (scope: Scope, rootCauseIds: readonly string[]): SQL => sql`(
  select trees.root_cause_id, it.incident_id from ${treesOf(scope, rootCauseIds)} trees
  join incident_trees it on it.workspace_id = ${scope.workspaceId} and it.tree_id = trees.tree_id
  union
  select root_cause_id, incident_id from incident_root_causes
  where workspace_id = ${scope.workspaceId} and root_cause_id = ${anyOf(rootCauseIds)})`;

/** (root_cause_id, improvement_id): linked to the cause itself, or hanging on a why that ends in it. Each pair once. */
export const improvementsOn = (scope: Scope, rootCauseIds: readonly string[]): SQL => sql`(
  select root_cause_id, improvement_id from improvement_root_causes
  where workspace_id = ${scope.workspaceId} and root_cause_id = ${anyOf(rootCauseIds)}
  union
  select w.root_cause_id, iw.improvement_id from whys w
  join improvement_whys iw on iw.workspace_id = w.workspace_id and iw.why_id = w.id
  where w.workspace_id = ${scope.workspaceId} and w.root_cause_id = ${anyOf(rootCauseIds)}
    and w.ending = 'root_cause' and ${standing("w")})`;

/** The same pairs, asked from the improvements' end. */
export const causesActedOn = (scope: Scope, improvementIds: readonly string[]): SQL => sql`(
  select root_cause_id, improvement_id from improvement_root_causes
  where workspace_id = ${scope.workspaceId} and improvement_id = ${anyOf(improvementIds)}
  union
  select w.root_cause_id, iw.improvement_id from improvement_whys iw
  join whys w on w.workspace_id = iw.workspace_id and w.id = iw.why_id
  where iw.workspace_id = ${scope.workspaceId} and iw.improvement_id = ${anyOf(improvementIds)}
    and w.ending = 'root_cause' and w.root_cause_id is not null and ${standing("w")})`;

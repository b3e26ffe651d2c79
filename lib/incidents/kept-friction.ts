import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Category } from "@/db/terms";
import { incidentsOfCauses, incidentsOfTree, theseIds } from "./causes-of";
import { freshFriction, mondayOf } from "./friction-shares";

/*
 * The weekly sums that charts read (docs/decisions/kept-sums.md), moved in the transaction of the deed that changed what
 * an incident adds: its day, relationship or category, its costs, its root causes, or whether it was withdrawn.
 *
 * Call these after the change and before anything is recorded: the history's number is taken under a lock of the whole
 * workspace, and whoever waits for a sum while holding it could wait for ever.
 */

/**
 * Brings the sums up to what these incidents add now. Two statements, however many; nothing is written where nothing
 * has changed. Incidents of another workspace are passed over.
 */
export async function refreshFriction(
  tx: Database,
  workspaceId: string,
  incidentIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(incidentIds)].sort();
  if (ids.length === 0) return;
  // In the order of their ids, as every deed locks them; then each sees what the one before has written.
  await tx.execute(sql`
    select id from incidents where workspace_id = ${workspaceId} and id in (select id from ${theseIds(ids)} asked)
    order by id for update`);
  await tx.execute(moveShares(workspaceId, theseIds(ids)));
}

/**
 * The same for every incident that hangs on this tree: its own, and those whose trees cross-link into it.
 * @returns the ids of the incidents
 */
export async function refreshFrictionOfTree(tx: Database, workspaceId: string, treeId: string): Promise<string[]> {
  const ids = idsIn(await tx.execute(incidentsOfTree(workspaceId, treeId)));
  await refreshFriction(tx, workspaceId, ids);
  return ids;
}

/**
 * The same for every incident that hangs on one of these root causes, through a tree or by a link.
 * @returns the ids of the incidents
 */
export async function refreshFrictionOfRootCauses(
  tx: Database,
  workspaceId: string,
  rootCauseIds: readonly string[],
): Promise<string[]> {
  if (rootCauseIds.length === 0) return [];
  const found = await tx.execute(sql`
    select distinct incident_id as id from (${incidentsOfCauses(workspaceId, theseIds(rootCauseIds))}) hanging`);
  const ids = idsIn(found);
  await refreshFriction(tx, workspaceId, ids);
  return ids;
}

const idsIn = (found: unknown) => rows<{ id: string }>(found).map(({ id }) => id);

type NewIncident = {
  id: string;
  workspaceId: string;
  relationshipId: string;
  occurredOn: string;
  category?: Category | null;
};

/** What an incident adds that was logged in this very transaction: it has neither causes nor costs. One statement. */
export async function addFriction(tx: Database, incident: NewIncident): Promise<void> {
  const { id, workspaceId, relationshipId, occurredOn, category = null } = incident;
  const of = category === null ? sql`` : sql`, (null, 'categorised'), (${category}, 'incidents')`;
  await tx.execute(sql`
    with said as materialized (
      select ${workspaceId}::uuid as workspace_id, ${relationshipId}::uuid as relationship_id,
        ${mondayOf(sql`day`)} as week, null::uuid as root_cause_id, category, measure, 1 as low, 1 as expected, 1 as high
      from (select ${occurredOn}::date as day) on_it
      cross join (values (null::text, 'incidents'::text)${of}) as of_it (category, measure)),
    kept as (
      insert into friction_shares
        (workspace_id, relationship_id, week, root_cause_id, category, measure, low, expected, high, incident_id)
      select said.*, ${id}::uuid from said)
    ${addToWeeks(sql`select * from said`)}`);
}

/** Takes away what the incidents added until now, adds what they add now, and moves the weeks by the difference. */
const moveShares = (workspaceId: string, incidents: SQL) => sql`
  with ${freshFriction(workspaceId, incidents)},
  gone as (
    delete from friction_shares
    where workspace_id = ${workspaceId} and incident_id = any(array(select distinct incident_id from moved))),
  come as (
    insert into friction_shares
      (workspace_id, incident_id, relationship_id, week, root_cause_id, category, measure, low, expected, high)
    select ${workspaceId}::uuid, incident_id, relationship_id, week, root_cause_id, category, measure, low, expected, high
    from fresh where incident_id in (select incident_id from moved)),
  sums as materialized (
    select relationship_id, week, root_cause_id, category, measure,
      sum(low) as low, sum(expected) as expected, sum(high) as high
    from moved group by relationship_id, week, root_cause_id, category, measure
    having sum(low) <> 0 or sum(expected) <> 0 or sum(high) <> 0),
  years as (${addToYears(workspaceId, sql`sums`)})
  ${addToWeeks(sql`
    select ${workspaceId}::uuid, relationship_id, week, root_cause_id, category, measure, low, expected, high from sums`)}`;

/**
 * Moves the years of root causes by what stands in `weeks`.
 * @param weeks what to put behind FROM; has the columns of friction_weeks
 */
export const addToYears = (workspaceId: string, weeks: SQL) => sql`
  insert into friction_years as kept (workspace_id, relationship_id, year, root_cause_id, measure, expected)
  select ${workspaceId}::uuid, relationship_id, of_year.year, root_cause_id, measure, sum(expected)
  from ${weeks} w cross join lateral (values (0), (extract(year from w.week)::int)) of_year (year)
  where root_cause_id is not null
  group by relationship_id, of_year.year, root_cause_id, measure having sum(expected) <> 0
  order by relationship_id, measure, of_year.year, root_cause_id
  on conflict (workspace_id, root_cause_id, measure, year, relationship_id)
  do update set expected = kept.expected + excluded.expected`;

/** Rows are added in the order of their key, so that two deeds on the same weeks wait for one another. */
const addToWeeks = (differences: SQL) => sql`
  insert into friction_weeks as kept
    (workspace_id, relationship_id, week, root_cause_id, category, measure, low, expected, high)
  ${differences}
  order by relationship_id, measure, week, root_cause_id, category
  on conflict (workspace_id, relationship_id, measure, week, coalesce(root_cause_id, workspace_id), coalesce(category, ''))
  do update set low = kept.low + excluded.low, expected = kept.expected + excluded.expected,
    high = kept.high + excluded.high`;

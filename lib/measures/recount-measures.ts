import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { inEachWorkspace } from "@/lib/workspaces/in-each-workspace";

/** One day of a measure that is not what its incidents say; `about` is the hand-off and category, or nothing. */
export type DayDifference = { measure: string; on: string; about: string; kept: number; counted: number };
/** `leads` is of how many improvements the way to their verdict was kept wrongly. */
export type MeasureRecount = { workspace: string; days: DayDifference[]; leads: number };

const named = 20; // so many of a workspace are told one by one; all are mended

/**
 * Counts anew, workspace by workspace, what built-in measures read by day, and puts right what is not so. People may go on
 * reading meanwhile; whoever wants to change a day waits for as long as it takes to count.
 */
export async function recountMeasures(db: Database, { repair }: { repair: boolean }): Promise<MeasureRecount[]> {
  return inEachWorkspace(db, async (id) => ({
    days: await recountDays(db, id, repair),
    leads: await recountLeads(db, id, repair),
  }));
}

async function recountDays(db: Database, workspaceId: string, repair: boolean): Promise<DayDifference[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    if (repair) await tx.execute(sql`lock table measure_days in share row exclusive mode`);
    const off = differences(workspaceId);
    const found = rows<DayDifference>(
      await tx.execute(sql`
        with ${off}
        select measure, on_day::text as "on", concat_ws(', ', nullif(hand_off, ''), nullif(category, '')) as about,
          (counted - more)::float8 as kept, counted::float8 as counted
        from off order by measure, on_day, about limit ${named}`),
    );
    if (repair && found.length > 0)
      await tx.execute(sql`
        with ${off}
        insert into measure_days (workspace_id, relationship_id, measure, hand_off, category, on_day, value)
        select ${workspaceId}::uuid, relationship_id, measure, hand_off, category, on_day, more from off`);
    if (repair) await gatherRows(tx, workspaceId);
    return found;
  });
}

/** Where several rows stand for one value they become one again, and those that came to nothing go. */
const gatherRows = (tx: Database, workspaceId: string) =>
  tx.execute(sql`
    with several as (
      select relationship_id, measure, hand_off, category, on_day, sum(value) as value, array_agg(id) as ids
      from measure_days where workspace_id = ${workspaceId}
      group by relationship_id, measure, hand_off, category, on_day having count(*) > 1 or sum(value) = 0),
    gone as (delete from measure_days where workspace_id = ${workspaceId} and id in (select unnest(ids) from several))
    insert into measure_days (workspace_id, relationship_id, measure, hand_off, category, on_day, value)
    select ${workspaceId}::uuid, relationship_id, measure, hand_off, category, on_day, value from several where value <> 0`);

/** `off`: what has to be added to each value to make it right; `counted` is what it should be. */
const differences = (workspaceId: string) => sql`
  held as (
    select relationship_id, occurred_on, hand_off, category, stage, 'incidents' as measure, count(*)::numeric as n
    from incidents where workspace_id = ${workspaceId} group by 1, 2, 3, 4, 5
    union all
    select i.relationship_id, i.occurred_on, i.hand_off, i.category, i.stage, 'recurred', count(distinct i.id)
    from recurrences r join incidents i on i.workspace_id = ${workspaceId} and i.id = r.incident_id
    where r.workspace_id = ${workspaceId} group by 1, 2, 3, 4, 5
    union all
    select i.relationship_id, i.occurred_on, i.hand_off, i.category, i.stage, cost_measure(c.unit, c.currency), sum(c.expected)
    from incident_costs c join incidents i on i.workspace_id = ${workspaceId} and i.id = c.incident_id
    where c.workspace_id = ${workspaceId} and c.removed_at is null group by 1, 2, 3, 4, 5, 6),
  off as materialized (
    select relationship_id, measure, hand_off, category, on_day, sum(more) as more, sum(counted) as counted
    from (
      select relationship_id, measure, x.h as hand_off, x.c as category, occurred_on as on_day, n as more, n as counted
      from held cross join lateral measure_cells(held.hand_off, held.category, stage) x
      union all
      select relationship_id, measure, hand_off, category, on_day, -value, 0
      from measure_days where workspace_id = ${workspaceId}
    ) both_sides
    group by relationship_id, measure, hand_off, category, on_day having sum(more) <> 0)`;

/** How many improvements have another way to their verdict than is kept of them. */
async function recountLeads(db: Database, workspaceId: string, repair: boolean): Promise<number> {
  const found = await db.execute(sql`
    with judged as materialized (
      select array_agg(distinct improvement_id) as ids from checks
      where workspace_id = ${workspaceId} and verdict = 'effective')
    select coalesce(told.improvement_id, kept.improvement_id) as id
    from (select v.* from judged cross join lateral verified_leads_of(ids) v) told
    full join (select * from verified_leads where workspace_id = ${workspaceId}) kept using (improvement_id)
    where (told.verified_on, told.days, told.relationship_id) is distinct from (kept.verified_on, kept.days, kept.relationship_id)`);
  const astray = rows<{ id: string }>(found);
  if (repair && astray.length > 0) {
    const ids = `{${astray.map(({ id }) => id).join(",")}}`;
    await db.execute(sql`
      delete from verified_leads where workspace_id = ${workspaceId} and improvement_id = any(${ids}::uuid[])`);
    await db.execute(sql`select keep_verified_leads(${ids}::uuid[])`);
  }
  return astray.length;
}

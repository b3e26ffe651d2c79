import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { theseIds } from "@/lib/incidents/causes-of";
import { inEachWorkspace } from "@/lib/workspaces/in-each-workspace";
import { writeMoves } from "./written-moves";

/** One count that is not what the moves add up to. */
export type CountDifference = { what: string; on: string; about: string; kept: number; counted: number };
/** `moves` is of how many incidents the moves did not lead to where they stand. */
export type FlowRecount = { workspace: string; incidents: number; moves: number; counts: CountDifference[] };

type How = {
  repair: boolean;
  /** Told after each portion. */
  progress?: (workspace: string, incidents: number) => void;
};

const portion = 5_000;
const named = 20; // so many counts of a workspace are told one by one; all are mended

/**
 * Follows every incident's moves to where it stands, and counts the moves anew. People may go on working meanwhile: each
 * incident that is mended is locked for that, and the counts for as long as it takes to add them up.
 */
export async function recountFlow(db: Database, how: How): Promise<FlowRecount[]> {
  return inEachWorkspace(db, async (id, name) => ({
    ...(await followMoves(db, id, name, how)),
    counts: await recountMoves(db, id, how.repair),
  }));
}

type Followed = { last: string | null; seen: number; astray: string[] };

async function followMoves(db: Database, workspaceId: string, name: string, { repair, progress }: How) {
  const counts = { incidents: 0, moves: 0 };
  for (let after: string | null = null; ; ) {
    const { last, seen, astray }: Followed = await nextPortion(db, workspaceId, after);
    if (!last) return counts;
    if (repair && astray.length > 0) await mend(db, workspaceId, astray);
    counts.incidents += seen;
    counts.moves += astray.length;
    after = last;
    progress?.(name, counts.incidents);
  }
}

async function nextPortion(db: Database, workspaceId: string, after: string | null): Promise<Followed> {
  const found = await db.execute(sql`
    with asked as materialized (
      select id, stage, relationship_id from incidents
      where workspace_id = ${workspaceId} ${after === null ? sql`` : sql`and id > ${after}`} order by id limit ${portion})
    select (select id from asked order by id desc limit 1) as last, (select count(*)::int from asked) as seen,
      array(
        select asked.id from asked left join lateral (
          select to_stage, relationship_id from incident_moves
          where workspace_id = ${workspaceId} and incident_id = asked.id order by place desc limit 1) m on true
        where m.to_stage is distinct from asked.stage or m.relationship_id is distinct from asked.relationship_id) as astray`);
  const [one] = rows<Followed>(found);
  return one ?? { last: null, seen: 0, astray: [] };
}

const mend = (db: Database, workspaceId: string, ids: readonly string[]) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`
      select id from incidents where workspace_id = ${workspaceId} and id in (select id from ${theseIds([...ids])} asked)
      order by id for update`);
    await writeMoves(tx, workspaceId, ids);
  });

/** The counts against the moves. Where they are right, it is one statement that writes nothing. */
async function recountMoves(db: Database, workspaceId: string, repair: boolean): Promise<CountDifference[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    // Whoever has moved a count is waited for, and whoever wants to waits.
    if (repair) await tx.execute(sql`lock table flow_counts in share row exclusive mode`);
    const off = differences(workspaceId);
    const found = rows<CountDifference>(
      await tx.execute(sql`
        with ${off}
        select what, on_day::text as "on", case what when 'moved' then coalesce(nullif(from_stage, ''), 'nothing') || ' to ' || to_stage
          when 'standing' then to_stage else days || ' days' end as about, (counted - more)::int as kept, counted::int as counted
        from off order by what, on_day, about limit ${named}`),
    );
    if (repair && found.length > 0)
      await tx.execute(sql`
        with ${off}
        insert into flow_counts (workspace_id, relationship_id, what, on_day, from_stage, to_stage, days, count)
        select ${workspaceId}::uuid, relationship_id, what, on_day, from_stage, to_stage, days, more from off`);
    if (repair) await gatherRows(tx, workspaceId);
    return found;
  });
}

/** Where several rows stand for one count they become one again, and those that came to nothing go. */
const gatherRows = (tx: Database, workspaceId: string) =>
  tx.execute(sql`
    with several as (
      select relationship_id, what, on_day, from_stage, to_stage, days, sum(count)::int as count, array_agg(id) as ids
      from flow_counts where workspace_id = ${workspaceId}
      group by relationship_id, what, on_day, from_stage, to_stage, days having count(*) > 1 or sum(count) = 0),
    gone as (delete from flow_counts where workspace_id = ${workspaceId} and id = any(select unnest(ids) from several))
    insert into flow_counts (workspace_id, relationship_id, what, on_day, from_stage, to_stage, days, count)
    select ${workspaceId}::uuid, relationship_id, what, on_day, from_stage, to_stage, days, count from several where count <> 0`);

/** `off`: what has to be added to each count to make it right; `counted` is what it should be. */
const differences = (workspaceId: string) => sql`
  off as materialized (
    select relationship_id, what, on_day, from_stage, to_stage, days, sum(more)::int as more, sum(counted) as counted
    from (
      select m.relationship_id, f.what, f.on_day, f.came_from as from_stage, f.went_to as to_stage, f.days,
        f.n * m.n as more, f.n * m.n as counted
      from (
        select relationship_id, opened_on, since_on, moved_on, from_stage, to_stage, count(*) as n
        from incident_moves where workspace_id = ${workspaceId}
        group by relationship_id, opened_on, since_on, moved_on, from_stage, to_stage) m
      cross join lateral flow_of(m.opened_on, m.since_on, m.moved_on, m.from_stage, m.to_stage) f
      union all
      select relationship_id, what, on_day, from_stage, to_stage, days, -count, 0
      from flow_counts where workspace_id = ${workspaceId}
    ) both_sides
    group by relationship_id, what, on_day, from_stage, to_stage, days having sum(more) <> 0)`;

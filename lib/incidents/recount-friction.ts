import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents } from "@/db/schema";
import { inEachWorkspace } from "@/lib/workspaces/in-each-workspace";
import { theseIds } from "./causes-of";
import { freshFriction } from "./friction-shares";
import { refreshFriction } from "./kept-friction";

/** One sum, of a week or a year, that is not what it should be; `about` is a root cause, a category, or nothing for all incidents. */
export type SumDifference = {
  week: string;
  about: string | null;
  measure: string;
  kept: number;
  counted: number;
};

/** `shares` is how many of the incidents had added something else than they do; `weeks` are the sums that were off. */
export type Recount = { workspace: string; incidents: number; shares: number; weeks: SumDifference[] };

type How = {
  repair: boolean;
  /** Told after each portion. */
  progress?: (workspace: string, incidents: number) => void;
};

const portion = 1_000;
const named = 20; // so many sums of a workspace are told one by one; all are mended

/**
 * Counts anew what the weekly sums should be, and puts right what is not so. People may go on working meanwhile: each
 * portion of incidents is locked while it is looked at, and the weeks for as long as it takes to add them up.
 */
export async function recountFriction(db: Database, how: How): Promise<Recount[]> {
  return inEachWorkspace(db, async (id, name) => ({
    ...(await recountShares(db, id, name, how)),
    weeks: await recountWeeks(db, id, how.repair),
  }));
}

async function recountShares(db: Database, workspaceId: string, name: string, { repair, progress }: How) {
  const counts = { incidents: 0, shares: 0 };
  for (let after: string | undefined; ; ) {
    const inOrder = and(eq(incidents.workspaceId, workspaceId), after ? gt(incidents.id, after) : undefined);
    const found = await db
      .select({ id: incidents.id })
      .from(incidents)
      .where(inOrder)
      .orderBy(asc(incidents.id))
      .limit(portion);
    const ids = found.map(({ id }) => id);
    after = ids.at(-1);
    if (!after) return counts;
    const differing = await listDiffering(db, workspaceId, ids);
    if (repair && differing.length > 0) await db.transaction((tx) => refreshFriction(tx, workspaceId, differing));
    // What a table holds that is filled here for the first time is known to nobody who plans the next portion.
    if (repair && isTenfold(counts.shares, differing.length))
      await db.execute(sql`analyze friction_shares, friction_weeks`);
    counts.incidents += ids.length;
    counts.shares += differing.length;
    progress?.(name, counts.incidents);
  }
}

/** Whether so many more make it 1,000, 10,000, 100,000 and so on. */
const isTenfold = (before: number, more: number) =>
  before + more >= 1_000 && Math.floor(Math.log10(before + more)) > Math.floor(Math.log10(Math.max(1, before)));

async function listDiffering(db: Database, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  const found = await db.execute(sql`
    with ${freshFriction(workspaceId, theseIds(ids))} select distinct incident_id as id from moved`);
  return rows<{ id: string }>(found).map(({ id }) => id);
}

/** The weeks against what the incidents are known to add. Where both are right, it is one statement that writes nothing. */
async function recountWeeks(db: Database, workspaceId: string, repair: boolean): Promise<SumDifference[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    // Whoever has moved a sum is waited for, and whoever wants to waits.
    if (repair) await tx.execute(sql`lock table friction_weeks, friction_years in share row exclusive mode`);
    const off = differences(workspaceId);
    const found = rows<SumDifference>(
      await tx.execute(sql`
        with ${off}
        select off.week::text as week, coalesce(r.text, off.category) as about, off.measure,
          (off.counted - off.expected)::float8 as kept, off.counted::float8 as counted
        from off left join root_causes r on r.workspace_id = ${workspaceId} and r.id = off.root_cause_id
        order by off.week, off.measure, about limit ${named}`),
    );
    if (repair && found.length > 0)
      await tx.execute(sql`
        with ${off}
        insert into friction_weeks as standing
          (workspace_id, relationship_id, week, root_cause_id, category, measure, low, expected, high)
        select ${workspaceId}::uuid, relationship_id, week, root_cause_id, category, measure, low, expected, high from off
        on conflict (workspace_id, relationship_id, measure, week, coalesce(root_cause_id, workspace_id), coalesce(category, ''))
        do update set low = standing.low + excluded.low, expected = standing.expected + excluded.expected,
          high = standing.high + excluded.high`);
    const years = await recountYears(tx, workspaceId, repair);
    if (repair)
      await tx.execute(sql`
        delete from friction_weeks where workspace_id = ${workspaceId} and low = 0 and expected = 0 and high = 0`);
    return [...found, ...years].slice(0, named);
  });
}

/** The years against the weeks, which are right by now. */
async function recountYears(tx: Database, workspaceId: string, repair: boolean): Promise<SumDifference[]> {
  const off = sql`
    off as materialized (
      select relationship_id, year, root_cause_id, measure, sum(expected) as expected, sum(counted) as counted
      from (
        select w.relationship_id, of_year.year, w.root_cause_id, w.measure, w.expected, w.expected as counted
        from friction_weeks w cross join lateral (values (0), (extract(year from w.week)::int)) of_year (year)
        where w.workspace_id = ${workspaceId} and w.root_cause_id is not null
        union all
        select relationship_id, year, root_cause_id, measure, -expected, 0
        from friction_years where workspace_id = ${workspaceId}
      ) both_sides
      group by relationship_id, year, root_cause_id, measure having sum(expected) <> 0)`;
  const found = rows<SumDifference>(
    await tx.execute(sql`
      with ${off}
      select case off.year when 0 then 'all years' else off.year::text end as week, r.text as about, off.measure,
        (off.counted - off.expected)::float8 as kept, off.counted::float8 as counted
      from off join root_causes r on r.workspace_id = ${workspaceId} and r.id = off.root_cause_id
      order by off.year, off.measure, about limit ${named}`),
  );
  if (repair && found.length > 0)
    await tx.execute(sql`
      with ${off}
      insert into friction_years as standing (workspace_id, relationship_id, year, root_cause_id, measure, expected)
      select ${workspaceId}::uuid, relationship_id, year, root_cause_id, measure, expected from off
      on conflict (workspace_id, root_cause_id, measure, year, relationship_id)
      do update set expected = standing.expected + excluded.expected`);
  if (repair) await tx.execute(sql`delete from friction_years where workspace_id = ${workspaceId} and expected = 0`);
  return found;
}

/** `off`: what has to be added to each sum to make it right; `counted` is what it should be. */
const differences = (workspaceId: string) => sql`
  off as materialized (
    select relationship_id, week, root_cause_id, category, measure,
      sum(low) as low, sum(expected) as expected, sum(high) as high, sum(counted) as counted
    from (
      select relationship_id, week, root_cause_id, category, measure, low, expected, high, expected as counted
      from friction_shares where workspace_id = ${workspaceId}
      union all
      select relationship_id, week, root_cause_id, category, measure, -low, -expected, -high, 0
      from friction_weeks where workspace_id = ${workspaceId}
    ) both_sides
    group by relationship_id, week, root_cause_id, category, measure
    having sum(low) <> 0 or sum(expected) <> 0 or sum(high) <> 0)`;

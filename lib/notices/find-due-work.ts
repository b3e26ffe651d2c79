import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { workspaces } from "@/db/schema";
import { now } from "@/lib/text/clock";
import { dayIn } from "@/lib/text/days";
import { acceptancesDue, endingsDue, readBacksDue } from "./due-causes";
import { catchballDue, cycleReviewsDue } from "./due-cycles";
import { standardReviewsDue, sustainChecksDue, verdictsDue, workDue } from "./due-improvements";
import { looksAfter } from "./looking-after";
import type { Wanted } from "./wanted";

/** All that falls due by itself. Kinds that share a statement are settled together: what is no longer wanted is over. */
const everyKind: readonly Wanted[] = [
  workDue,
  verdictsDue,
  sustainChecksDue,
  standardReviewsDue,
  {
    kinds: ["acceptance_review_due", "escalation_due"],
    rows: sql`${acceptancesDue.rows} union all ${endingsDue.rows}`,
  },
  readBacksDue,
  catchballDue,
  cycleReviewsDue,
];

/** How many were told something new, and how many notices were settled because the work is done or no longer wanted. */
export type Found = { told: number; settled: number };

/**
 * Finds what has become due in all workspaces, each by its own day, and tells it once: in one statement for each kind,
 * however many workspaces and members there are. What was told and is no longer due is settled: it was done, taken over,
 * given another day, or is no longer wanted. To do it again, or on two copies at once, tells nothing new.
 */
export async function findDueWork(db: Database): Promise<Found> {
  const places = await db.select({ id: workspaces.id, timeZone: workspaces.timeZone }).from(workspaces);
  const days = JSON.stringify(places.map(({ id, timeZone }) => ({ workspace_id: id, today: dayIn(timeZone) })));
  const all: Found = { told: 0, settled: 0 };
  // One after the other: on an embedded database others are served in between.
  for (const wanted of everyKind) {
    const { told, settled } = await tellAndSettle(db, days, wanted);
    all.told += told;
    all.settled += settled;
  }
  return all;
}

/**
 * "Not in" rather than "not exists": it is answered from a hash. How many rows are wanted cannot be foreseen, and where few
 * are expected, thousands were compared with thousands.
 */
async function tellAndSettle(db: Database, days: string, { kinds, rows: wantedRows }: Wanted): Promise<Found> {
  const at = now().toISOString();
  const found = await db.execute(sql`
    with days as materialized (
      select * from json_to_recordset(${days}::json) as d (workspace_id uuid, today date)
    ), looks_after as materialized (${looksAfter}
    ), wanted as materialized (
      select * from (${wantedRows}) w where member_id is not null
    ), standing as materialized (
      select workspace_id, member_id, key from notices where kind in ${[...kinds]} and settled_at is null
    ), told as (
      insert into notices (id, workspace_id, member_id, kind, key, about, path, due_on, created_at)
      select gen_random_uuid(), workspace_id, member_id, kind, key, about, path, due_on, ${at}::timestamptz from wanted
      where (workspace_id, member_id, key) not in (select * from standing)
      on conflict (workspace_id, member_id, key) do nothing returning 1
    ), settled as (
      update notices n set settled_at = ${at}::timestamptz
      where n.kind in ${[...kinds]} and n.settled_at is null
        and n.workspace_id in (select workspace_id from days)
        and (n.workspace_id, n.member_id, n.key) not in (select workspace_id, member_id, key from wanted)
      returning 1)
    select (select count(*) from told)::int as told, (select count(*) from settled)::int as settled`);
  return one(rows<Found>(found));
}

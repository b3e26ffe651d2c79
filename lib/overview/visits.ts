import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { now } from "@/lib/text/clock";

/**
 * Notes that a member looks at the trends of a relationship, and says since when they have not: the visit before, on an
 * earlier day. Looking again on the same day keeps that, so that what was new in the morning is new in the evening.
 * Looking is no deed, so the history knows nothing of it. One statement.
 * @returns undefined on the first visit
 */
export async function visitTrends(db: Database, member: Member, relationshipId: string): Promise<Date | undefined> {
  const at = sql`${now().toISOString()}::timestamptz`;
  const dayOf = (instant: ReturnType<typeof sql>) =>
    sql`(${instant} at time zone ${member.workspace.timeZone}::text)::date`;
  const found = await db.execute(sql`
    with kept as (
      insert into trend_visits as v (workspace_id, member_id, relationship_id, visited_at)
      select ${member.workspaceId}::uuid, ${member.id}::uuid, r.id, ${at} from relationships r
      where r.workspace_id = ${member.workspaceId} and r.id = ${relationshipId}::uuid
        and not exists (
          select 1 from trend_visits t
          where t.workspace_id = r.workspace_id and t.member_id = ${member.id}::uuid and t.relationship_id = r.id
            and ${dayOf(sql`t.visited_at`)} >= ${dayOf(at)})
      on conflict (workspace_id, member_id, relationship_id)
      do update set visited_before_at = v.visited_at, visited_at = excluded.visited_at
      returning visited_before_at)
    select visited_before_at as since from kept
    union all
    select visited_before_at from trend_visits
    where workspace_id = ${member.workspaceId} and member_id = ${member.id}::uuid
      and relationship_id = ${relationshipId}::uuid and not exists (select 1 from kept)`);
  const [visit] = rows<{ since: string | null }>(found);
  return visit?.since ? new Date(visit.since) : undefined;
}

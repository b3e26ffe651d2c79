import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";

/**
 * How far everything has come that trends are read from, as words that differ whenever something happened: the last deed
 * of the history with its hour, for a back-up that was put back counts anew, and what signals were found, which is no
 * deed. One query.
 */
export async function findTrendsState(db: Database, { workspaceId }: Pick<Member, "workspaceId">): Promise<string> {
  const found = await db.execute(sql`
    select concat_ws(' ', a.sequence, a.at, s.count, s.latest) as state
    from (select count(*), max(found_at) as latest from measure_signals where workspace_id = ${workspaceId}) s
    left join lateral (
      select sequence, at from activity where workspace_id = ${workspaceId} order by sequence desc limit 1) a on true`);
  return one(rows<{ state: string }>(found)).state;
}

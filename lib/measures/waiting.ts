import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { may } from "@/lib/access/policy";

/** A measure of the member's own whose chart shows what nobody has answered: how often, and since which period. */
export type SignalWait = { measureId: string; name: string; relationshipId: string; signals: number; since: string };

/** The measures that this member owns and that wait for an answer, the longest waiting first. One query. */
export async function listSignalWaits(db: Database, member: Member, limit = 8): Promise<SignalWait[]> {
  if (!may(member.role, "measure:write")) return [];
  const found = await db.execute(sql`
    select m.id as "measureId", m.name, m.relationship_id as "relationshipId", count(*)::int as signals,
      min(s.period_on)::text as since
    from measures m
    join measure_signals s on s.workspace_id = m.workspace_id and s.measure_id = m.id
      and s.settled_at is null and s.is_wanted is not true
    where m.workspace_id = ${member.workspaceId} and ${member.id}::uuid in (m.first_owner_id, m.second_owner_id)
      and m.removed_at is null
    group by m.id
    order by min(s.found_at), m.id limit ${limit}`);
  return rows<SignalWait>(found);
}

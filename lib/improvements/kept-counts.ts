import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { KeptCount } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { todayOf } from "@/lib/text/days";

export type KeptCounts = Record<KeptCount, number>;

/**
 * How many improvements stand in each phase, are in place, were judged, found effective, and held after a year, of one
 * relationship or of all. From counts that triggers keep: it costs the same however many there are.
 */
export async function findKeptCounts(db: Database, member: Member, relationshipId?: string): Promise<KeptCounts> {
  const { workspaceId } = member;
  const ours = relationshipId
    ? sql`= ${relationshipId}`
    : sql`= any(array(select id from relationships where workspace_id = ${workspaceId}))`;
  const found = await db.execute(sql`
    select what, sum(count)::int as count from improvement_counts
    where workspace_id = ${workspaceId} and relationship_id ${ours} and due_on <= ${todayOf(member)}::date
    group by what`);
  return { ...nothing, ...Object.fromEntries(rows<Row>(found).map(({ what, count }) => [what, count])) };
}
type Row = { what: KeptCount; count: number };

const nothing: KeptCounts = {
  plan: 0,
  do: 0,
  check: 0,
  act: 0,
  closed: 0,
  abandoned: 0,
  cancelled: 0,
  in_place: 0,
  judged: 0,
  effective: 0,
  asked: 0,
  held: 0,
  ended_before: 0,
};

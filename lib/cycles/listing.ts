import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { cycles } from "@/db/schema";
import type { CyclePhase } from "@/db/terms";
import type { Member } from "@/lib/access/member";

export type CycleFilter = { relationshipId?: string; phase?: CyclePhase };

/** One page of the cycles of a workspace, those that began last first; `after` is the id of the last row before. */
export async function listCycles(db: Database, member: Member, filter: CycleFilter = {}, after?: string, limit = 50) {
  const { id, relationshipId, name, kind, startsOn, endsOn, phase, previousId, committedAt, closedAt, version } =
    cycles;
  const earlier = after
    ? sql`(${startsOn}, ${id}) < (
        select c.starts_on, c.id from cycles c where c.workspace_id = ${member.workspaceId} and c.id = ${after}::uuid)`
    : undefined;
  const found = await db
    .select({ id, relationshipId, name, kind, startsOn, endsOn, phase, previousId, committedAt, closedAt, version })
    .from(cycles)
    .where(
      and(
        eq(cycles.workspaceId, member.workspaceId),
        filter.relationshipId ? eq(relationshipId, filter.relationshipId) : undefined,
        filter.phase ? eq(phase, filter.phase) : undefined,
        earlier,
      ),
    )
    .orderBy(desc(startsOn), desc(id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  return { cycles: page, next: found.length > limit ? page.at(-1)?.id : undefined };
}

import "server-only";
import { and, eq, min } from "drizzle-orm";
import type { Database } from "@/db/client";
import { flowCounts } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** The day on which the first incident was logged, of one relationship or of all; null: none was. One query. */
export async function findFirstMove(db: Database, member: Member, relationshipId?: string): Promise<string | null> {
  const [found] = await db
    .select({ on: min(flowCounts.onDay) })
    .from(flowCounts)
    .where(
      and(
        eq(flowCounts.workspaceId, member.workspaceId),
        relationshipId === undefined ? undefined : eq(flowCounts.relationshipId, relationshipId),
        eq(flowCounts.what, "moved"),
      ),
    );
  return found?.on ?? null;
}

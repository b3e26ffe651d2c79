import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { laneLimits } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { requireRelationship } from "@/lib/teams/queries";
import type { LimitLaneInput } from "./input";
import type { Lane } from "./moves";

/** How many each lane of a relationship is wanted to hold at most; a lane that is missing may hold any number. */
export type LaneLimits = Partial<Record<Lane, number>>;

export async function findLaneLimits(db: Database, member: Member, relationshipId: string): Promise<LaneLimits> {
  const found = await db
    .select({ phase: laneLimits.phase, most: laneLimits.most })
    .from(laneLimits)
    .where(and(eq(laneLimits.workspaceId, member.workspaceId), eq(laneLimits.relationshipId, relationshipId)))
    .orderBy(asc(laneLimits.phase));
  return Object.fromEntries(found.map(({ phase, most }) => [phase, most]));
}

/**
 * Says how many a lane is wanted to hold, or that it may hold any number. A limit asks whether something there ends
 * first; it never stops a move, for a full lane is to be seen.
 */
export async function limitLane(db: Database, member: Member, input: LimitLaneInput): Promise<void> {
  permit(member, "lane:limit");
  const { relationshipId, phase, most } = input;
  const { workspaceId } = member;
  await db.transaction(async (tx) => {
    await requireRelationship(tx, member, relationshipId);
    const before = (await findLaneLimits(tx, member, relationshipId))[phase] ?? null;
    if (before === most) return;
    if (most === null) {
      const of = and(
        eq(laneLimits.workspaceId, workspaceId),
        eq(laneLimits.relationshipId, relationshipId),
        eq(laneLimits.phase, phase),
      );
      await tx.delete(laneLimits).where(of);
    } else {
      await tx
        .insert(laneLimits)
        .values({ workspaceId, relationshipId, phase, most })
        .onConflictDoUpdate({
          target: [laneLimits.workspaceId, laneLimits.relationshipId, laneLimits.phase],
          set: { most },
        });
    }
    await recordActivity(tx, member, "lane.limited", relationshipId, { phase, most, before });
  });
}

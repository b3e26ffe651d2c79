import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one } from "@/db/rows";
import { activity, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** `memberId` is null when the program itself acts (first start, example data). */
export type Actor = Pick<Member, "workspaceId"> & { id: string | null };

/** One deed: `subjectId` is the incident, tree, root cause, improvement, … whose history it belongs to. */
export type Deed = { verb: string; subjectId: string; details?: Record<string, unknown> };

/**
 * Adds a deed to the history, inside the deed's own transaction. Its number is taken under the workspace's row lock,
 * so numbers become visible in order; call it last, for the lock is held until the transaction ends.
 * @param subjectId the incident, tree, root cause, improvement, … whose history this belongs to
 * @returns the activity's sequence number
 */
export async function recordActivity(
  tx: Database,
  actor: Actor,
  verb: string,
  subjectId: string,
  details?: Record<string, unknown>,
): Promise<number> {
  return recordActivities(tx, actor, [{ verb, subjectId, details }]);
}

/** Several deeds at once, in their order, in two statements. @returns the sequence number of the last; of none, 0 */
export async function recordActivities(tx: Database, actor: Actor, deeds: readonly Deed[]): Promise<number> {
  if (deeds.length === 0) return 0;
  const { last } = one(
    await tx
      .update(workspaces)
      .set({ activitySequence: sql`${workspaces.activitySequence} + ${deeds.length}::int` })
      .where(eq(workspaces.id, actor.workspaceId))
      .returning({ last: workspaces.activitySequence }),
  );
  await tx.insert(activity).values(
    deeds.map((deed, place) => ({
      ...deed,
      workspaceId: actor.workspaceId,
      memberId: actor.id,
      sequence: last - deeds.length + 1 + place,
    })),
  );
  return last;
}

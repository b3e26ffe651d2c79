import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one } from "@/db/rows";
import { activity, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** `memberId` is null when the program itself acts (first start, example data). */
export type Actor = Pick<Member, "workspaceId"> & { id: string | null };

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
  const { sequence } = one(
    await tx
      .update(workspaces)
      .set({ activitySequence: sql`${workspaces.activitySequence} + 1` })
      .where(eq(workspaces.id, actor.workspaceId))
      .returning({ sequence: workspaces.activitySequence }),
  );
  await tx
    .insert(activity)
    .values({ workspaceId: actor.workspaceId, sequence, memberId: actor.id, verb, subjectId, details });
  return sequence;
}

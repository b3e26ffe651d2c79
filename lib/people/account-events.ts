import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members } from "@/db/schema";
import { recordActivity } from "@/lib/activity/record";

/**
 * Writes what happened to an account into the history of each workspace its user is in: sign-ins, also those that were
 * refused, ended sessions, passwords. Inside the deed's transaction; never a password, a token or a whole network address.
 * @param by "nobody" where whoever did it did not prove to be this user
 */
export async function recordOnAccount(
  tx: Database,
  userId: string,
  verb: string,
  details?: Record<string, unknown>,
  by: "themselves" | "nobody" = "themselves",
): Promise<void> {
  const memberships = await tx
    .select({ id: members.id, workspaceId: members.workspaceId })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.endedAt)))
    // Always in one order, so that two that lock several workspaces never wait for each other.
    .orderBy(asc(members.workspaceId));
  for (const { id, workspaceId } of memberships)
    await recordActivity(tx, { id: by === "nobody" ? null : id, workspaceId }, verb, id, details);
}

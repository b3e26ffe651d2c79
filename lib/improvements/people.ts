import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { may, type Permission } from "@/lib/access/policy";
import { refuse } from "@/lib/refusal";

/**
 * Somebody of the workspace whose role lets them do the deed, refused at the field else: an executive reads only, and
 * who has left owns nothing new.
 * @returns the team, none for neutral
 */
export async function requireSomebodyWhoMay(
  tx: Database,
  member: Member,
  permission: Permission,
  somebody: { id: string; field: string },
): Promise<{ teamId: string | null }> {
  const [found] = await tx
    .select({ role: members.role, teamId: members.teamId })
    .from(members)
    .where(and(eq(members.workspaceId, member.workspaceId), eq(members.id, somebody.id), isNull(members.endedAt)));
  const words = "Choose somebody from the list.";
  if (!found) refuse("not_found", words, { [somebody.field]: [words] });
  const reads = "An executive reads and changes nothing. Choose somebody else.";
  if (!may(found.role, permission)) refuse("invalid", reads, { [somebody.field]: [reads] });
  return { teamId: found.teamId };
}

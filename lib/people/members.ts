import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { one } from "@/db/rows";
import { apiTokens, invitations, members, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { requireTeam } from "@/lib/teams/commands";
import type { memberChange } from "./input";
import { endSessionsOf } from "./sessions";

/** Changes a member's role and team. A new role ends their sessions, so that it begins with a new session id (trust 3). */
export async function changeMember(db: Database, member: Member, input: z.output<typeof memberChange>) {
  permit(member, "people:manage");
  const { memberId, role, teamId } = input;
  await db.transaction(async (tx) => {
    await holdMembers(tx, member);
    const standing = await requireStanding(tx, member, memberId);
    if (standing.role !== input.seenRole || standing.teamId !== input.seenTeamId)
      refuse("conflict", `${standing.name} was changed meanwhile. Look again and choose.`, undefined, standing);
    if (standing.role === role && standing.teamId === teamId) return;
    if (teamId) await requireTeam(tx, member, teamId);
    if (standing.role === "owner" && role !== "owner") await keepAnOwner(tx, member, memberId);
    await tx.update(members).set({ role, teamId }).where(inHere(member, memberId));
    if (standing.role !== role) await endSessionsOf(tx, standing.userId);
    const from = { role: standing.role, teamId: standing.teamId };
    await recordActivity(tx, member, "member.changed", memberId, { role, teamId, from });
  });
}

/** Ends a membership. Deeds and words stay; tokens and open invitations of theirs are withdrawn. */
export async function removeMember(db: Database, member: Member, memberId: string) {
  permit(member, "people:manage");
  await db.transaction(async (tx) => {
    await holdMembers(tx, member);
    const standing = await requireStanding(tx, member, memberId);
    if (standing.role === "owner") await keepAnOwner(tx, member, memberId);
    const now = sql`now()`;
    const { workspaceId } = member;
    await tx.update(members).set({ endedAt: now }).where(inHere(member, memberId));
    await tx
      .update(apiTokens)
      .set({ withdrawnAt: now })
      .where(
        and(eq(apiTokens.workspaceId, workspaceId), eq(apiTokens.memberId, memberId), isNull(apiTokens.withdrawnAt)),
      );
    await tx
      .update(invitations)
      .set({ withdrawnAt: now })
      .where(
        and(
          eq(invitations.workspaceId, workspaceId),
          eq(invitations.invitedById, memberId),
          isNull(invitations.usedAt),
          isNull(invitations.withdrawnAt),
        ),
      );
    await endSessionsOf(tx, standing.userId);
    await recordActivity(tx, member, "member.removed", memberId);
  });
}

/**
 * Signs a member out everywhere, as when a device of theirs was lost. They stay a member and may sign in again.
 * @returns how many sessions it ended
 */
export async function endMemberSessions(db: Database, member: Member, memberId: string): Promise<number> {
  permit(member, "people:manage");
  return db.transaction(async (tx) => {
    const { userId } = await requireStanding(tx, member, memberId);
    const count = await endSessionsOf(tx, userId);
    await recordActivity(tx, member, "member.signed_out", memberId, { count });
    return count;
  });
}

const inHere = (member: Member, memberId: string) =>
  and(eq(members.workspaceId, member.workspaceId), eq(members.id, memberId), isNull(members.endedAt));

/** Two owners who change each other at the same moment take turns, so that one of them stays. */
const holdMembers = (tx: Database, member: Member) =>
  tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, member.workspaceId)).for("update");

async function requireStanding(tx: Database, member: Member, memberId: string) {
  const [standing] = await tx
    .select({ role: members.role, teamId: members.teamId, userId: members.userId, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(inHere(member, memberId));
  return standing ?? refuse("not_found", "This person is not a member of the workspace.");
}

async function keepAnOwner(tx: Database, member: Member, memberId: string) {
  const words = "A workspace needs an owner. Make somebody else an owner first.";
  const { others } = one(
    await tx
      .select({ others: sql<number>`count(*)::int` })
      .from(members)
      .where(
        and(
          eq(members.workspaceId, member.workspaceId),
          eq(members.role, "owner"),
          isNull(members.endedAt),
          ne(members.id, memberId),
        ),
      ),
  );
  if (others === 0) refuse("conflict", words, { role: [words] });
}

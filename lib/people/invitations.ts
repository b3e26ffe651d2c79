import "server-only";
import { and, desc, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { invitations, members, teams, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { requireTeam } from "@/lib/teams/commands";
import type { invitationInput } from "./input";
import { hashToken, newToken } from "./tokens";

export const invitationHours = 72;

/**
 * Invites an address into the workspace, with a role and a team. An open invitation of the same address is withdrawn by
 * it. Sending the same form again gives a new link for the same invitation, for only the hash of the first was kept: it
 * holds for another 72 hours, with the role and the team as the form now says.
 * @returns the token for the link, to be shown once
 */
export async function invite(db: Database, member: Member, input: z.output<typeof invitationInput>) {
  permit(member, "people:invite");
  if (input.role === "owner" && member.role !== "owner")
    refuse("forbidden", "Only an owner can invite an owner.", { role: ["Only an owner can invite an owner."] });
  const token = newToken();
  return db.transaction(async (tx) => {
    if (input.teamId) await requireTeam(tx, member, input.teamId);
    await refuseMember(tx, member, input.email);
    const { workspaceId } = member;
    const expiresAt = sql`now() + make_interval(hours => ${invitationHours})`;
    const fresh = { ...input, tokenHash: hashToken(token), expiresAt };
    const row = { ...fresh, workspaceId, invitedById: member.id };
    const [made] = await tx.insert(invitations).values(row).onConflictDoNothing().returning({ id: invitations.id });
    if (!made) return { id: await renewLink(tx, member, fresh), token };
    await tx
      .update(invitations)
      .set({ withdrawnAt: sql`now()` })
      .where(and(open(member), eq(invitations.email, input.email), ne(invitations.id, made.id)));
    const { email, role, teamId } = input;
    await recordActivity(tx, member, "invitation.made", made.id, { email, role, teamId });
    return { id: made.id, token };
  });
}

const open = (member: Pick<Member, "workspaceId">) =>
  and(eq(invitations.workspaceId, member.workspaceId), isNull(invitations.usedAt), isNull(invitations.withdrawnAt));

type FreshLink = z.output<typeof invitationInput> & { tokenHash: string; expiresAt: SQL };

/** Who may come in by it is changed no more quietly than it was said at first: another role or team is recorded. */
async function renewLink(tx: Database, member: Member, { id, email, ...fresh }: FreshLink): Promise<string> {
  const own = and(
    open(member),
    eq(invitations.id, id),
    eq(invitations.invitedById, member.id),
    eq(invitations.email, email),
  );
  const { role, teamId } = invitations;
  const [before] = await tx.select({ role, teamId }).from(invitations).where(own).for("update");
  if (!before) return refuse("conflict", "This form was sent before. Please load the page again.");
  await tx.update(invitations).set(fresh).where(own);
  const after = { role: fresh.role, teamId: fresh.teamId };
  if (before.role !== after.role || before.teamId !== after.teamId)
    await recordActivity(tx, member, "invitation.changed", id, { email, ...after, from: before });
  return id;
}

async function refuseMember(tx: Database, member: Member, email: string) {
  const [there] = await tx
    .select({ name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, member.workspaceId), isNull(members.endedAt), eq(users.email, email)));
  if (!there) return;
  const words = `${there.name} uses this address and is a member already.`;
  refuse("conflict", words, { email: [words] });
}

export async function withdrawInvitation(db: Database, member: Member, invitationId: string) {
  permit(member, "people:invite");
  await db.transaction(async (tx) => {
    const [withdrawn] = await tx
      .update(invitations)
      .set({ withdrawnAt: sql`now()` })
      .where(and(open(member), eq(invitations.id, invitationId)))
      .returning({ email: invitations.email });
    if (!withdrawn) refuse("not_found", "This invitation is not open any more.");
    await recordActivity(tx, member, "invitation.withdrawn", invitationId, withdrawn);
  });
}

/** The invitations that nobody has used yet, newest first; those that ran out are marked. */
export function listInvitations(db: Database, member: Member) {
  const { id, email, role, expiresAt } = invitations;
  return db
    .select({
      id,
      email,
      role,
      expiresAt,
      isOver: sql<boolean>`${expiresAt} <= now()`,
      teamName: teams.name,
      invitedBy: users.name,
    })
    .from(invitations)
    .innerJoin(members, and(eq(members.workspaceId, invitations.workspaceId), eq(members.id, invitations.invitedById)))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, invitations.workspaceId), eq(teams.id, invitations.teamId)))
    .where(open(member))
    .orderBy(desc(invitations.createdAt), desc(id))
    .limit(200);
}

/** Whether an invitation stands: neither used nor withdrawn, and not past its 72 hours. */
export const standingInvitation = (token: string) =>
  and(
    eq(invitations.tokenHash, hashToken(token)),
    isNull(invitations.usedAt),
    isNull(invitations.withdrawnAt),
    gt(invitations.expiresAt, sql`now()`),
  );

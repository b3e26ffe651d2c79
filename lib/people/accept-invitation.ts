import "server-only";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { invitations, members, teams, users, workspaces } from "@/db/schema";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { personName, timeZone } from "./input";
import { standingInvitation } from "./invitations";
import { hashPassword, password } from "./passwords";
import { hashToken } from "./tokens";

export const newcomerInput = z.object({ token: z.string(), name: personName, password, timeZone });

export const notStanding = {
  used: "This invitation was used already. If you used it yourself, sign in.",
  withdrawn: "This invitation was withdrawn. Ask whoever invited you for a new one.",
  over: "This invitation has run out: it held for 72 hours. Ask whoever invited you for a new one.",
} as const;

/** What an invitation says to whoever holds its link; undefined for a link that never was one. */
export async function findInvitation(db: Database, token: string) {
  const [found] = await db
    .select({
      email: invitations.email,
      role: invitations.role,
      teamName: teams.name,
      workspace: workspaces.name,
      timeZone: workspaces.timeZone,
      invitedBy: users.name,
      state: sql<"open" | keyof typeof notStanding>`case
        when ${invitations.usedAt} is not null then 'used'
        when ${invitations.withdrawnAt} is not null then 'withdrawn'
        when ${invitations.expiresAt} <= now() then 'over'
        else 'open' end`,
    })
    .from(invitations)
    .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
    .innerJoin(members, and(eq(members.workspaceId, invitations.workspaceId), eq(members.id, invitations.invitedById)))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, invitations.workspaceId), eq(teams.id, invitations.teamId)))
    .where(eq(invitations.tokenHash, hashToken(token)));
  if (!found) return undefined;
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, found.email));
  return { ...found, isKnown: known !== undefined };
}

/**
 * Joins as somebody who was not here before: makes the user and the member, and the invitation counts once.
 * @throws Refusal when it does not stand, or when its address has a user, who has to sign in instead
 */
export async function joinAsNewcomer(db: Database, input: z.output<typeof newcomerInput>) {
  // Only who holds an invitation makes us hash.
  const [standing] = await db.select({ id: invitations.id }).from(invitations).where(standingInvitation(input.token));
  if (!standing) return refuseInvitation(db, input.token);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    const invitation = await useUp(tx, input.token);
    const { name, timeZone } = input;
    const [user] = await tx
      .insert(users)
      .values({ id: v7(), email: invitation.email, name, passwordHash, timeZone })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) refuse("conflict", "This address has an account already. Sign in with it and open the link again.");
    return becomeMember(tx, invitation, user.id);
  });
}

/** Joins as a user who is here already, with the address that was invited and no other. */
export function joinAsUser(db: Database, token: string, user: { userId: string; email: string }) {
  return db.transaction(async (tx) => {
    const invitation = await useUp(tx, token);
    if (invitation.email !== user.email)
      refuse("forbidden", "This invitation is for another address. Sign out, then open the link again.");
    return becomeMember(tx, invitation, user.userId);
  });
}

type Used = Pick<typeof invitations.$inferSelect, "id" | "workspaceId" | "email" | "role" | "teamId">;

/** One guarded update, so that of two people with one link one gets in. */
async function useUp(tx: Database, token: string): Promise<Used> {
  const { id, workspaceId, email, role, teamId } = invitations;
  const [used] = await tx
    .update(invitations)
    .set({ usedAt: sql`now()` })
    .where(standingInvitation(token))
    .returning({ id, workspaceId, email, role, teamId });
  return used ?? refuseInvitation(tx, token);
}

async function refuseInvitation(db: Database, token: string): Promise<never> {
  const found = await findInvitation(db, token);
  if (!found || found.state === "open")
    refuse("not_found", "This link is no invitation. Check that it was copied whole.");
  refuse("conflict", notStanding[found.state]);
}

/** Whoever was a member before and had left comes back as the same member, so that their deeds stay theirs. */
async function becomeMember(tx: Database, { id: invitationId, workspaceId, role, teamId }: Used, userId: string) {
  const [member] = await tx
    .insert(members)
    .values({ id: v7(), workspaceId, userId, role, teamId })
    .onConflictDoUpdate({
      target: [members.workspaceId, members.userId],
      set: { role, teamId, endedAt: null },
      setWhere: isNotNull(members.endedAt),
    })
    .returning({ id: members.id });
  if (!member) refuse("conflict", "You are a member of this workspace already.");
  await recordActivity(tx, { id: member.id, workspaceId }, "member.joined", member.id, { role, teamId, invitationId });
  const [workspace] = await tx.select({ slug: workspaces.slug }).from(workspaces).where(eq(workspaces.id, workspaceId));
  return { userId, slug: workspace?.slug ?? "" };
}

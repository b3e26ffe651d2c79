import "server-only";
import { and, desc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { incidents, members, shareLinks, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { hashToken, newToken } from "@/lib/people/tokens";
import { refuse } from "@/lib/refusal";
import { newId, rowId, ticked } from "@/lib/text/shapes";

/** For how many days a link may hold. */
export const shareDays = [7, 30, 90] as const;

export const shareInput = z.object({
  id: newId,
  incidentId: rowId,
  days: z.coerce.number().refine((days) => shareDays.some((known) => known === days), "Choose how long it holds."),
  withNames: ticked,
});

/**
 * Makes a link that shows an incident's A3 to whoever holds it, without an account. Sending the same form again gives a
 * new link in place of the first, since only the hash of that one was kept.
 * @returns the token for the link, to be shown once
 */
export async function shareIncident(db: Database, member: Member, input: z.output<typeof shareInput>) {
  permit(member, "incident:share");
  const token = newToken();
  const { id, incidentId, days, withNames } = input;
  const { workspaceId } = member;
  return db.transaction(async (tx) => {
    const [incident] = await tx
      .select({ id: incidents.id })
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, incidentId)));
    if (!incident) refuse("not_found", "There is no such incident here.");
    const fresh = { tokenHash: hashToken(token), expiresAt: sql`now() + make_interval(days => ${days})`, withNames };
    const [made] = await tx
      .insert(shareLinks)
      .values({ id, workspaceId, incidentId, createdById: member.id, ...fresh })
      .onConflictDoNothing()
      .returning({ id: shareLinks.id });
    if (made) await recordActivity(tx, member, "incident.shared", incidentId, { days, withNames });
    else await renew(tx, member, input, fresh);
    return { token };
  });
}

async function renew(
  tx: Database,
  member: Member,
  { id, incidentId }: z.output<typeof shareInput>,
  fresh: { tokenHash: string; expiresAt: SQL; withNames: boolean },
) {
  const [renewed] = await tx
    .update(shareLinks)
    .set(fresh)
    .where(
      and(
        standing(member),
        eq(shareLinks.id, id),
        eq(shareLinks.incidentId, incidentId),
        eq(shareLinks.createdById, member.id),
      ),
    )
    .returning({ id: shareLinks.id });
  if (!renewed) refuse("conflict", "This form was sent before. Please load the page again.");
}

const standing = (member: Pick<Member, "workspaceId">) =>
  and(eq(shareLinks.workspaceId, member.workspaceId), isNull(shareLinks.withdrawnAt));

/** Takes a link back at once; whoever opens it then is told so. */
export async function withdrawShare(db: Database, member: Member, linkId: string) {
  permit(member, "incident:share");
  await db.transaction(async (tx) => {
    const [withdrawn] = await tx
      .update(shareLinks)
      .set({ withdrawnAt: sql`now()` })
      .where(and(standing(member), eq(shareLinks.id, linkId)))
      .returning({ incidentId: shareLinks.incidentId });
    if (!withdrawn) return refuse("not_found", "This link does not hold any more.");
    await recordActivity(tx, member, "incident.unshared", withdrawn.incidentId);
  });
}

/** The links to an incident that hold now, the latest first. */
export function listShares(db: Database, member: Member, incidentId: string) {
  const { id, withNames, expiresAt, lastOpenedAt, createdAt } = shareLinks;
  return db
    .select({ id, withNames, expiresAt, lastOpenedAt, createdAt, madeBy: users.name })
    .from(shareLinks)
    .innerJoin(members, and(eq(members.workspaceId, shareLinks.workspaceId), eq(members.id, shareLinks.createdById)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(standing(member), eq(shareLinks.incidentId, incidentId), gt(expiresAt, sql`now()`)))
    .orderBy(desc(createdAt), desc(id))
    .limit(50);
}

export const shareOver = {
  withdrawn: "This link was withdrawn. Ask whoever sent it for a new one.",
  over: "This link has run out. Ask whoever sent it for a new one.",
} as const;

/**
 * What a link leads to; undefined for one that never was. It shows what the member who made it may see, and no longer than
 * that member belongs to the workspace. Notes that it was opened.
 */
export async function openShare(db: Database, token: string) {
  const [found] = await db
    .update(shareLinks)
    .set({ lastOpenedAt: sql`now()` })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(
      and(
        eq(shareLinks.tokenHash, hashToken(token)),
        eq(members.workspaceId, shareLinks.workspaceId),
        eq(members.id, shareLinks.createdById),
      ),
    )
    .returning({
      incidentId: shareLinks.incidentId,
      withNames: shareLinks.withNames,
      state: sql<"open" | keyof typeof shareOver>`case
        when ${shareLinks.withdrawnAt} is not null or ${members.endedAt} is not null then 'withdrawn'
        when ${shareLinks.expiresAt} <= now() then 'over'
        else 'open' end`,
      by: {
        id: members.id,
        userId: members.userId,
        name: users.name,
        role: members.role,
        teamId: members.teamId,
        workspaceId: members.workspaceId,
        locale: users.locale,
        timeZone: users.timeZone,
        theme: users.theme,
      },
      workspace: {
        slug: workspaces.slug,
        name: workspaces.name,
        timeZone: workspaces.timeZone,
        isExample: workspaces.isExample,
      },
    });
  if (!found) return undefined;
  const { by, workspace, ...share } = found;
  const member: Member = { ...by, workspace };
  return { ...share, member };
}

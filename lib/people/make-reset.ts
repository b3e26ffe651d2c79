import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Database } from "@/db/client";
import { mails, members, passwordResets, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { sendSoon } from "@/lib/mail/queue-mails";
import { mailIsOn } from "@/lib/mail/settings";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { newId, rowId } from "@/lib/text/shapes";
import { mailedResetToken } from "./reset-token";
import { hashToken, newToken } from "./tokens";

export const resetMinutes = 30;

/** `shown`: the owner passes the link on; `mailed`: it goes to the member's address, and the owner never sees it. */
export const resetWays = ["shown", "mailed"] as const;
export const makeResetInput = z.object({
  id: newId,
  memberId: rowId,
  way: z.enum(resetWays, "Choose one."),
});

/**
 * Makes a link by which a member chooses a new password: for 30 minutes, once, for the address they have now. One that was
 * made before is void. Their password holds until they have chosen. The same form sent again gives a shown link anew, for
 * only the hash of the first was kept.
 * @returns the token for the link, to be shown once; none where it is mailed
 */
export async function makeReset(db: Database, member: Member, { id, memberId, way }: z.output<typeof makeResetInput>) {
  permit(member, "people:manage");
  if (memberId === member.id) refuse("conflict", "Your own password you change in your profile.");
  if (way === "mailed" && !mailIsOn()) refuse("conflict", "This installation has no mail server.", { way: [noMail] });
  const token = way === "mailed" ? mailedResetToken(id) : newToken();
  await db.transaction(async (tx) => {
    const person = await requirePerson(tx, member, memberId);
    if (way === "shown" && (await isElsewhereToo(tx, member, person.userId))) {
      const words = `${person.name} is a member of another workspace, too, which this link would open. Have it mailed to them.`;
      refuse("conflict", words, { way: [words] });
    }
    const { workspaceId } = member;
    const fresh = { tokenHash: hashToken(token), expiresAt: sql`now() + make_interval(mins => ${resetMinutes})` };
    const row = { id, workspaceId, memberId, email: person.email, madeById: member.id, ...fresh };
    const [made] = await tx
      .insert(passwordResets)
      .values(row)
      .onConflictDoNothing()
      .returning({ id: passwordResets.id });
    if (!made) return renewLink(tx, member, { id, memberId, way, ...fresh });
    await tx
      .update(passwordResets)
      .set({ withdrawnAt: sql`now()` })
      .where(and(openFor(workspaceId, memberId), ne(passwordResets.id, id)));
    if (way === "mailed") await mailTo(tx, { workspaceId, id: memberId }, `reset:${id}`);
    await recordActivity(tx, member, "password.reset_offered", memberId, { way });
  });
  return way === "shown" ? { token } : {};
}

const noMail = "There is no mail server to send it with. Show the link.";

const openFor = (workspaceId: string, memberId: string) =>
  and(
    eq(passwordResets.workspaceId, workspaceId),
    eq(passwordResets.memberId, memberId),
    isNull(passwordResets.usedAt),
    isNull(passwordResets.withdrawnAt),
  );

async function renewLink(
  tx: Database,
  member: Member,
  { id, memberId, way, ...fresh }: z.output<typeof makeResetInput> & { tokenHash: string; expiresAt: unknown },
): Promise<void> {
  const own = and(
    openFor(member.workspaceId, memberId),
    eq(passwordResets.id, id),
    eq(passwordResets.madeById, member.id),
  );
  const set = { tokenHash: fresh.tokenHash, expiresAt: fresh.expiresAt as Date };
  const [again] = await tx.update(passwordResets).set(set).where(own).returning({ id: passwordResets.id });
  const mailed = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.workspaceId, member.workspaceId), eq(mails.memberId, memberId), eq(mails.key, `reset:${id}`)));
  // A mailed link never becomes one that is shown, nor the other way round.
  if (!again || mailed.length > 0 !== (way === "mailed"))
    refuse("conflict", "This form was sent before. Please load the page again.");
}

async function requirePerson(tx: Database, { workspaceId }: Member, memberId: string) {
  const [person] = await tx
    .select({ userId: users.id, name: users.name, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, workspaceId), eq(members.id, memberId), isNull(members.endedAt)));
  return person ?? refuse("not_found", "This person is not a member of the workspace.");
}

/** Whoever holds a link can sign in as its member, so an owner sees none that opens a workspace they do not own. */
async function isElsewhereToo(tx: Database, member: Member, userId: string): Promise<boolean> {
  const found = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.userId, userId),
        isNull(members.endedAt),
        sql`not exists (select 1 from members own where own.workspace_id = ${members.workspaceId}
          and own.user_id = ${member.userId}::uuid and own.role = 'owner' and own.ended_at is null)`,
      ),
    )
    .limit(1);
  return found.length > 0;
}

/** A mail about the account itself: it goes out at once, however its reader wants to be told of work. */
export async function mailTo(tx: Database, to: { workspaceId: string; id: string }, key: string): Promise<void> {
  await tx
    .insert(mails)
    .values({ id: v7(), workspaceId: to.workspaceId, memberId: to.id, key, dueAt: now() })
    .onConflictDoNothing();
  await sendSoon(tx);
}

import "server-only";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { members, notices, passwordResets, users, workspaces } from "@/db/schema";
import { mailIsOn } from "@/lib/mail/settings";
import { tell } from "@/lib/notices/telling";
import { refuse } from "@/lib/refusal";
import { recordOnAccount } from "./account-events";
import { fromNowhere, type Whence } from "./device";
import { mailTo } from "./make-reset";
import { hashPassword, password } from "./passwords";
import { endSessionsOf } from "./sessions";
import { forgetAccount } from "./sign-in";
import { hashToken } from "./tokens";

export const byResetInput = z.object({ token: z.string().max(512), password });

export const resetOver = {
  used: "This link was used already. If it was not you, ask an owner of your workspace at once.",
  withdrawn: "This link is void: a newer one was made, or you are no longer a member with this address.",
  over: "This link has run out: it held for 30 minutes. Ask an owner of your workspace for a new one.",
} as const;

/** What a link for a new password says to whoever holds it; undefined for one that never was. */
export async function findReset(db: Database, token: string) {
  const [found] = await db
    .select({
      email: passwordResets.email,
      name: users.name,
      workspace: workspaces.name,
      state: sql<"open" | keyof typeof resetOver>`case
        when ${passwordResets.usedAt} is not null then 'used'
        when ${passwordResets.withdrawnAt} is not null or ${members.endedAt} is not null
          or ${users.email} <> ${passwordResets.email} then 'withdrawn'
        when ${passwordResets.expiresAt} <= now() then 'over'
        else 'open' end`,
    })
    .from(passwordResets)
    .innerJoin(workspaces, eq(workspaces.id, passwordResets.workspaceId))
    .innerJoin(
      members,
      and(eq(members.workspaceId, passwordResets.workspaceId), eq(members.id, passwordResets.memberId)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(passwordResets.tokenHash, hashToken(token)));
  return found;
}

/**
 * Sets a new password by a link, which counts once. All sessions of the account end, pauses after wrong guesses too, and
 * the member is told, by mail as well where there is a mail server.
 */
export async function chooseByReset(db: Database, input: z.output<typeof byResetInput>, from: Whence = fromNowhere) {
  // Only who holds a link that stands makes us hash.
  const standing = await findReset(db, input.token);
  if (standing?.state !== "open") return refuseReset(standing?.state);
  const passwordHash = await hashPassword(input.password);
  const email = await db.transaction(async (tx) => {
    const used = await takeUp(tx, input.token);
    const [user] = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, used.userId), eq(users.email, used.email)))
      .returning({ id: users.id });
    if (!user) return refuseReset("withdrawn");
    const ended = await endSessionsOf(tx, user.id);
    await withdrawResetsOf(tx, user.id);
    await tellMember(tx, used);
    await recordOnAccount(tx, user.id, "password.reset", { ended, ...from }, "nobody");
    return used.email;
  });
  await forgetAccount(db, email);
}

type Used = { id: string; workspaceId: string; memberId: string; madeById: string; email: string; userId: string };

/** One guarded update, so that of two people with one link one gets through. */
async function takeUp(tx: Database, token: string): Promise<Used> {
  const { id, workspaceId, memberId, madeById, email } = passwordResets;
  const [used] = await tx
    .update(passwordResets)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(passwordResets.tokenHash, hashToken(token)),
        isNull(passwordResets.usedAt),
        isNull(passwordResets.withdrawnAt),
        gt(passwordResets.expiresAt, sql`now()`),
      ),
    )
    .returning({ id, workspaceId, memberId, madeById, email });
  if (!used) return refuseReset((await findReset(tx, token))?.state);
  const [member] = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.workspaceId, used.workspaceId), eq(members.id, used.memberId), isNull(members.endedAt)));
  return member ? { ...used, ...member } : refuseReset("withdrawn");
}

/** Links that were made for the same account, in whatever workspace, are void with the password they were made against. */
export const withdrawResetsOf = (tx: Database, userId: string) =>
  tx.execute(sql`
    update password_resets r set withdrawn_at = now() from members m
    where m.workspace_id = r.workspace_id and m.id = r.member_id and m.user_id = ${userId}
      and r.used_at is null and r.withdrawn_at is null`);

async function tellMember(tx: Database, { id, workspaceId, memberId, madeById }: Used): Promise<void> {
  const key = `password_reset:${id}`;
  const who = madeById === memberId ? "on the machine itself" : "by an owner";
  const about = `Your password was chosen anew by a link that was made ${who}`;
  await tell(tx, { workspaceId }, [memberId], { kind: "password_reset", key, about, path: "/profile" });
  if (!mailIsOn()) return;
  await mailTo(tx, { workspaceId, id: memberId }, `was-reset:${id}`);
  await tx
    .update(notices)
    .set({ mailedAt: sql`now()` })
    .where(and(eq(notices.workspaceId, workspaceId), eq(notices.memberId, memberId), eq(notices.key, key)));
}

function refuseReset(state: string | undefined): never {
  if (state === "used" || state === "withdrawn" || state === "over") refuse("conflict", resetOver[state]);
  refuse("not_found", "This is no link for a new password. Check that it was copied whole.");
}

import "server-only";
import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { apiTokens, members, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { newId, titleText } from "@/lib/text/shapes";
import { asMember, memberColumns } from "./member-row";
import { hashToken, newToken } from "./tokens";

export const apiTokenInput = z.object({ id: newId, name: titleText("Say what the token is for.", 80) });

/**
 * Makes a token that may do what its maker may. The token is shown once; only its hash is kept, so the same form sent again
 * gives the same token row a new text.
 */
export async function makeApiToken(db: Database, member: Member, { id, name }: z.output<typeof apiTokenInput>) {
  permit(member, "tokens:manage");
  const token = newToken();
  await db.transaction(async (tx) => {
    if (await keepApiToken(tx, member, { id, name, token })) return;
    const same = and(eq(apiTokens.id, id), eq(apiTokens.memberId, member.id), eq(apiTokens.name, name));
    const [again] = await tx
      .update(apiTokens)
      .set({ tokenHash: hashToken(token) })
      .where(and(eq(apiTokens.workspaceId, member.workspaceId), same, isNull(apiTokens.withdrawnAt)))
      .returning({ id: apiTokens.id });
    if (!again) refuse("conflict", "This form was sent before. Please load the page again.");
  });
  return { id, token };
}

/** The deed behind `makeApiToken`, for tokens made elsewhere, as set-up without a browser does; false when the id is taken. */
export async function keepApiToken(
  tx: Database,
  member: Pick<Member, "id" | "workspaceId">,
  { id, name, token }: { id: string; name: string; token: string },
): Promise<boolean> {
  const row = { id, workspaceId: member.workspaceId, memberId: member.id, name, tokenHash: hashToken(token) };
  const kept = await tx
    .insert(apiTokens)
    .values(row)
    .onConflictDoNothing({ target: apiTokens.id })
    .returning({ id: apiTokens.id });
  if (kept.length === 0) return false;
  await recordActivity(tx, member, "token.made", id, { name });
  return true;
}

export async function withdrawApiToken(db: Database, member: Member, tokenId: string) {
  permit(member, "tokens:manage");
  await db.transaction(async (tx) => {
    const [withdrawn] = await tx
      .update(apiTokens)
      .set({ withdrawnAt: sql`now()` })
      .where(
        and(eq(apiTokens.workspaceId, member.workspaceId), eq(apiTokens.id, tokenId), isNull(apiTokens.withdrawnAt)),
      )
      .returning({ name: apiTokens.name });
    if (!withdrawn) refuse("not_found", "This token was withdrawn already.");
    await recordActivity(tx, member, "token.withdrawn", tokenId, withdrawn);
  });
}

export function listApiTokens(db: Database, member: Member) {
  const { id, name, createdAt, lastUsedAt } = apiTokens;
  return db
    .select({ id, name, createdAt, lastUsedAt, madeBy: users.name })
    .from(apiTokens)
    .innerJoin(members, and(eq(members.workspaceId, apiTokens.workspaceId), eq(members.id, apiTokens.memberId)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(apiTokens.workspaceId, member.workspaceId), isNull(apiTokens.withdrawnAt)))
    .orderBy(desc(createdAt), desc(id))
    .limit(200);
}

/** The member a bearer token acts as; undefined when it is unknown, withdrawn, or its member has left. */
export async function findTokenMember(db: Database, token: string): Promise<Member | undefined> {
  const [found] = await db
    .select({ tokenId: apiTokens.id, ...memberColumns })
    .from(apiTokens)
    .innerJoin(members, and(eq(members.workspaceId, apiTokens.workspaceId), eq(members.id, apiTokens.memberId)))
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, apiTokens.workspaceId))
    .where(and(eq(apiTokens.tokenHash, hashToken(token)), isNull(apiTokens.withdrawnAt), isNull(members.endedAt)));
  if (!found) return undefined;
  await markUsed(db, found.tokenId);
  return asMember(found);
}

/** To the hour: enough to see which tokens sleep. */
const markUsed = (db: Database, tokenId: string) =>
  db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiTokens.id, tokenId),
        or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 hour'`)),
      ),
    );

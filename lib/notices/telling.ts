import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema";
import type { NoticeKind } from "@/db/terms";
import { now } from "@/lib/text/clock";

/** `key`: what it is about and, where there is one, its day; whoever was told of it is not told again. */
export type News = { kind: NoticeKind; key: string; about: string; path: string; dueOn?: string | null };

type Scope = { workspaceId: string };

/** The longest that the words of a notice are. */
const longest = 200;

/** Tells each of the members once. Belongs into the transaction of the deed that is told of. */
export async function tell(
  tx: Database,
  { workspaceId }: Scope,
  memberIds: readonly string[],
  { about, ...news }: News,
): Promise<void> {
  if (memberIds.length === 0) return;
  const words = about.length > longest ? `${about.slice(0, longest - 1).trimEnd()}…` : about;
  await tx
    .insert(notices)
    .values(memberIds.map((memberId) => ({ ...news, about: words, id: v7(), workspaceId, memberId, createdAt: now() })))
    .onConflictDoNothing({ target: [notices.workspaceId, notices.memberId, notices.key] });
}

/** What was told under these keys is over: to one member, or to all. Belongs into the transaction of the deed that ended it. */
export async function settleNotices(
  tx: Database,
  { workspaceId }: Scope,
  { kind, keys, memberId }: { kind: NoticeKind; keys: readonly string[]; memberId?: string },
): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .update(notices)
    .set({ settledAt: now(), readAt: sql`coalesce(${notices.readAt}, ${now().toISOString()}::timestamptz)` })
    .where(
      and(
        eq(notices.workspaceId, workspaceId),
        eq(notices.kind, kind),
        inArray(notices.key, [...keys]),
        isNull(notices.settledAt),
        memberId ? eq(notices.memberId, memberId) : undefined,
      ),
    );
}

export const mentionKey = (commentId: string) => `mentioned:${commentId}`;
export const cameBackKey = (improvementId: string, recurrenceId: string) =>
  `came_back:${improvementId}:${recurrenceId}`;

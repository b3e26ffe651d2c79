import "server-only";
import { and, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { AgeKey } from "@/lib/improvements/age-key";

export type Notice = Pick<
  typeof notices.$inferSelect,
  "id" | "kind" | "about" | "path" | "dueOn" | "createdAt" | "readAt" | "settledAt"
>;
export type NoticePage = { notices: Notice[]; older: AgeKey | null };

const isUnread = and(isNull(notices.readAt), isNull(notices.settledAt)) as SQL;
const which = {
  unread: isUnread,
  earlier: or(isNotNull(notices.readAt), isNotNull(notices.settledAt)),
  all: undefined,
};

/** What the member was told, the latest first: what waits to be read, what is read or over, or both. One query. */
export async function listNotices(
  db: Database,
  member: Member,
  { of = "all", after, limit = 50 }: { of?: keyof typeof which; after?: AgeKey; limit?: number } = {},
): Promise<NoticePage> {
  const { id, kind, about, path, dueOn, createdAt, readAt, settledAt } = notices;
  const found = await db
    .select({ id, kind, about, path, dueOn, createdAt, readAt, settledAt, created: sql<string>`${createdAt}::text` })
    .from(notices)
    .where(
      and(
        eq(notices.workspaceId, member.workspaceId),
        eq(notices.memberId, member.id),
        which[of],
        after && sql`(${createdAt}, ${id}) < (${after.created}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    // As its index is written: a plain "desc" would put nulls first.
    .orderBy(sql`${createdAt} desc nulls last, ${id} desc nulls last`)
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    notices: shown.map(({ created, ...notice }) => notice),
    older: last ? { created: last.created, id: last.id } : null,
  };
}

/** How many wait to be read, up to 100; SQL for the page's own frame, over a member "m". */
export const unreadOf = sql`(
  select count(*)::int from (
    select 1 from notices n where n.workspace_id = m.workspace_id and n.member_id = m.id
      and n.read_at is null and n.settled_at is null limit 100) few)`;

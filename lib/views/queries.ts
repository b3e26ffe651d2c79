import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, savedViews, users } from "@/db/schema";
import type { ViewPage } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { cleanQuery } from "./view-query";

/** `query` has been through the filters of its page once more: whatever stands in the row, an address gets no more. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  version: number;
  maker: string | null; // none: the reader
  mayChange: boolean; // its maker, or an owner of the workspace
};

const most = 500;

const select = (db: Database, where: SQL | undefined) =>
  db
    .select({
      id: savedViews.id,
      page: savedViews.page,
      name: savedViews.name,
      query: savedViews.query,
      isShared: savedViews.isShared,
      version: savedViews.version,
      memberId: savedViews.memberId,
      maker: users.name,
    })
    .from(savedViews)
    .innerJoin(members, and(eq(members.workspaceId, savedViews.workspaceId), eq(members.id, savedViews.memberId)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(where)
    .limit(most);

/** The views of a page that this member may open: their own and the shared ones, by name. */
export async function listViews(db: Database, member: Member, page: ViewPage): Promise<SavedView[]> {
  const found = await select(
    db,
    and(
      eq(savedViews.workspaceId, member.workspaceId),
      eq(savedViews.page, page),
      isNull(savedViews.removedAt),
      or(eq(savedViews.memberId, member.id), eq(savedViews.isShared, true)),
    ),
  ).orderBy(asc(savedViews.name), asc(savedViews.id));
  return found.map((view) => asSeenBy(member, view));
}

/** What this member removed within the last ten minutes and can put back, the latest first. */
export async function listRemovedViews(db: Database, member: Member, page: ViewPage): Promise<SavedView[]> {
  const found = await select(
    db,
    and(
      eq(savedViews.workspaceId, member.workspaceId),
      eq(savedViews.page, page),
      isNotNull(savedViews.removedAt),
      sql`${savedViews.removedAt} > now() - interval '10 minutes'`,
      member.role === "owner"
        ? or(eq(savedViews.memberId, member.id), eq(savedViews.isShared, true))
        : eq(savedViews.memberId, member.id),
    ),
  ).orderBy(desc(savedViews.removedAt), desc(savedViews.id));
  return found.map((view) => asSeenBy(member, view));
}

type Row = Awaited<ReturnType<typeof select>>[number];

function asSeenBy(member: Member, { memberId, page, maker, query, ...view }: Row): SavedView {
  const isMine = memberId === member.id;
  return {
    ...view,
    query: cleanQuery(page, query),
    maker: isMine ? null : maker,
    mayChange: isMine || member.role === "owner",
  };
}

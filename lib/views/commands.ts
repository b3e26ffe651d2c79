import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { members, savedViews } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import type { OverwriteViewInput, RenameViewInput, SaveViewInput, ShareViewInput, ViewInput } from "./input";
import { cleanQuery } from "./view-query";

type View = typeof savedViews.$inferSelect;

/** So many views a member may keep; more would be looked for longer than filtered anew. */
export const mostViews = 50;

/** Keeps the filters of a page under a name. Sending the same id again changes nothing. */
export async function saveView(db: Database, member: Member, input: SaveViewInput): Promise<void> {
  permit(member, "view:keep");
  if (input.isShared) permit(member, "view:share");
  await db.transaction(async (tx) => {
    await requireRoomFor(tx, member, member.id, input.id);
    const [saved] = await tx
      .insert(savedViews)
      .values({ ...input, workspaceId: member.workspaceId, memberId: member.id })
      .onConflictDoNothing({ target: savedViews.id })
      .returning();
    if (!saved) return requireSame(tx, member, input);
    await tell(tx, member, "view.saved", saved);
  });
}

/** Gives a view another name. Whoever saw an older one is shown what stands. */
export const renameView = (db: Database, member: Member, { viewId, version, name }: RenameViewInput): Promise<void> =>
  onView(db, member, viewId, "view.changed", (view) => {
    if (view.name === name) return undefined;
    requireSeen(view, version);
    return { name };
  });

/** Shows a view to everybody in the workspace, or to its maker alone. */
export async function shareView(db: Database, member: Member, { viewId, isShared }: ShareViewInput): Promise<void> {
  permit(member, "view:share");
  await onView(db, member, viewId, isShared ? "view.shared" : "view.unshared", (view) =>
    view.isShared === isShared ? undefined : { isShared },
  );
}

/** Keeps other filters under the same name. */
export const overwriteView = (db: Database, member: Member, input: OverwriteViewInput): Promise<void> =>
  onView(db, member, input.viewId, "view.changed", (view) => {
    const query = cleanQuery(view.page, input.query);
    if (view.query === query) return undefined;
    requireSeen(view, input.version);
    return { query };
  });

/** Takes a view away; it can be put back. Done already, it does nothing. */
export const removeView = (db: Database, member: Member, { viewId }: ViewInput): Promise<void> =>
  onView(db, member, viewId, "view.removed", (view) => (view.removedAt ? undefined : { removedAt: sql`now()` }));

/** Puts back a view that was taken away. */
export const restoreView = (db: Database, member: Member, { viewId }: ViewInput): Promise<void> =>
  onView(db, member, viewId, "view.restored", async (view, tx) => {
    if (!view.removedAt) return undefined;
    await requireRoomFor(tx, member, view.memberId, viewId);
    return { removedAt: null };
  });

type Change = { name?: string; query?: string; isShared?: boolean; removedAt?: ReturnType<typeof sql> | null };

/** The frame of a deed on a view: whose it is, the row locked, the change, its activity. */
async function onView(
  db: Database,
  member: Member,
  viewId: string,
  verb: string,
  change: (view: View, tx: Database) => Promise<Change | undefined> | Change | undefined,
): Promise<void> {
  permit(member, "view:keep");
  await db.transaction(async (tx) => {
    const view = await lockView(tx, member, viewId);
    if (view.removedAt && verb !== "view.removed" && verb !== "view.restored")
      refuse("conflict", "This view was removed meanwhile.");
    const set = await change(view, tx);
    if (!set) return;
    await tx
      .update(savedViews)
      .set({ ...set, version: sql`${savedViews.version} + 1` })
      .where(and(eq(savedViews.workspaceId, member.workspaceId), eq(savedViews.id, viewId)));
    // Shared before or after: then its name is everybody's.
    await tell(tx, member, verb, {
      ...view,
      name: set.name ?? view.name,
      isShared: view.isShared || set.isShared === true,
    });
  });
}

/** What somebody keeps to themselves does not exist for anybody else; what is shared, its maker or an owner changes. */
async function lockView(tx: Database, member: Member, viewId: string): Promise<View> {
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.workspaceId, member.workspaceId), eq(savedViews.id, viewId)))
    .for("update");
  const isMine = view?.memberId === member.id;
  if (!view || (!isMine && !view.isShared)) refuse("not_found", "This view does not exist.");
  if (!isMine && member.role !== "owner")
    refuse("forbidden", "Only whoever made this view, or an owner of the workspace, changes it.");
  return view;
}

/** Under a lock on the maker: two windows at once must not make more than there may be. */
async function requireRoomFor(tx: Database, member: Member, makerId: string, viewId: string): Promise<void> {
  const { workspaceId } = member;
  const maker = and(eq(members.workspaceId, workspaceId), eq(members.id, makerId));
  await tx.select({ id: members.id }).from(members).where(maker).for("update");
  const kept = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(eq(savedViews.workspaceId, workspaceId), eq(savedViews.memberId, makerId), isNull(savedViews.removedAt)),
    );
  if (kept.length >= mostViews && !kept.some(({ id }) => id === viewId))
    refuse("invalid", `A member keeps at most ${mostViews} views. Remove one first.`);
}

function requireSeen({ version, name, query }: View, seen: number): void {
  if (version !== seen) refuse("conflict", "This view was changed meanwhile.", undefined, { version, name, query });
}

async function requireSame(tx: Database, member: Member, { id, page, query }: SaveViewInput): Promise<void> {
  const same = and(
    eq(savedViews.workspaceId, member.workspaceId),
    eq(savedViews.id, id),
    eq(savedViews.memberId, member.id),
    eq(savedViews.page, page),
    eq(savedViews.query, query),
  );
  if ((await tx.$count(savedViews, same)) === 0)
    refuse("conflict", "This form is out of date. Send it again.", undefined, { nextId: v7() });
}

/** The history is everybody's: it tells no name that its maker keeps to themselves. */
const tell = (tx: Database, member: Member, verb: string, { id, page, name, isShared }: View) =>
  recordActivity(tx, member, verb, id, { page, ...(isShared && { name }) });

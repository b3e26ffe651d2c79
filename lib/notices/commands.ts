import "server-only";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { notices } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { seeMention } from "@/lib/comments/commands";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import type { noticeInput, readAllInput } from "./input";

/** To read is no deed, so the history knows nothing of it. */
const readNow = () => sql`coalesce(${notices.readAt}, ${now().toISOString()}::timestamptz)`;

const own = (member: Member, noticeId: string) =>
  and(eq(notices.workspaceId, member.workspaceId), eq(notices.memberId, member.id), eq(notices.id, noticeId));

/**
 * The member goes where the notice leads: it is read. A mention is seen by that, on Today too.
 * @returns where it leads, below the workspace
 */
export async function openNotice(db: Database, member: Member, { noticeId }: z.output<typeof noticeInput>) {
  permit(member, "workspace:read");
  return db.transaction(async (tx) => {
    const [opened] = await tx
      .update(notices)
      .set({ readAt: readNow() })
      .where(own(member, noticeId))
      .returning({ path: notices.path, kind: notices.kind, key: notices.key, settledAt: notices.settledAt });
    if (!opened) refuse("not_found", "This notice does not exist.");
    const [, commentId = ""] = opened.key.split(":");
    if (opened.kind === "mentioned" && !opened.settledAt) await seeMention(tx, member, { commentId });
    return opened.path;
  });
}

/** All that was told until that moment is read. */
export async function readAllNotices(db: Database, member: Member, { upTo }: z.output<typeof readAllInput>) {
  permit(member, "workspace:read");
  await db
    .update(notices)
    .set({ readAt: readNow() })
    .where(
      and(
        eq(notices.workspaceId, member.workspaceId),
        eq(notices.memberId, member.id),
        isNull(notices.readAt),
        isNull(notices.settledAt),
        lte(notices.createdAt, new Date(upTo)),
      ),
    );
}

/** The member wants no more of it: it neither waits nor is mailed. What it is about stays as it is, and waits on Today. */
export async function settleNotice(db: Database, member: Member, { noticeId }: z.output<typeof noticeInput>) {
  permit(member, "workspace:read");
  const [settled] = await db
    .update(notices)
    .set({ readAt: readNow(), settledAt: sql`coalesce(${notices.settledAt}, ${now().toISOString()}::timestamptz)` })
    .where(own(member, noticeId))
    .returning({ id: notices.id });
  if (!settled) refuse("not_found", "This notice does not exist.");
}

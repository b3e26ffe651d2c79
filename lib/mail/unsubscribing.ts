import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, noticeSettings, workspaces } from "@/db/schema";
import type { Digest } from "@/db/terms";
import { recordActivity } from "@/lib/activity/record";
import { defaultChoice } from "./digest-hours";
import { setNoticeSettings } from "./notice-settings";
import { readUnsubscribeToken } from "./unsubscribe-token";

/** Whose mail a link of a mail is about; undefined where we made no such link, or the member has left. */
export async function findMailReader(db: Database, token: string) {
  const who = readUnsubscribeToken(token);
  if (!who) return undefined;
  const [found] = await db
    .select({
      id: members.id,
      workspaceId: members.workspaceId,
      workspace: workspaces.name,
      slug: workspaces.slug,
      digest: sql<Digest>`coalesce(${noticeSettings.digest}, ${defaultChoice.digest})`,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .leftJoin(
      noticeSettings,
      and(eq(noticeSettings.workspaceId, members.workspaceId), eq(noticeSettings.memberId, members.id)),
    )
    .where(and(eq(members.workspaceId, who.workspaceId), eq(members.id, who.memberId), isNull(members.endedAt)));
  return found;
}

/**
 * Sends the holder of the link no mail any more, or, with a `digest`, mail again. Doing it twice does nothing new.
 * @returns how they were told before; undefined where the link does not hold
 */
export async function unsubscribe(db: Database, token: string, digest: Digest = "none"): Promise<Digest | undefined> {
  return db.transaction(async (tx) => {
    const reader = await findMailReader(tx, token);
    if (!reader || reader.digest === digest) return reader?.digest;
    await setNoticeSettings(tx, reader, { digest });
    await recordActivity(tx, reader, "profile.edited", reader.id, { told: { digest }, by: "mail" });
    return reader.digest;
  });
}

import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { members, noticeSettings, workspaces } from "@/db/schema";
import { type Digest, digests, type TrendMail, trendMails } from "@/db/terms";
import { recordActivity } from "@/lib/activity/record";
import { now } from "@/lib/text/clock";
import { defaultChoice } from "./digest-hours";
import { setNoticeSettings } from "./notice-settings";
import { usualTrendMail } from "./trend-hours";
import { readUnsubscribeToken } from "./unsubscribe-token";

export type Told = Digest | TrendMail;

/**
 * Whose mail a link of a mail is about; undefined where we made no such link, or the member has left. `told`: how often
 * comes what the link ends.
 */
export async function findMailReader(db: Database, token: string) {
  const who = readUnsubscribeToken(token);
  if (!who) return undefined;
  const [found] = await db
    .select({
      id: members.id,
      role: members.role,
      workspaceId: members.workspaceId,
      workspace: workspaces.name,
      slug: workspaces.slug,
      digest: sql<Digest>`coalesce(${noticeSettings.digest}, ${defaultChoice.digest})`,
      chosen: noticeSettings.trendMail,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .leftJoin(
      noticeSettings,
      and(eq(noticeSettings.workspaceId, members.workspaceId), eq(noticeSettings.memberId, members.id)),
    )
    .where(and(eq(members.workspaceId, who.workspaceId), eq(members.id, who.memberId), isNull(members.endedAt)));
  if (!found) return undefined;
  const { chosen, role, ...reader } = found;
  const trendMail = chosen ?? usualTrendMail(role);
  const told: Told = who.ends === "trends" ? trendMail : reader.digest;
  return { ...reader, trendMail, ends: who.ends, told };
}

/**
 * Sends the holder of the link no mail any more, which of a link of the trends means the trends alone; or, with `again`,
 * sends it again that often. Doing it twice does nothing new.
 * @returns how often it came before; undefined where the link does not hold, or does not send that
 */
export async function unsubscribe(db: Database, token: string, again: Told = "none"): Promise<Told | undefined> {
  return db.transaction(async (tx) => {
    const reader = await findMailReader(tx, token);
    if (!reader) return undefined;
    const change = reader.ends === "trends" ? trendsTo(again, reader) : mailTo(again, reader);
    if (!change) return undefined;
    if (Object.keys(change).length === 0) return reader.told;
    const at = "trendMail" in change ? { trendMailChosenAt: now() } : {};
    await setNoticeSettings(tx, reader, { ...change, ...at });
    await recordActivity(tx, reader, "profile.edited", reader.id, { told: change, by: "mail" });
    return reader.told;
  });
}

type Reader = { digest: Digest; trendMail: TrendMail };

function trendsTo(wanted: Told, { trendMail }: Reader): Partial<Reader> | undefined {
  const to = trendMails.find((each) => each === wanted);
  if (!to) return undefined;
  return to === trendMail ? {} : { trendMail: to };
}

/** No mail at all ends the trends, too. */
function mailTo(wanted: Told, { digest, trendMail }: Reader): Partial<Reader> | undefined {
  const to = digests.find((each) => each === wanted);
  if (!to) return undefined;
  return {
    ...(to !== digest && { digest: to }),
    ...(to === "none" && trendMail !== "none" && { trendMail: "none" as const }),
  };
}

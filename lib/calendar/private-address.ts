import "server-only";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "@/db/client";
import { members, noticeSettings, rateLimits, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { setNoticeSettings } from "@/lib/mail/notice-settings";
import { asMember, memberColumns } from "@/lib/people/member-row";
import { hashToken, newToken } from "@/lib/people/tokens";
import { refuse } from "@/lib/refusal";

/** Makes the member's private calendar an address, in place of the one it may have had. @returns its token, to be shown once */
export async function makeCalendarAddress(db: Database, member: Member): Promise<string> {
  permit(member, "profile:edit");
  const token = newToken();
  await db.transaction(async (tx) => {
    await setNoticeSettings(tx, member, { calendarTokenHash: hashToken(token) });
    await recordActivity(tx, member, "calendar.address_made", member.id);
  });
  return token;
}

export async function withdrawCalendarAddress(db: Database, member: Member) {
  permit(member, "profile:edit");
  await db.transaction(async (tx) => {
    const withdrawn = await tx
      .update(noticeSettings)
      .set({ calendarTokenHash: null })
      .where(
        and(
          eq(noticeSettings.workspaceId, member.workspaceId),
          eq(noticeSettings.memberId, member.id),
          isNotNull(noticeSettings.calendarTokenHash),
        ),
      )
      .returning({ memberId: noticeSettings.memberId });
    if (withdrawn.length === 0) refuse("not_found", "The calendar has no address any more.");
    await recordActivity(tx, member, "calendar.address_withdrawn", member.id);
  });
}

/** Whose calendar a token opens; undefined when it was withdrawn or never was, and for a member who has left. */
export async function findCalendarMember(db: Database, token: string): Promise<Member | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  const [found] = await db
    .select(memberColumns)
    .from(noticeSettings)
    .innerJoin(
      members,
      and(eq(members.workspaceId, noticeSettings.workspaceId), eq(members.id, noticeSettings.memberId)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(and(eq(noticeSettings.calendarTokenHash, hashToken(token)), isNull(members.endedAt)));
  return found && asMember(found);
}

/** In 15 minutes: of one calendar, and of addresses that are none, by network address. */
const most = { calendar: 60, guesses: 30 } as const;

/**
 * Counts a request for a calendar, over all copies of the program. Never inside a transaction.
 * @param key the calendar's member, or the network address of who asked for one that is none
 * @returns for how many seconds to wait; 0 while it is not too often
 */
export async function countCalendarRequest(db: Database, of: keyof typeof most, key: string): Promise<number> {
  const counter = new RateLimiterDrizzle({
    storeClient: db,
    schema: rateLimits,
    keyPrefix: `calendar-${of}`,
    points: most[of],
    duration: 15 * 60,
    clearExpiredByTimeout: false,
  });
  try {
    await counter.consume(key.slice(0, 64));
    return 0;
  } catch (tooMany) {
    if (!(tooMany instanceof RateLimiterRes)) throw tooMany;
    return Math.max(1, Math.ceil(tooMany.msBeforeNext / 1000));
  }
}

import "server-only";
import { and, desc, eq, gt, like, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one } from "@/db/rows";
import { mails, noticeSettings, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { defaultChoice } from "./digest-hours";
import type { NoticeSettingsInput } from "./notice-settings-input";
import { sendSoon } from "./queue-mails";
import { mailIsOn } from "./settings";
import { usualTrendMail } from "./trend-hours";

const ofMember = ({ workspaceId, id }: Pick<Member, "workspaceId" | "id">) =>
  and(eq(noticeSettings.workspaceId, workspaceId), eq(noticeSettings.memberId, id));

/** How a member is told now, whether their address takes mail, and what became of the last mail they tried it with. */
export async function findNoticeSettings(db: Database, member: Member) {
  const [user, [set], [test]] = await Promise.all([
    db.select({ email: users.email }).from(users).where(eq(users.id, member.userId)).then(one),
    db.select().from(noticeSettings).where(ofMember(member)),
    db
      .select({ state: mails.state, failure: mails.failure, createdAt: mails.createdAt, sentAt: mails.sentAt })
      .from(mails)
      .where(ofTests(member))
      .orderBy(desc(mails.createdAt), desc(mails.id))
      .limit(1),
  ]);
  const { digest, sendHour, weekday, quietFrom, quietUntil } = set ?? defaultChoice;
  return {
    email: user.email,
    choice: {
      digest,
      trendMail: set?.trendMail ?? usualTrendMail(member.role),
      sendHour,
      weekday,
      quietFrom,
      quietUntil,
    },
    refusal: set?.refusedAt ? { at: set.refusedAt, why: set.refusedWhy ?? "" } : null,
    hasCalendar: Boolean(set?.calendarTokenHash),
    test,
  };
}

const ofTests = (member: Member) =>
  and(eq(mails.workspaceId, member.workspaceId), eq(mails.memberId, member.id), like(mails.key, "test:%"));

export async function editNoticeSettings(db: Database, member: Member, input: NoticeSettingsInput) {
  permit(member, "profile:edit");
  await db.transaction(async (tx) => {
    const [set] = await tx.select({ trendMail: noticeSettings.trendMail }).from(noticeSettings).where(ofMember(member));
    const isNew = input.trendMail !== (set?.trendMail ?? usualTrendMail(member.role));
    await setNoticeSettings(tx, member, { ...input, ...(isNew && { trendMailChosenAt: now() }) });
    await recordActivity(tx, member, "profile.edited", member.id, { told: input });
  });
}

/** The address takes mail again, the member says; a mail shows whether it does. */
export async function tryAddressAgain(db: Database, member: Member, id: string) {
  permit(member, "profile:edit");
  await db.transaction(async (tx) => {
    await setNoticeSettings(tx, member, { refusedAt: null, refusedWhy: null });
    await sendTestMail(tx, member, id);
  });
}

const mostTests = 5;

/** Sends the member a mail that says nothing but that it arrives. @param id a v7 of the form, so that sending twice is one mail */
export async function sendTestMail(db: Database, member: Member, id: string) {
  permit(member, "profile:edit");
  if (!mailIsOn()) refuse("conflict", "This installation has no mail server.");
  await db.transaction(async (tx) => {
    const recent = and(ofTests(member), gt(mails.createdAt, sql`now() - interval '1 hour'`));
    const { number } = one(await tx.select({ number: sql<number>`count(*)::int` }).from(mails).where(recent));
    if (number >= mostTests) refuse("too_many", `At most ${mostTests} mails an hour to try it. Please wait a while.`);
    const { workspaceId, id: memberId } = member;
    const made = await tx
      .insert(mails)
      .values({ id, workspaceId, memberId, key: `test:${id}`, dueAt: now() })
      .onConflictDoNothing()
      .returning({ id: mails.id });
    if (made.length === 0) return;
    await recordActivity(tx, member, "mail.tried", memberId);
    await sendSoon(tx);
  });
}

type Change = Partial<Omit<typeof noticeSettings.$inferInsert, "workspaceId" | "memberId" | "version">>;

/** Inside the deed's transaction; what is not named stays, or is the default. */
export async function setNoticeSettings(tx: Database, who: Pick<Member, "workspaceId" | "id">, change: Change) {
  await tx
    .insert(noticeSettings)
    .values({ workspaceId: who.workspaceId, memberId: who.id, ...change })
    .onConflictDoUpdate({
      target: [noticeSettings.workspaceId, noticeSettings.memberId],
      set: { ...change, version: sql`${noticeSettings.version} + 1` },
    });
}

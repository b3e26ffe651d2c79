import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Role, TrendMail } from "@/db/terms";
import { now } from "@/lib/text/clock";
import { defaultChoice } from "./digest-hours";
import { sendSoon } from "./queue-mails";
import { mailIsOn } from "./settings";
import { dueTrendMail, type TrendChoice, usualTrendMail } from "./trend-hours";

/** So many members are looked at in one statement; others are served in between. */
const atATime = 250;

type Who = { workspaceId: string; memberId: string };
type Found = Who &
  Omit<TrendChoice, "trendMail" | "chosenAt"> & { role: Role; chosen: TrendMail | null; since: number };

/**
 * Promises each mail of trends whose hour has come, once under its key, and sees to it that they are sent: all members of
 * all workspaces who want one. @returns how many were promised now
 */
export async function queueTrendMails(db: Database, at: Date = now()): Promise<number> {
  if (!mailIsOn()) return 0;
  let promised = 0;
  for (let after: Who | undefined; ; ) {
    const readers = await listReaders(db, after);
    promised += await promise(db, readers, at);
    after = readers.at(-1);
    if (readers.length < atATime) break;
  }
  if (promised > 0) await db.transaction((tx) => sendSoon(tx));
  return promised;
}

/** Members who may want one and can be written to, in an order that does not change. */
async function listReaders(db: Database, after?: Who): Promise<Found[]> {
  const beyond = after && sql`and (m.workspace_id, m.id) > (${after.workspaceId}::uuid, ${after.memberId}::uuid)`;
  const found = await db.execute(sql`
    select m.workspace_id as "workspaceId", m.id as "memberId", m.role, s.trend_mail as chosen,
      u.time_zone as "timeZone", w.time_zone as "workspaceTimeZone",
      coalesce(s.send_hour, ${defaultChoice.sendHour}::int) as "sendHour",
      coalesce(s.weekday, ${defaultChoice.weekday}::int) as weekday,
      s.quiet_from as "quietFrom", s.quiet_until as "quietUntil",
      (extract(epoch from greatest(m.created_at, s.trend_mail_chosen_at)) * 1000)::float8 as since
    from members m
    join users u on u.id = m.user_id
    -- The people of the example are nobody's.
    join workspaces w on w.id = m.workspace_id and not w.is_example
    left join notice_settings s on s.workspace_id = m.workspace_id and s.member_id = m.id
    where m.ended_at is null and s.refused_at is null and (s.trend_mail in ('weekly', 'monthly')
      or s.trend_mail is null and m.role = 'executive') ${beyond}
    order by m.workspace_id, m.id limit ${atATime}`);
  return rows<Found>(found);
}

async function promise(db: Database, readers: readonly Found[], at: Date): Promise<number> {
  const due = readers.flatMap(({ workspaceId, memberId, role, chosen, since, ...choice }) => {
    const trendMail = chosen ?? usualTrendMail(role);
    const mail = dueTrendMail({ ...choice, trendMail, chosenAt: new Date(since) }, at);
    return mail ? [{ workspaceId, memberId, key: mail.key }] : [];
  });
  if (due.length === 0) return 0;
  const made = await db.execute(sql`
    insert into mails (id, workspace_id, member_id, key, due_at)
    select gen_random_uuid(), wanted."workspaceId", wanted."memberId", wanted.key, ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(due)}::text::jsonb)
      as wanted ("workspaceId" uuid, "memberId" uuid, key text)
    on conflict on constraint mails_once do nothing returning id`);
  return rows(made).length;
}

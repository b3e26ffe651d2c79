import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/text/clock";
import { type DigestChoice, defaultChoice, dueDigest } from "./digest-hours";
import { mailIsOn } from "./settings";

/** What nobody read for so long is not mailed any more; who turns mail on again is not flooded. */
const oldestDays = 14;

/** Told, not read, not settled, not mailed; and its member is still here, wants mail, and has an address that takes it. */
const waiting = (at: Date) => sql`notices n
  join members m on m.workspace_id = n.workspace_id and m.id = n.member_id and m.ended_at is null
  join users u on u.id = m.user_id
  -- The people of the example are nobody's.
  join workspaces w on w.id = n.workspace_id and not w.is_example
  left join notice_settings s on s.workspace_id = n.workspace_id and s.member_id = n.member_id
  where n.mailed_at is null and n.settled_at is null and n.read_at is null and s.refused_at is null
    and n.created_at > ${at.toISOString()}::timestamptz - make_interval(days => ${oldestDays}::int)`;

const digest = sql`coalesce(s.digest, ${defaultChoice.digest})`;
const sendHour = sql`coalesce(s.send_hour, ${defaultChoice.sendHour}::int)`;
const weekday = sql`coalesce(s.weekday, ${defaultChoice.weekday}::int)`;

/**
 * Promises each mail whose hour has come, once under its key, and sees to it that they are sent: all members of all
 * workspaces in two statements. Hours are reckoned here, for what people choose is few, and a server may not know the
 * zones that this machine knows.
 * @returns how many were promised now
 */
export async function queueMails(db: Database, at: Date = now()): Promise<number> {
  if (!mailIsOn()) return 0;
  return db.transaction(async (tx) => {
    const found = await tx.execute(sql`
      select distinct u.time_zone as "timeZone", ${digest} as digest, ${sendHour} as "sendHour", ${weekday} as weekday,
        s.quiet_from as "quietFrom", s.quiet_until as "quietUntil"
      from ${waiting(at)} and ${digest} <> 'none'`);
    const due = rows<DigestChoice>(found).flatMap((choice) => {
      const slot = dueDigest(choice, at);
      return slot ? [{ ...choice, key: slot.key, until: slot.until.toISOString() }] : [];
    });
    const promised = due.length > 0 ? await promise(tx, due, at) : 0;
    await sendWhatIsDue(tx, at);
    return promised;
  });
}

async function promise(tx: Database, due: readonly object[], at: Date): Promise<number> {
  const made = await tx.execute(sql`
    with slots as (
      select * from jsonb_to_recordset(${JSON.stringify(due)}::text::jsonb) as slot (
        "timeZone" text, digest text, "sendHour" int, weekday int, "quietFrom" int, "quietUntil" int,
        key text, until timestamptz)
    ), wanted as (
      select distinct n.workspace_id, n.member_id,
        case when slots.digest = 'each' then 'notice:' || n.id else slots.key end as key
      from slots cross join ${waiting(at)}
        and u.time_zone = slots."timeZone" and ${digest} = slots.digest and ${sendHour} = slots."sendHour"
        and ${weekday} = slots.weekday and s.quiet_from is not distinct from slots."quietFrom"
        and s.quiet_until is not distinct from slots."quietUntil" and n.created_at <= slots.until
    ), made as (
      insert into mails (id, workspace_id, member_id, key, due_at)
      select gen_random_uuid(), workspace_id, member_id, key, ${at.toISOString()}::timestamptz from wanted
      on conflict on constraint mails_once do nothing returning 1)
    select count(*)::int as number from made`);
  return one(rows<{ number: number }>(made)).number;
}

/** Those promised now, those whose pause is over, and those of a copy that ended over them. */
async function sendWhatIsDue(tx: Database, at: Date) {
  const found = await tx.execute(sql`
    select 1 from mails where state = 'queued' and due_at <= ${at.toISOString()}::timestamptz limit 1`);
  if (rows(found).length > 0) await sendSoon(tx);
}

/** While such a job waits, another is nothing new. */
export const sendSoon = (tx: Database) => enqueue(tx, "send-mails", {}, { key: "now" });

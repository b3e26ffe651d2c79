import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { enqueue } from "@/lib/jobs/queue";
import { now } from "@/lib/text/clock";
import { type DigestChoice, defaultChoice, dueDigest } from "./digest-hours";
import { mailIsOn } from "./settings";

/** What nobody read for so long is not mailed any more; who turns mail on again is not flooded. */
const oldestDays = 14;
/** So many members are looked at in one statement; others are served in between, also by an embedded database. */
const atATime = 250;

type Who = { workspaceId: string; memberId: string };
/** `oldest` is the first of what waits unmailed, in ms since 1970; `wants` says whether mail may go there at all. */
type Reader = Who & DigestChoice & { oldest: number; wants: boolean };

/**
 * Promises each mail whose hour has come, once under its key, and sees to it that they are sent: all members of all
 * workspaces, some hundred in a statement. Hours are reckoned here, for what people choose is few, and a database server may
 * not know the zones that this machine knows.
 * @returns how many were promised now
 */
export async function queueMails(db: Database, at: Date = now()): Promise<number> {
  if (!mailIsOn()) return 0;
  let promised = 0;
  let after: Who | undefined;
  for (;;) {
    const readers = await listReaders(db, at, after);
    promised += await promise(db, readers, at);
    after = readers.at(-1);
    if (readers.length < atATime) break;
  }
  await sendWhatIsDue(db, at);
  return promised;
}

/** Members for whom something waits that nobody mailed, in an order that does not change. */
async function listReaders(db: Database, at: Date, after?: Who): Promise<Reader[]> {
  const beyond = after && sql`and (workspace_id, member_id) > (${after.workspaceId}::uuid, ${after.memberId}::uuid)`;
  const found = await db.execute(sql`
    select n.workspace_id as "workspaceId", n.member_id as "memberId", n.oldest, u.time_zone as "timeZone",
      coalesce(s.digest, ${defaultChoice.digest}) as digest,
      coalesce(s.send_hour, ${defaultChoice.sendHour}::int) as "sendHour",
      coalesce(s.weekday, ${defaultChoice.weekday}::int) as weekday,
      s.quiet_from as "quietFrom", s.quiet_until as "quietUntil",
      -- The people of the example are nobody's.
      m.ended_at is null and s.refused_at is null and not w.is_example as wants
    from (
      select workspace_id, member_id, (extract(epoch from min(created_at)) * 1000)::float8 as oldest
      from notices
      where mailed_at is null and settled_at is null and read_at is null
        and created_at > ${at.toISOString()}::timestamptz - make_interval(days => ${oldestDays}::int) ${beyond}
      group by workspace_id, member_id order by workspace_id, member_id limit ${atATime}) n
    join members m on m.workspace_id = n.workspace_id and m.id = n.member_id
    join users u on u.id = m.user_id
    join workspaces w on w.id = n.workspace_id
    left join notice_settings s on s.workspace_id = n.workspace_id and s.member_id = n.member_id
    order by n.workspace_id, n.member_id`);
  return rows<Reader>(found);
}

async function promise(db: Database, readers: readonly Reader[], at: Date): Promise<number> {
  const digests: (Who & { key: string })[] = [];
  const each: Who[] = [];
  for (const reader of readers) {
    const { workspaceId, memberId, oldest, wants } = reader;
    const due = wants ? dueDigest(reader, at) : undefined;
    if (!due || oldest > due.until.getTime()) continue;
    if (reader.digest === "each") each.push({ workspaceId, memberId });
    else digests.push({ workspaceId, memberId, key: due.key });
  }
  if (digests.length + each.length === 0) return 0;
  const who = sql.raw(`"workspaceId" uuid, "memberId" uuid`);
  const made = await db.execute(sql`
    insert into mails (id, workspace_id, member_id, key, due_at)
    select gen_random_uuid(), wanted.*, ${at.toISOString()}::timestamptz from (
      select * from jsonb_to_recordset(${JSON.stringify(digests)}::text::jsonb) as digest (${who}, key text)
      union all
      select n.workspace_id, n.member_id, 'notice:' || n.id
      from jsonb_to_recordset(${JSON.stringify(each)}::text::jsonb) as reader (${who})
      join notices n on n.workspace_id = reader."workspaceId" and n.member_id = reader."memberId"
        and n.mailed_at is null and n.settled_at is null and n.read_at is null
        and n.created_at > ${at.toISOString()}::timestamptz - make_interval(days => ${oldestDays}::int)
        and n.created_at <= ${at.toISOString()}::timestamptz
    ) wanted
    on conflict on constraint mails_once do nothing returning id`);
  return rows(made).length;
}

/** Those promised now, those whose pause is over, and those of a copy that ended over them. */
async function sendWhatIsDue(db: Database, at: Date) {
  await db.transaction(async (tx) => {
    const found = await tx.execute(sql`
      select 1 from mails where state = 'queued' and due_at <= ${at.toISOString()}::timestamptz limit 1`);
    if (rows(found).length > 0) await sendSoon(tx);
  });
}

/** While such a job waits, another is nothing new. */
export const sendSoon = (tx: Database) => enqueue(tx, "send-mails", {}, { key: "now" });

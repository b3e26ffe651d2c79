import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { now } from "@/lib/text/clock";
import { contentOf, type MailContent, type TakenMail } from "./digest-content";
import { isOfTrends, isTest, letterOf, trendLetterOf } from "./letters";
import { sendSoon } from "./queue-mails";
import { mailSettings } from "./settings";
import { type Delivery, lines, type Postman, postman } from "./smtp";
import { trendContentOf } from "./trend-content";

/** So many are taken at a time; for so long no other copy takes them, unless this one is done with them before. */
const atATime = 24;
const takenMinutes = 5;
/** A far mail server is mostly waited for, and that is rest, too. */
const longestRestMs = 250;
/** A job ends before its own time is over, and leaves the rest to the next. */
const mostMs = 60_000;

/** Minutes after each failed try; after the last the mail is given up. Some two days in all. */
const pauses = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60, 24 * 60] as const;

/**
 * Sends the mails that are due, a few at a time, and rests in between as long as it worked or a moment, so that pages are
 * answered meanwhile. Safe on several copies at once and after a crash: a mail is taken for some minutes before it is sent, and
 * what was sent and not written down goes again under the same Message-ID. A server that is away or hangs is tried with a
 * few, and left alone until the next look.
 */
export async function sendMails(db: Database, post?: Postman): Promise<void> {
  const settings = mailSettings();
  if (!settings) return;
  const carrier = post ?? postman(settings);
  const end = Date.now() + mostMs;
  try {
    for (;;) {
      const began = Date.now();
      const taken = await take(db);
      if (taken.length === 0) return;
      if (!(await sendAll(db, carrier, taken))) return;
      if (Date.now() > end) return void (await db.transaction((tx) => sendSoon(tx)));
      await new Promise((rested) => setTimeout(rested, Math.min(Date.now() - began, longestRestMs)));
    }
  } finally {
    if (!post) carrier.close();
  }
}

/** `uncertain`: the try before ended with its copy, and nobody noted whether the server had said yes. */
type Taken = TakenMail & { uncertain: boolean };

/** Each try counts from here: one that ended with its copy is a try, too. */
async function take(db: Database): Promise<Taken[]> {
  const at = now().toISOString();
  const found = await db.execute(sql`
    update mails set tries = tries + 1, due_at = ${at}::timestamptz + make_interval(mins => ${takenMinutes}::int)
    where id in (
      select id from mails where state = 'queued' and due_at <= ${at}::timestamptz
      order by due_at, id limit ${atATime} for update skip locked)
    returning id, workspace_id as "workspaceId", member_id as "memberId", key, tries,
      tries > 1 and failure is null as uncertain`);
  return rows<Taken>(found);
}

/** @returns whether the server is there for more */
async function sendAll(db: Database, carrier: Postman, taken: Taken[]): Promise<boolean> {
  const contents = await contentOf(db, taken);
  const left = [...taken];
  let away = false;
  const carry = async () => {
    for (let mail = left.shift(); mail; mail = left.shift()) {
      if (away) {
        await giveBack(db, mail);
        continue;
      }
      const content = contents.get(mail.id);
      const made = isOfTrends(mail)
        ? trendLetterOf(mail, content, await trendContentOf(db, mail))
        : letterOf(mail, content);
      if ("dropped" in made) {
        await end(db, mail, "dropped", made.dropped);
        continue;
      }
      if (mail.uncertain)
        console.error(
          `A mail may have gone out before the program ended over it; it goes again as ${made.letter.messageId}.`,
        );
      const delivery = await carrier.deliver(made.letter);
      if (delivery.is === "later" && delivery.server) away = true;
      await record(db, mail, content, delivery);
    }
  };
  await Promise.all(Array.from({ length: lines }, carry));
  return !away;
}

async function record(db: Database, mail: TakenMail, content: MailContent | undefined, delivery: Delivery) {
  if (delivery.is === "sent") return recordSent(db, mail, content);
  console.error(`A mail was not taken, try ${mail.tries}: ${delivery.why}`);
  if (delivery.is === "later") return again(db, mail, delivery.why);
  if (delivery.is === "address_refused") await refuseAddress(db, mail, delivery.why);
  return end(db, mail, "refused", delivery.why);
}

/** In one statement, so that a mail is sent and its notices mailed, or neither. */
async function recordSent(db: Database, { id, workspaceId, memberId }: TakenMail, content: MailContent | undefined) {
  const at = now().toISOString();
  const told = content?.lines.map((line) => line.id) ?? [];
  await db.execute(sql`
    with sent as (
      update mails set state = 'sent', sent_at = ${at}::timestamptz, failure = null
      where workspace_id = ${workspaceId} and id = ${id} and state = 'queued')
    update notices set mailed_at = ${at}::timestamptz
    where workspace_id = ${workspaceId} and member_id = ${memberId} and mailed_at is null
      and id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(told)}::text::jsonb))`);
}

const end = (db: Database, { id, workspaceId }: TakenMail, state: "refused" | "dropped", failure: string) =>
  db.execute(sql`
    update mails set state = ${state}, failure = ${failure}
    where workspace_id = ${workspaceId} and id = ${id} and state = 'queued'`);

async function again(db: Database, mail: TakenMail, why: string) {
  const pause = isTest(mail) ? undefined : pauses[mail.tries - 1];
  if (pause === undefined) return end(db, mail, "dropped", `Given up after ${triesWords(mail.tries)}: ${why}`);
  const dueAt = new Date(now().getTime() + pause * 60_000);
  return db.execute(sql`
    update mails set due_at = ${dueAt.toISOString()}::timestamptz, failure = ${why}
    where workspace_id = ${mail.workspaceId} and id = ${mail.id} and state = 'queued'`);
}

const triesWords = (tries: number) => (tries === 1 ? "one try" : `${tries} tries`);

/** It was taken and not tried. */
const giveBack = (db: Database, { id, workspaceId }: TakenMail) =>
  db.execute(sql`
    update mails set tries = tries - 1, due_at = ${now().toISOString()}::timestamptz
    where workspace_id = ${workspaceId} and id = ${id} and state = 'queued'`);

/** From now on nothing is sent there; the member sees why and turns it on again. */
const refuseAddress = (db: Database, { workspaceId, memberId }: TakenMail, why: string) =>
  db.execute(sql`
    insert into notice_settings (workspace_id, member_id, refused_at, refused_why)
    values (${workspaceId}, ${memberId}, ${now().toISOString()}::timestamptz, ${why})
    on conflict (workspace_id, member_id) do update
    set refused_at = excluded.refused_at, refused_why = excluded.refused_why`);

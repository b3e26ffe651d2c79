import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { now } from "@/lib/text/clock";

/**
 * A notice is kept for a year after it was read or settled. Shorter it must not be: its row is what keeps a member from
 * being told again of what they have read and is not done yet. Whoever left a thing undone for a year is told once more.
 */
const noticeDays = 365;

/** A mail is kept for 90 days after it was promised; what its key keeps from going twice is a matter of days. */
const mailDays = 90;

/** So few at a time that nobody waits for it. */
const atOnce = 500;

const before = (days: number) => new Date(now().getTime() - days * 86_400_000).toISOString();

/** Throws away notices that were done with long ago. What waits to be read stays, and the history is never touched. */
export const forgetOldNotices = (db: Database): Promise<number> =>
  inPortions(
    async () =>
      rows(
        await db.execute(sql`
          delete from notices where id in (
            select id from notices where least(read_at, settled_at) < ${before(noticeDays)}::timestamptz
              and greatest(read_at, settled_at) < ${before(noticeDays)}::timestamptz
            order by least(read_at, settled_at) limit ${atOnce}) returning id`),
      ).length,
  );

/** Throws away mails that were sent, refused or given up long ago; what is still to be sent stays. */
export const forgetOldMails = (db: Database): Promise<number> =>
  inPortions(
    async () =>
      rows(
        await db.execute(sql`
          delete from mails where id in (
            select id from mails where state <> 'queued' and created_at < ${before(mailDays)}::timestamptz
            order by created_at limit ${atOnce}) returning id`),
      ).length,
  );

/** @returns how many went in all */
async function inPortions(work: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let some = atOnce; some === atOnce; all += some) {
    some = await work();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return all;
}

import "server-only";
import { lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rateLimits, sessions } from "@/db/schema";

/**
 * Throws away counts of tries that ran out an hour ago: they limit nobody any more, and each network address that was
 * ever counted would stand here for good. What has not run out stays, pauses above all.
 */
export async function forgetExpiredCounts(db: Database): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.expire, sql`now() - interval '1 hour'`));
}

/** Throws away sessions that ended 90 days ago; that they were is in the history. */
export async function forgetOldSessions(db: Database): Promise<void> {
  const longAgo = sql`now() - interval '90 days'`;
  await db.delete(sessions).where(or(lt(sessions.endedAt, longAgo), lt(sessions.expiresAt, longAgo)));
}

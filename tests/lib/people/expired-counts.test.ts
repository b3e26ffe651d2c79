import { eq, inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { rateLimits, sessions } from "@/db/schema";
import { forgetExpiredCounts, forgetOldSessions } from "@/lib/people/expired-counts";
import { startSession } from "@/lib/people/sessions";
import { hashToken } from "@/lib/people/tokens";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";

const db = await testDatabase();

test("counts of tries that ran out an hour ago are thrown away; pauses and what counts still stay", async () => {
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000);
  const counts = [
    { key: `gone-${v7()}`, points: 3, expire: inMinutes(-61) },
    { key: `just-${v7()}`, points: 3, expire: inMinutes(-5) },
    { key: `pause-${v7()}`, points: 6, expire: inMinutes(60) },
  ];
  await db.insert(rateLimits).values(counts);

  await forgetExpiredCounts(db);

  const keys = counts.map(({ key }) => key);
  const left = await db.select({ key: rateLimits.key }).from(rateLimits).where(inArray(rateLimits.key, keys));
  expect(left.map(({ key }) => key).sort()).toEqual(keys.slice(1).sort());
});

test("sessions that ended 90 days ago are thrown away, and no other", async () => {
  const { owner } = await aWorkspace(db);
  const ago = (days: number) => sql`now() - make_interval(days => ${days})`;
  const [old, recent, open] = [
    await startSession(db, owner.userId),
    await startSession(db, owner.userId),
    await startSession(db, owner.userId),
  ];
  const end = (token: string, days: number) =>
    db
      .update(sessions)
      .set({ endedAt: ago(days) })
      .where(eq(sessions.tokenHash, hashToken(token)));
  await end(old, 91);
  await end(recent, 89);

  await forgetOldSessions(db);

  const left = await db.select({ hash: sessions.tokenHash }).from(sessions).where(eq(sessions.userId, owner.userId));
  expect(left.map(({ hash }) => hash).sort()).toEqual([recent, open].map(hashToken).sort());
});

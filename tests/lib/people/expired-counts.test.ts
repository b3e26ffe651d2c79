import { inArray } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { rateLimits } from "@/db/schema";
import { forgetExpiredCounts } from "@/lib/people/expired-counts";
import { testDatabase } from "../../support/database";

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

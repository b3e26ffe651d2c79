import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { testDatabase } from "../support/database";

const db = await testDatabase();

test("of two deeds that wait for each other both are done, one after the other", async () => {
  await db.execute(sql`create table purses (name text primary key, coins integer not null)`);
  await db.execute(sql`insert into purses values ('a', 0), ('b', 0)`);
  const add = (tx: Database, name: string) => tx.execute(sql`update purses set coins = coins + 1 where name = ${name}`);
  const arrived: (() => void)[] = [];
  // Both hold their first row before either asks for the other's; a second attempt finds nobody to wait for.
  const bothHoldOne = () =>
    new Promise<void>((go) => {
      arrived.push(go);
      if (arrived.length >= 2) for (const each of arrived) each();
    });
  const deed = (first: string, second: string) =>
    db.transaction(async (tx) => {
      await add(tx, first);
      await bothHoldOne();
      await add(tx, second);
    });

  await Promise.all([deed("a", "b"), deed("b", "a")]);

  expect(rows(await db.execute(sql`select coins from purses`))).toEqual([{ coins: 2 }, { coins: 2 }]);
});

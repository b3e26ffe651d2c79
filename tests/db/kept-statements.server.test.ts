import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, expect, test } from "vitest";
import { serverAt } from "@/db/client";
import { keepsStatements } from "@/db/kept-statements";
import { databaseUrl, testDatabase } from "../support/database";

await testDatabase();
const client = keepsStatements(serverAt(databaseUrl(), { pool: 1 }));
const db = drizzle(client);
afterAll(() => client.end());

const keptWith = (words: string) => db.execute(sql`select 1 from pg_prepared_statements where statement like ${words}`);

test("a statement sent again with other values is parsed once", async () => {
  for (const value of [1, 2]) await db.execute(sql`select ${value}::int as first_kept`);

  expect(await keptWith("%first_kept")).toHaveLength(1);
});

test("so it is inside a transaction and its savepoints", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select ${1}::int as second_kept`);
    await tx.transaction((inner) => inner.execute(sql`select ${2}::int as third_kept`));
  });

  expect(await keptWith("%second_kept")).toHaveLength(1);
  expect(await keptWith("%third_kept")).toHaveLength(1);
});

test("a statement with a long list is not kept", async () => {
  const list = Array.from({ length: 31 }, (_, value) => sql`${value}::int`);
  await db.execute(sql`select array[${sql.join(list, sql`, `)}] as long_list`);

  expect(await keptWith("%long_list")).toHaveLength(0);
});

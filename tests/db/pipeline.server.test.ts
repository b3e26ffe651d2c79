import { expect, test } from "vitest";
import { serverAt } from "@/db/client";
import { databaseUrl, testDatabase } from "../support/database";

await testDatabase();

const numbers = (many: number) => Array.from({ length: many }, (_, number) => number);

test("however many statements wait, a deed is begun on a connection of its own and left on none", async () => {
  const sql = serverAt(databaseUrl(), { pool: 2 });
  await Promise.all(numbers(2).map(() => sql`select pg_sleep(0.05)`));

  // As many as two connections are sent at once, and a few more or less.
  for (const many of numbers(12).map((more) => 194 + more)) {
    const statements = numbers(many).map(() => sql`select 1`.execute());
    const deed = sql.begin((tx) => tx`select pg_current_xact_id_if_assigned()`);
    await Promise.all([...statements, deed]);
  }

  const open = await sql`select 1 from pg_stat_activity where state like 'idle in transaction%'
    and application_name = 'common-cause' and datname = current_database()`;
  expect(open).toHaveLength(0);
  await sql.end();
});

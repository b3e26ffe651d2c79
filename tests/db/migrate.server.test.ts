import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { engine, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { rows } from "@/db/rows";
import { databaseUrl, testDatabase } from "../support/database";

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "common-cause-migrations-"));
mkdirSync(join(folder, "meta"));
// The pause gives the others time to arrive while one is at work; without the lock they would all begin.
writeFileSync(join(folder, "0000_first.sql"), "create table shelves (id integer); select pg_sleep(0.3);");
writeFileSync(join(folder, "0001_second.sql"), "insert into shelves values (1);");
const release = (...tags: string[]) =>
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ entries: tags.map((tag) => ({ tag })) }));

const copies = Array.from(
  { length: 5 },
  () => ({ kind: "server", client: serverAt(databaseUrl(), { pool: 2 }) }) as const,
);

beforeEach(() => db.execute(sql`drop table if exists migrations, shelves`));
afterAll(async () => {
  await Promise.all(copies.map(({ client }) => client.end()));
  rmSync(folder, { recursive: true });
});

const startAll = async () =>
  (await Promise.all(copies.map((copy) => migrate(copy, folder)))).filter((applied) => applied.length > 0);

test("of five copies that start at once on an empty database one migrates and four wait", async () => {
  release("0000_first", "0001_second");

  expect(await startAll()).toEqual([["0000_first", "0001_second"]]);
  expect(rows(await db.execute(sql`select id from shelves`))).toEqual([{ id: 1 }]);
});

test("of five copies that start at once on an old database one migrates and four wait", async () => {
  release("0000_first");
  await migrate(engine(), folder);
  release("0000_first", "0001_second");

  expect(await startAll()).toEqual([["0001_second"]]);
  expect(rows(await db.execute(sql`select id from shelves`))).toEqual([{ id: 1 }]);
});

test("a migration may take longer than a statement may", async () => {
  writeFileSync(join(folder, "0002_slow.sql"), "select pg_sleep(0.5);");
  release("0002_slow");
  const hurried = serverAt(databaseUrl(), { pool: 1, statementSeconds: 0.2 });

  expect(await migrate({ kind: "server", client: hurried }, folder)).toEqual(["0002_slow"]);

  await expect(hurried`select pg_sleep(0.5)`).rejects.toMatchObject({ code: "57014" });
  await hurried.end();
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { engine } from "@/db/client";
import { isMigrated, migrate } from "@/db/migrate";
import { rows } from "@/db/rows";
import { testDatabase } from "../support/database";

const db = await testDatabase();
const parent = mkdtempSync(join(tmpdir(), "common-cause-migrations-"));

const first = {
  "0000_first":
    "create table shelves (id integer primary key);--> statement-breakpoint\ncreate table jars (id integer);",
};
const second = { ...first, "0001_second": "insert into shelves values (7);" };

afterAll(() => rmSync(parent, { recursive: true }));
beforeEach(() => db.execute(sql`drop table if exists migrations, shelves, jars`));

/** A folder as drizzle-kit writes it. */
function folderOf(migrations: Record<string, string>): string {
  const folder = mkdtempSync(join(parent, "version-"));
  mkdirSync(join(folder, "meta"));
  for (const [tag, text] of Object.entries(migrations)) writeFileSync(join(folder, `${tag}.sql`), text);
  const entries = Object.keys(migrations).map((tag, idx) => ({ idx, tag }));
  writeFileSync(join(folder, "meta", "_journal.json"), JSON.stringify({ entries }));
  return folder;
}

const shelves = async () => rows(await db.execute(sql`select id from shelves`));

test("each migration is applied once, in order, and remembered", async () => {
  expect(await migrate(engine(), folderOf(first))).toEqual(["0000_first"]);
  expect(await migrate(engine(), folderOf(second))).toEqual(["0001_second"]);
  expect(await migrate(engine(), folderOf(second))).toEqual([]);

  expect(await shelves()).toEqual([{ id: 7 }]);
  expect(await isMigrated(engine(), folderOf(second))).toBe(true);
});

test("a database that lacks a migration is not ready", async () => {
  await migrate(engine(), folderOf(first));

  expect(await isMigrated(engine(), folderOf(second))).toBe(false);
});

test("a copy stays ready while a newer one has migrated further", async () => {
  await migrate(engine(), folderOf(second));

  expect(await isMigrated(engine(), folderOf(first))).toBe(true);
});

test("a migration that was changed after it was applied stops the start in words", async () => {
  await migrate(engine(), folderOf(first));
  const changed = folderOf({ "0000_first": `${first["0000_first"]} -- a harmless comment` });

  await expect(migrate(engine(), changed)).rejects.toThrow(
    /0000_first was applied to this database with another content/,
  );
});

test("a database newer than the program stops the start in words", async () => {
  await migrate(engine(), folderOf(second));

  await expect(migrate(engine(), folderOf(first))).rejects.toThrow(
    /The database is newer than this program: .*0001_second/,
  );
});

test("a migration that fails leaves the database as it was before it", async () => {
  const broken = folderOf({
    ...second,
    "0001_second": "insert into shelves values (7); insert into nowhere values (1);",
  });

  await expect(migrate(engine(), broken)).rejects.toThrow(/0001_second failed/);

  expect(await shelves()).toEqual([]);
  expect(await migrate(engine(), folderOf(second))).toEqual(["0001_second"]);
});

test("this version's own migrations come out of the folder that ships", async () => {
  const copy = join(parent, "shipped");
  cpSync("db/migrations", copy, { recursive: true });
  await db.execute(sql`drop schema public cascade`);
  await db.execute(sql`create schema public`);

  expect(await migrate(engine(), copy)).not.toEqual([]);
  expect(await isMigrated(engine())).toBe(true);
});

import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openBackup } from "@/db/backup/backup-file";
import { RowSum, type Sum } from "@/db/backup/row-sum";
import { engine } from "@/db/client";
import { isMigrated, migrate } from "@/db/migrate";
import { rows } from "@/db/rows";
import { openExample } from "@/lib/example/open-example";
import { finishUpgrade } from "@/lib/finish-upgrade";
import { recountFriction } from "@/lib/incidents/recount-friction";
import { prepareJobs } from "@/lib/jobs/boss";
import { version } from "@/package.json";
import { keepBackup, takeBackup } from "../support/backups";
import { testDatabase } from "../support/database";
import { freshInstallation } from "../support/fresh";

const db = await testDatabase();
const folder = join("tests", "releases");
const releases = readdirSync(folder).filter((name) => name.endsWith(".backup"));

/** A database in which nothing was made yet: a back-up decides how far it is migrated first. */
async function nothing() {
  for (const schema of ["public", "jobs"]) await db.execute(sql.raw(`drop schema if exists ${schema} cascade`));
  await db.execute(sql`create schema public`);
}

/** What a back-up holds of each column: of rows that are as they were, the sums are as they were. */
async function columnsIn(file: string): Promise<Map<string, Map<string, RowSum>>> {
  const tables = new Map<string, Map<string, RowSum>>();
  let columns: string[] = [];
  let sums: RowSum[] = [];
  for await (const text of (await openBackup(file)).lines()) {
    const line = JSON.parse(text);
    if (line.table) {
      columns = line.columns;
      sums = columns.map(() => new RowSum());
      tables.set(line.table, new Map(columns.map((name, place) => [name, sums[place] as RowSum])));
    } else if (line.ends) columns = [];
    else if (Array.isArray(line) && columns.length > 0)
      line.forEach((value: string | null, place) => void sums[place]?.add(JSON.stringify(value)));
  }
  return tables;
}

const totals = (table: Map<string, RowSum> | undefined, names: string[]): Record<string, Sum | undefined> =>
  Object.fromEntries(names.map((name) => [name, table?.get(name)?.total()]));

/** What a later version reckons anew while it migrates; all else stays letter by letter. */
const reckonedAnew: Record<string, string[]> = {};

if (process.env.KEEP_RELEASE)
  test("the example data of this version is kept", async () => {
    await freshInstallation(db);
    await openExample(db);
    await keepBackup(engine(), join(folder, `${version}.backup`), { version });
  });

test("there is example data of a release", () => expect(releases.length).toBeGreaterThan(0));

describe.each(releases)("the example data of %s", (release) => {
  const file = join(folder, release);

  test("is migrated forward and reads as it did, column by column", { timeout: 120_000 }, async () => {
    await nothing();

    const taken = await takeBackup(engine(), file, undefined, (migrated) => finishUpgrade(db, migrated));

    expect(taken.rows).toBeGreaterThan(1000);
    expect(await isMigrated(engine())).toBe(true);
    const again = await keepBackup(engine(), join(tmpdir(), `again-${process.pid}-${release}`));
    const [before, after] = [await columnsIn(file), await columnsIn(again)];
    for (const [table, columns] of before) {
      const names = [...columns.keys()].filter((name) => !reckonedAnew[table]?.includes(name));
      expect(totals(after.get(table), names), table).toEqual(totals(columns, names));
    }
  });

  test("is worked on afterwards: its sums are right and a start finds nothing left to do", async () => {
    const off = (await recountFriction(db, { repair: false })).filter(
      ({ shares, weeks }) => shares > 0 || weeks.length > 0,
    );

    expect(off).toEqual([]);
    expect(await migrate(engine())).toEqual([]);
    await prepareJobs(engine());
    expect(rows(await db.execute(sql`select slug from workspaces`))).toEqual([{ slug: "harbour" }]);
  });
});

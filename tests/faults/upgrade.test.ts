import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { tellFault } from "../support/faults";
import { keepLogging, moved, setUp, token, untilStatus, whatWasLost } from "../support/logging";
import { ownPostgres } from "../support/own-postgres";
import { type Program, runProgram, until } from "../support/program";
import { freePort, startServer, stopServer } from "../support/server";
import { sharedKeys } from "../support/shared-keys";
import { signIn } from "./signed-in";

/** Written by a program that starts, or by what it does in the background. */
const itsOwn = ["migrations", "shared_keys"];

const releases = readdirSync(join("tests", "releases"))
  .map((file) => ({ version: file.replace(/\.backup$/, ""), commit: commitOf(file) }))
  .flatMap(({ version, commit }) => (commit ? [[version, commit] as const] : []));

test.each(releases)(
  "release %s goes on serving and writing while this version migrates its database and serves beside it",
  { timeout: 1_200_000 },
  async (version, commit) => {
    const folder = await mkdtemp(join(tmpdir(), "common-cause-release-"));
    await sourcesOf(commit, folder);
    const database = await ownPostgres();
    await database.start();
    const env = { ...sharedKeys, ...setUp, DATABASE_URL: database.url };
    const before = await startOld(folder, env);
    await someWork(before.origin);
    const load = keepLogging(before.origin, { senders: 2 });
    await moved(load, 10);
    await load.stop();
    const cookie = await signIn(before.origin);
    const written = load.acknowledged.length;
    const columns = await columnsIn(database.url);
    const sums = await sumsOf(database.url, columns);

    const now = await startServer(env);

    expect(await sumsOf(database.url, columns)).toEqual(sums);
    const both = [before.origin, now.origin];
    const loads = both.map((origin) => keepLogging(origin, { senders: 2 }));
    for (const each of loads) await moved(each, 30);
    for (const origin of both) {
      await untilStatus(origin, "/api/ready", 200, 20_000);
      for (const page of ["today", "incidents", "trends", "improvements", "root-causes"]) {
        const answer = await fetch(`${origin}/w/mill/${page}`, { headers: { cookie }, redirect: "manual" });
        expect([origin, page, answer.status]).toEqual([origin, page, 200]);
      }
    }
    for (const each of loads) await each.stop();
    const acknowledged = [load, ...loads].flatMap((each) => each.acknowledged);
    const found = await whatWasLost(database.url, acknowledged);
    expect(found).toEqual({ lost: [], twice: [], untold: [] });
    expect(loads.flatMap(({ wrong, unanswered }) => [...wrong, ...Array(unanswered).fill("no answer")])).toEqual([]);

    before.child.kill("SIGTERM");
    expect(await before.ended).toBe(0);
    // Once ended it does not come back to a database that is newer than it.
    if (await isNewerThan(database.url, folder)) {
      const again = await startOld(folder, env, /The database is newer than this program/);
      expect(await again.ended).toBe(1);
    }
    expect(await stopServer(now)).toBe(0);
    await database.remove();
    await rm(folder, { recursive: true, force: true });
    tellFault(
      "T14",
      `release ${version} and this version side by side on one PostgreSQL; the database migrated beneath the one that ran; ${Object.keys(sums).length} tables read as before`,
      "once",
      `${found.lost.length} of ${acknowledged.length} acknowledged incidents; ${written} of them from before`,
    );
  },
);

/** Which commit kept the example data of a release; undefined where the history does not go back so far. */
function commitOf(file: string): string | undefined {
  const words = ["log", "--diff-filter=A", "--format=%H", "--", join("tests", "releases", file)];
  const { status, stdout } = spawnSync("git", words, { encoding: "utf8" });
  return (status === 0 && stdout.trim().split("\n").at(-1)) || undefined;
}

async function sourcesOf(commit: string, folder: string) {
  const archive = execFileSync("git", ["archive", commit], { maxBuffer: 2 ** 30 });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  // Most packages are the same; what differs, the program installs itself.
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  await cp("node_modules", packages, { recursive: true, verbatimSymlinks: true });
  await rm(join(packages, ".cache"), { recursive: true, force: true });
}

/** By its own `npm start`, which installs and builds it first. */
async function startOld(folder: string, env: Record<string, string>, expected = /Common Cause is at/) {
  const port = String(await freePort());
  const more = { ORIGIN: "", HOST: "127.0.0.1", PORT: port, DATA_DIR: join(folder, "data"), NODE_ENV: "production" };
  const program: Program = runProgram([join(folder, "scripts", "start.mjs")], { ...env, ...more }, folder);
  await until(program, expected);
  return { ...program, origin: `http://localhost:${port}` };
}

/** A case with a tree, so that more than one table holds something. */
async function someWork(origin: string) {
  const why = { kind: "event", status: "hypothesis", joint: null, ending: null, sameAs: null, category: null };
  const body = {
    format: "common-cause/case@1",
    key: "before",
    title: "Leads called late",
    source: { name: "Fault test", year: null, note: "made up" },
    relationship: ["Marketing", "Sales"],
    incidents: Array.from({ length: 20 }, (_, number) => ({
      key: `i${number}`,
      title: `Leads called late, ${number}`,
      observed: "Leads were called after two days.",
      expected: null,
      occurredOn: "2026-03-02",
      severity: 2,
      side: "Sales",
      handOff: null,
    })),
    trees: [
      {
        key: "tree",
        problem: "Leads called late",
        incidents: ["i0", "i1"],
        whys: [{ ...why, key: "1", text: "Nobody was told", evidence: [], whys: [] }],
      },
    ],
    improvements: [],
  };
  const answer = await fetch(`${origin}/api/v1/cases`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
}

/** The columns of each table, as this moment has them. */
async function columnsIn(url: string): Promise<Map<string, string[]>> {
  return asking(url, async (sql) => {
    const found = await sql<{ table: string; column: string }[]>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' order by 1, ordinal_position`;
    const tables = new Map<string, string[]>();
    for (const { table, column } of found)
      if (!itsOwn.includes(table)) tables.set(table, [...(tables.get(table) ?? []), column]);
    return tables;
  });
}

/** How many rows each table has, and a sum over these columns of them. */
async function sumsOf(url: string, columns: Map<string, string[]>): Promise<Record<string, string>> {
  return asking(url, async (sql) => {
    const sums: Record<string, string> = {};
    for (const [table, names] of columns) {
      const [row] = await sql<{ sum: string }[]>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
        from (select ${sql(names)} from ${sql(table)}) t`;
      sums[table] = row?.sum ?? "";
    }
    return sums;
  });
}

async function isNewerThan(url: string, folder: string): Promise<boolean> {
  const journal = readFileSync(join(folder, "db", "migrations", "meta", "_journal.json"), "utf8");
  const { entries }: { entries: unknown[] } = JSON.parse(journal);
  return asking(url, async (sql) => (await sql`select name from migrations`).length > entries.length);
}

async function asking<T>(url: string, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return ask(sql).finally(() => sql.end());
}

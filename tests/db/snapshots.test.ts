import { mkdtempSync } from "node:fs";
import { mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { thoseKept } from "@/db/kept-snapshots";
import { migrate } from "@/db/migrate";
import { listSnapshots, newestWhole, snapshotsOf, snapshotWhenChanged, takeSnapshot } from "@/db/snapshots";

const folder = mkdtempSync(join(tmpdir(), "common-cause-snapshots-"));
const snapshots = join(folder, "snapshots");
let db: PGlite;

beforeAll(async () => {
  const migrated = inject("migrated");
  if (!("dump" in migrated)) throw new Error("Snapshots are a matter of the embedded database.");
  const dump = new Blob([new Uint8Array(await readFile(migrated.dump))]);
  db = new PGlite(join(folder, "pgdata"), { loadDataDir: dump });
  await db.exec("drop table migrations; create table jars (number integer primary key, text text not null)");
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});

const add = (number: number) => db.query("insert into jars values ($1, repeat('jam ', 50))", [number]);
const countIn = async (there: PGlite) =>
  (await there.query<{ n: number }>("select count(*)::int as n from jars")).rows[0]?.n;

/** The database that a snapshot holds, as it opens. */
async function opened(file: string): Promise<PGlite> {
  const archive = new Blob([new Uint8Array(await readFile(file))], { type: "application/x-gzip" });
  return new PGlite({ loadDataDir: archive });
}

/** Opening a copy takes seconds, and more where other tests run beside this one. */
const patient = { timeout: 60_000 };

test(
  "the newest snapshot is as it was written and opens with all that was promised before, while writing went on",
  patient,
  async () => {
    for (let number = 1; number <= 50; number += 1) await add(number);
    let number = 50;
    let going = true;
    const writing = (async () => {
      while (going) {
        await add(++number);
        await new Promise((go) => setImmediate(go));
      }
    })();
    const file = await takeSnapshot(db);
    going = false;
    await writing;

    expect(number).toBeGreaterThan(50);
    expect(await newestWhole(snapshots)).toMatchObject({ file });
    const copy = await opened(file);
    const [found, last] = [
      await countIn(copy),
      (await copy.query<{ n: number }>("select max(number) as n from jars")).rows[0],
    ];
    expect(found).toBeGreaterThanOrEqual(50);
    expect(found).toBe(last?.n); // up to one moment and nothing after it: no row is left out in between
    await copy.query("insert into jars values (0, 'more')");
    await copy.close();
  },
);

test("two asked for at once come one after the other", async () => {
  const [one, other] = await Promise.all([takeSnapshot(db), takeSnapshot(db)]);

  expect(await newestWhole(snapshots)).toMatchObject({ file: expect.stringMatching(/gz$/) });
  expect([one, other].every((file) => file.startsWith(snapshots))).toBe(true);
});

test("one that is half written or was spoilt is never chosen, and a draft left behind goes", async () => {
  const whole = await newestWhole(snapshots);
  const later = join(snapshots, `20990101T000000Z.${"0".repeat(64)}.tar.gz`);
  await writeFile(later, await readFile(whole?.file ?? ""));
  await truncate(later, 1000);
  await writeFile(join(snapshots, "draft-20990102T000000Z"), "half");

  expect(await newestWhole(snapshots)).toEqual(whole);
  expect((await listSnapshots(snapshots)).map(({ file }) => file)).not.toContainEqual(expect.stringContaining("draft"));
  await rm(later);
  await takeSnapshot(db);
  expect((await readdir(snapshots)).filter((name) => name.startsWith("draft"))).toEqual([]);
});

test("none is taken while nothing was written", async () => {
  const snapshot = snapshotWhenChanged(db);
  const first = await snapshot();
  const second = await snapshot();
  await add(-1);
  const third = await snapshot();

  expect([first, second, third]).toEqual([expect.any(String), undefined, expect.any(String)]);
});

test("before a migration changes a database it is kept as it was", patient, async () => {
  const [older, newer] = [
    await aVersion("older", ["0000_first"]),
    await aVersion("newer", ["0000_first", "0001_second"]),
  ];
  const engine = { kind: "pglite", client: db } as const;
  const taken = async () => (await listSnapshots(snapshots)).length;
  await rm(snapshots, { recursive: true });

  await migrate(engine, older);
  const atFirst = await taken();
  await migrate(engine, newer);
  await migrate(engine, newer);

  expect([atFirst, await taken()]).toEqual([0, 1]);
  const copy = await opened((await newestWhole(snapshots))?.file ?? "");
  expect((await copy.query("select name from migrations")).rows).toEqual([{ name: "0000_first" }]);
  await copy.close();
});

async function aVersion(name: string, tags: string[]): Promise<string> {
  const version = join(folder, name);
  await mkdir(join(version, "meta"), { recursive: true });
  for (const tag of tags) await writeFile(join(version, `${tag}.sql`), `create table t${tag} (id integer);`);
  await writeFile(join(version, "meta", "_journal.json"), JSON.stringify({ entries: tags.map((tag) => ({ tag })) }));
  return version;
}

test("a database in memory has no snapshots", () => {
  expect(snapshotsOf({ dataDir: undefined })).toBeUndefined();
  expect(snapshotsOf({ dataDir: "memory://" })).toBeUndefined();
});

test("8 of the latest are kept, the last of each of 14 days, the last of each of 8 weeks", () => {
  const now = Date.parse("2026-11-22T12:00:00Z"); // a Sunday
  const quarterHours = Array.from({ length: 4 * 24 * 100 }, (_, i) => ({ takenAt: new Date(now - i * 15 * 60_000) }));

  const kept = thoseKept(quarterHours).map(({ takenAt }) => takenAt.toISOString().slice(0, 16));

  const latest = ["12:00", "11:45", "11:30", "11:15", "11:00", "10:45", "10:30", "10:15"];
  const days = ["21", "20", "19", "18", "17", "16", "15", "14", "13", "12", "11", "10", "09"];
  const weeks = ["11-08", "11-01", "10-25", "10-18", "10-11", "10-04"]; // this one and the last are among the days
  expect(kept).toEqual([
    ...latest.map((time) => `2026-11-22T${time}`),
    ...days.map((day) => `2026-11-${day}T23:45`),
    ...weeks.map((day) => `2026-${day}T23:45`),
  ]);
});

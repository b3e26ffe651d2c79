import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import postgres from "postgres";
import { expect, test, vi } from "vitest";
import { listSnapshots, newestWhole, takeSnapshot } from "@/db/snapshots";
import { often, tellFault, tellRound, timesOf } from "../support/faults";
import { setUp } from "../support/logging";
import { ownPostgres } from "../support/own-postgres";
import { type Program, runProgram, until } from "../support/program";
import { aSetUpFolder, freePort, startServer, stopServer } from "../support/server";
import { aSmallDisk, canHaveSmallDisk, canLimitFiles, limitFiles } from "../support/small-disk";
import { asOwner, sendUntilStopped } from "./sending";

/** Room for what the program makes at its start, and for some minutes of hard work. */
const diskMb = 90;
/** The program would stop writing long before; here it must meet the end of the disk. */
const noReserve = { LEAST_FREE_MB: "-1", FROZEN_SECONDS: "12" };
const large = { incidents: 10, characters: 15_000 };
const patience = { timeout: 300_000 };

const rounds = often(1, 6);

test(
  "embedded database: on a disk with little room everything is read and nothing changed, in words",
  patience,
  async () => {
    const disk = await aSmallDisk(diskMb);
    const folder = join(disk?.folder ?? mkdtempSync(join(tmpdir(), "common-cause-full-")), "data");
    // Where no small disk can be made, no disk has so much room.
    const reserve: Record<string, string> = disk ? {} : { LEAST_FREE_MB: "1000000000" };
    const server = await startServer({ ...setUp, DATA_DIR: await aSetUpFolder(folder), ...reserve });
    const statusOf = async (path: string) => (await fetch(`${server.origin}${path}`, { headers: asOwner })).status;

    const stopped = await sendUntilStopped(server.origin, "little", () => {});
    expect(stopped).toEqual({ status: 503, words: expect.stringMatching(/disk of this installation is nearly full/) });
    expect([await statusOf("/api/v1/incidents"), await statusOf("/api/health"), await statusOf("/api/ready")]).toEqual([
      200, 200, 503,
    ]);
    expect(await stopServer(server)).toBe(0);
    await disk?.remove();
    tellFault(
      "T4",
      "embedded database: served from a disk with less than 200 MB free",
      "once",
      "nothing: it only read",
    );
  },
);

const endsOnFullDisk =
  "embedded database: on a full disk the program ends, no promised row is lost, and it is back once there is room";

/** Where neither a disk nor a limit can be had, nothing stands in for a full one. */
const canBeFull = canLimitFiles() || (await canHaveSmallDisk());

if (canBeFull)
  test(endsOnFullDisk, patience, async () => {
    const disk = await aSmallDisk(diskMb);
    const root = disk?.folder ?? mkdtempSync(join(tmpdir(), "common-cause-full-"));
    const folder = join(root, "data");
    const env = { ...setUp, DATA_DIR: folder, ...noReserve };
    const promised: string[] = [];
    await aSetUpFolder(folder);

    for (let round = 1; round <= rounds; round += 1) {
      const starter = await startByStarter(env);
      if (disk) disk.fill(4);
      // Stands in for a full disk: the next part of the log, of 16 MiB, cannot be made. The program that follows is free of it.
      else limitFiles(holderOf(folder), 16_770_000);
      let over = false;
      const ending = until(starter, /The embedded database can no longer write|has not been heard of/).finally(() => {
        over = true;
      });
      const { origin } = starter;
      const send = async (sender: number) => {
        // A line that broke for another reason ends no sender.
        for (let line = 1; !over; line += 1)
          await sendUntilStopped(origin, `r${round}s${sender}l${line}`, (ids) => promised.push(...ids), large);
      };
      await Promise.all([ending, send(1), send(2), send(3)]);
      await until(starter, /started anew/);
      // A start may meet the full disk meanwhile, and asks for another one.
      disk?.makeRoom();
      await expect.poll(() => statusOf(origin, "/api/ready"), { timeout: 120_000, interval: 200 }).toBe(200);
      expect(await endOf(starter)).toBe(0);
      tellRound("T4", round, rounds);
    }

    const left = new PGlite(join(folder, "pgdata"));
    const lost = missingFrom((await left.query<{ id: string }>("select id from incidents")).rows, promised);
    await left.close();
    await disk?.remove();
    const what = disk ? "disk filled to its end" : "files limited in size";
    tellFault(
      "T4",
      `embedded database: ${what} while 3 senders wrote; ended; room made; started anew by the starter`,
      timesOf(rounds),
      `${lost.length} of ${promised.length} acknowledged incidents`,
    );
    expect(promised.length).toBeGreaterThan(rounds);
    expect(lost).toEqual([]);
  });

test(
  "PostgreSQL: on a full disk nothing is changed, in words, no promised row is lost, and it is back once there is room",
  patience,
  async () => {
    const disk = await aSmallDisk(diskMb * 2);
    const server = await postgresOn(disk?.folder);
    const program = await startServer({ ...setUp, DATABASE_URL: server.url });
    const statusOf = async (path: string) => (await fetch(`${program.origin}${path}`, { headers: asOwner })).status;
    const promised: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      disk?.fill(4);
      let full = disk ? undefined : () => sayFull(server.url, true);
      const onAnswer = (ids: string[]) => {
        promised.push(...ids);
        void full?.();
        full = undefined;
      };
      const stopped = await Promise.all(
        [1, 2, 3].map((sender) => sendUntilStopped(program.origin, `r${round}s${sender}`, onAnswer, large)),
      );
      for (const { status, words } of stopped) {
        expect(words).toMatch(/The disk of the database is full|The database cannot be reached/);
        expect(status).toBe(503);
      }
      expect(await statusOf("/api/health")).toBe(200);
      if (disk) disk.makeRoom();
      else await sayFull(server.url, false);
      // A server that could not write its log has ended; whoever runs it starts it.
      if (!(await answers(server.url))) await server.start();
      await expect.poll(() => statusOf("/api/ready"), { timeout: 60_000, interval: 200 }).toBe(200);
      expect(await statusOf("/api/v1/incidents")).toBe(200);
    }
    const sql = postgres(server.url, { max: 1 });
    const lost = missingFrom(await sql<{ id: string }[]>`select id from incidents`, promised);
    await sql.end();
    expect(await stopServer(program)).toBe(0);
    await server.remove();
    await disk?.remove();
    tellFault(
      "T4",
      "PostgreSQL: disk of the server filled to its end while 3 senders wrote; room made",
      timesOf(rounds),
      `${lost.length} of ${promised.length} acknowledged incidents`,
    );
    expect(promised.length).toBeGreaterThan(rounds);
    expect(lost).toEqual([]);
  },
);

test(
  "a snapshot that finds the disk full is given up, is never chosen, takes no room, and the next one is whole",
  patience,
  async () => {
    const disk = await aSmallDisk(260 + 60 * rounds);
    const root = disk?.folder ?? mkdtempSync(join(tmpdir(), "common-cause-full-"));
    const snapshots = join(root, "snapshots");
    vi.stubEnv("LEAST_FREE_MB", "40");
    const db = new PGlite(join(root, "pgdata"));
    await db.exec("create table jars (text text)");
    const add = () =>
      db.exec("insert into jars select string_agg(md5(random()::text), '') from generate_series(1, 500000)");
    await add();
    const first = await takeSnapshot(db);

    for (let round = 1; round <= rounds; round += 1) {
      await add();
      const taking = takeSnapshot(db);
      const outcome = taking.then(
        (file) => file,
        (error: Error) => error.message,
      );
      await expect
        .poll(async () => (await readdir(snapshots)).filter((name) => name.startsWith("draft")), {
          timeout: 60_000,
          interval: 5,
        })
        .toHaveLength(1);
      if (disk) disk.fill(2);
      else vi.stubEnv("LEAST_FREE_MB", "1000000000");
      expect(await outcome).toMatch(/too little room|no space left/i);
      expect((await readdir(snapshots)).filter((name) => name.startsWith("draft"))).toEqual([]);
      expect(await newestWhole(snapshots)).toMatchObject({ file: first });
      expect((await db.query<{ n: number }>("select count(*)::int as n from jars")).rows).toEqual([{ n: round + 1 }]);
      disk?.makeRoom();
      vi.stubEnv("LEAST_FREE_MB", "40");
    }
    const next = await takeSnapshot(db);
    expect(await newestWhole(snapshots)).toMatchObject({ file: next });
    expect(await listSnapshots(snapshots)).toHaveLength(2);
    await db.close();
    vi.unstubAllEnvs();
    await disk?.remove();
    tellFault(
      "T4",
      "embedded database: disk filled while a snapshot was being made",
      timesOf(rounds),
      "nothing: the half-written one is gone and the one before is chosen",
    );
  },
);

/** Its rows lie in that folder. */
async function postgresOn(folder = tmpdir()) {
  vi.stubEnv("TMPDIR", folder);
  const server = await ownPostgres(["fsync=off", "max_wal_size=32MB", "min_wal_size=32MB"]).finally(vi.unstubAllEnvs);
  await server.start();
  return server;
}

async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5 });
  const said = sql`select 1`.then(
    () => true,
    () => false,
  );
  return said.finally(() => sql.end({ timeout: 1 }));
}

/** Where no small disk can be made, the server says of each row what it would say of a full one. */
async function sayFull(url: string, full: boolean) {
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(
    full
      ? `create function full_disk() returns trigger language plpgsql as
         $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
         create trigger full_disk before insert on incidents execute function full_disk()`
      : "drop trigger full_disk on incidents; drop function full_disk",
  );
  await sql.end();
}

function missingFrom(rows: readonly { id: string }[], promised: readonly string[]): string[] {
  const kept = new Set(rows.map(({ id }) => id));
  return promised.filter((id) => !kept.has(id));
}

/** As `npm start` does, which brings the program back when it asks for it. */
async function startByStarter(env: Record<string, string>): Promise<Program & { origin: string }> {
  const port = String(await freePort());
  const program = runProgram(["scripts/start.mjs"], {
    DATABASE_URL: "",
    ORIGIN: "",
    ...env,
    HOST: "127.0.0.1",
    PORT: port,
  });
  await until(program, /Common Cause is at/);
  return { ...program, origin: `http://localhost:${port}` };
}

/** The process that has the data folder: of its locks the one with the highest number holds. */
function holderOf(folder: string): number {
  const locks = readdirSync(folder).filter((name) => name.startsWith("in-use."));
  const last = Math.max(...locks.map((name) => Number(name.slice("in-use.".length))));
  const { pid }: { pid: number } = JSON.parse(readFileSync(join(folder, `in-use.${last}`), "utf8"));
  return pid;
}

const statusOf = (origin: string, path: string) =>
  fetch(`${origin}${path}`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status,
    () => 0,
  );

async function endOf({ child, ended }: Program) {
  child.kill("SIGTERM");
  return ended;
}

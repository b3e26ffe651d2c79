import { mkdir, readdir, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { thoseKept } from "./kept-snapshots";
import type { Embedded } from "./open-embedded";
import { leastFreeBytes, leastToOpenBytes } from "./room";
import { type Entry, entriesBelow, sha256Of, sizeOf, writeArchive } from "./snapshot-file";

/**
 * Snapshots of the embedded database, for it never syncs and a power cut can break it (trust 1). Each is a gzipped tar of
 * its folder, taken while it goes on working, as `pg_basebackup` does: what changed while it was copied stands in its log,
 * and opening the copy plays that log.
 */
export type Snapshot = { file: string; takenAt: Date; sha256: string };

const everyMs = 15 * 60_000;

const home = Symbol.for("common-cause.snapshots");
const shelf = globalThis as typeof globalThis & { [home]?: Promise<unknown> };

/** Beside the database; undefined for one that is in memory alone. */
export function snapshotsOf({ dataDir }: Pick<Embedded, "dataDir">): string | undefined {
  return dataDir && !dataDir.includes("://") ? join(dirname(dataDir), "snapshots") : undefined;
}

/** Takes a snapshot and clears away those that are not kept any longer; one after the other. @returns its file */
export async function takeSnapshot(client: Embedded): Promise<string> {
  const before = shelf[home];
  const turn = (async () => {
    await before?.catch(() => {});
    return writeSnapshot(client);
  })();
  shelf[home] = turn;
  return turn;
}

async function writeSnapshot(client: Embedded): Promise<string> {
  const folder = snapshotsOf(client);
  if (!client.dataDir || !folder) throw new Error("Only a database in a folder has snapshots.");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearDrafts(folder);
  await requireRoom(folder);
  if (unended.delete(client)) await stopBackup(client);
  const name = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  await client.query("select pg_backup_start('common-cause', true)");
  const stop = once(() => stopBackup(client));
  try {
    return await writeArchive(
      join(folder, `draft-${name}`),
      whileThereIsRoom(folder, contents(client.dataDir, stop)),
      (sha256) => join(folder, `${name}.${sha256}.tar.gz`),
    );
  } finally {
    // To end it the database begins a new part of its log; without room for that it would be lost.
    if (await hasRoomFor(folder, 0)) await stop();
    else unended.add(client);
    await clearOld(folder);
  }
}

/** Databases whose last snapshot found the disk full: it is ended when there is room again. */
const unended = new WeakSet<Embedded>();

/** Others fill the disk, too: a snapshot gives up before it takes what the database itself needs. */
async function* whileThereIsRoom(folder: string, entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  for await (const entry of entries) {
    if (!(await hasRoomFor(folder, 0))) throw tooFull(folder);
    yield entry;
  }
}

/** What tells an opening copy where its log begins, and the parts of the log that it needs. */
type Backup = { label: string; firstLog: string; lastLog: string };

async function stopBackup(client: Embedded): Promise<Backup> {
  const { rows } = await client.query<{ label: string; last: string }>(
    "select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)",
  );
  const { label = "", last: lastLog = "" } = rows[0] ?? {};
  const [, firstLog = ""] = /\(file ([0-9A-F]{24})\)/.exec(label) ?? [];
  if (!firstLog || !lastLog) throw new Error("The database did not say which part of its log a copy needs.");
  return { label, firstLog, lastLog };
}

/** Belongs to the process that runs, or is made anew by the one that opens the copy. */
const ofTheRunning =
  /^(postmaster\.|backup_label|pg_(replslot|dynshmem|notify|serial|snapshots|stat_tmp|subtrans)\/|.*pgsql_tmp|.*\/pg_internal\.init)/;
const logFile = /^pg_wal\/([0-9A-F]{24})$/;
const control = "global/pg_control";

/** All files as they are, then what says how far they are along, then the log that brings them to one moment. */
async function* contents(root: string, stop: () => Promise<Backup>): AsyncGenerator<Entry> {
  for await (const entry of entriesBelow(root)) {
    const isFolder = "folder" in entry;
    if (isFolder || !(entry.path.startsWith("pg_wal/") || entry.path === control || ofTheRunning.test(entry.path)))
      yield entry;
  }
  yield { path: control, from: join(root, control) };
  const { label, firstLog, lastLog } = await stop();
  yield { path: "backup_label", words: label };
  for await (const entry of entriesBelow(root, "pg_wal")) {
    const [, part] = logFile.exec(entry.path) ?? [];
    if (part && part >= firstLog && part <= lastLog) yield entry;
  }
}

/** The whole ones, newest first. A half-written one has another name, for it gets its own only at the end. */
export async function listSnapshots(folder: string): Promise<Snapshot[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((file) => {
      const [, year, month, day, hour, minute, second, sha256] = named.exec(file) ?? [];
      if (!sha256) return [];
      const takenAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
      return [{ file: join(folder, file), takenAt, sha256 }];
    })
    .sort((one, other) => other.takenAt.getTime() - one.takenAt.getTime());
}
const named = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.([0-9a-f]{64})\.tar\.gz$/;

/** The newest that is as it was written, byte by byte; undefined when there is none. */
export async function newestWhole(folder: string): Promise<Snapshot | undefined> {
  for (const one of await listSnapshots(folder)) if ((await sha256Of(one.file)) === one.sha256) return one;
  return undefined;
}

/** From now on a snapshot every 15 minutes when something changed. One that fails is told in the log; the next comes. */
export function keepSnapshots(client: Embedded): void {
  const snapshot = snapshotWhenChanged(client);
  setInterval(() => {
    snapshot().catch((error) =>
      console.error("No snapshot of the database could be taken; the next is due in 15 minutes.", error),
    );
  }, everyMs).unref();
}

/** Takes one unless nothing was written since the last that this took. @returns its file, if it took one */
export function snapshotWhenChanged(client: Embedded): () => Promise<string | undefined> {
  let seen = "";
  return async () => {
    if ((await place(client)) === seen) return undefined;
    const file = await takeSnapshot(client);
    seen = await place(client);
    return file;
  };
}

/** How far the log has come: whatever is written moves it. */
async function place(client: Embedded): Promise<string> {
  const { rows } = await client.query<{ at: string }>("select pg_current_wal_insert_lsn()::text as at");
  return rows[0]?.at ?? "";
}

async function clearDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith("draft-")) await rm(join(folder, name), { force: true });
}

async function clearOld(folder: string): Promise<void> {
  const all = await listSnapshots(folder);
  const kept = new Set(thoseKept(all));
  for (const one of all) if (!kept.has(one)) await rm(one.file, { force: true });
}

/** A snapshot must not fill the disk that the database itself needs. */
async function requireRoom(folder: string): Promise<void> {
  const [last] = await listSnapshots(folder);
  if (!(await hasRoomFor(folder, 2 * (last ? await sizeOf(last.file) : 0)))) throw tooFull(folder);
}

async function hasRoomFor(folder: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= Math.max(leastFreeBytes(), leastToOpenBytes) + bytes;
}

const tooFull = (folder: string) => new Error(`There is too little room on the disk of ${folder}.`);

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work();
    return made;
  };
}

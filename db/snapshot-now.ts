import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { engine } from "./client";
import { sha256Of, sizeOf } from "./snapshot-file";
import { listSnapshots, type Snapshot, snapshotsOf, takeSnapshot } from "./snapshots";
import { isSynced } from "./synced-folder";

/** One that somebody asked for; the clock's own come beside it. */
type Asked = { working: boolean; fault?: string };
const home = Symbol.for("common-cause.snapshot-now");
const shelf = globalThis as typeof globalThis & { [home]?: Asked };

/** Begins one unless one is being made, and does not wait for it. @returns false where the database has none */
export function beginSnapshot(): boolean {
  const { kind, client } = engine();
  if (kind === "server" || !snapshotsOf(client)) return false;
  if (shelf[home]?.working) return true;
  const asked: Asked = { working: true };
  shelf[home] = asked;
  takeSnapshot(client)
    .catch((error) => {
      console.error("The snapshot that was asked for could not be taken.", error);
      asked.fault = error instanceof Error ? error.message : String(error);
    })
    .finally(() => {
      asked.working = false;
    });
  return true;
}

export type SnapshotView = {
  /** Newest first, with their size in bytes. */
  all: (Snapshot & { bytes: number })[];
  /** The newest that is as it was written, byte by byte. */
  good?: Snapshot;
  /** One that somebody asked for is being made. */
  working: boolean;
  /** So many parts of a hundred of it, by the size of the last; unknown for the first. */
  percent?: number;
  /** Each deed waits for the disk, so a power cut loses none. */
  synced: boolean;
  /** Why the one that was asked for last could not be made. */
  fault?: string;
};

/** What there is; undefined where the database has no snapshots. */
export async function viewSnapshots(): Promise<SnapshotView | undefined> {
  const { kind, client } = engine();
  const folder = kind === "pglite" ? snapshotsOf(client) : undefined;
  if (!folder) return undefined;
  const found = await listSnapshots(folder);
  const all = await Promise.all(found.map(async (one) => ({ ...one, bytes: await sizeOf(one.file) })));
  const { working = false, fault } = shelf[home] ?? {};
  const synced = isSynced();
  return {
    all,
    synced,
    good: await newestGood(all),
    fault,
    working,
    percent: working ? await percentDone(folder, all) : undefined,
  };
}

/** Each is read through once: what was whole at this size stays so for a page. */
const known = new Map<string, boolean>();

async function newestGood(all: SnapshotView["all"]): Promise<Snapshot | undefined> {
  for (const one of all) {
    const key = `${one.file} ${one.bytes}`;
    if (!known.has(key)) known.set(key, (await sha256Of(one.file)) === one.sha256);
    if (known.get(key)) return one;
  }
  return undefined;
}

async function percentDone(folder: string, [last]: SnapshotView["all"]): Promise<number | undefined> {
  if (!last?.bytes) return undefined;
  const drafts = (await readdir(folder)).filter((name) => name.startsWith("draft-"));
  const sizes = await Promise.all(drafts.map((name) => sizeOf(join(folder, name))));
  const written = Math.max(0, ...sizes);
  return Math.min(99, Math.round((100 * written) / last.bytes));
}

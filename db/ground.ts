import { statfs } from "node:fs/promises";
import { engine } from "./client";
import { dataFolder } from "./data-folder";
import { leastFreeBytes } from "./room";
import { listSnapshots, snapshotsOf } from "./snapshots";

/** What the database stands on. `disk`: of the data folder, where there is one that is ours. `snapshot`: the newest of an embedded one, null while there is none; a server has its own back-ups. */
export type Ground = {
  engine: "embedded" | "server";
  disk?: { freeBytes: number; leastFreeBytes: number };
  snapshot?: { takenAt: Date } | null;
};

export async function groundOf(): Promise<Ground> {
  const { kind, client } = engine();
  // A copy beside a server may have no folder at all.
  if (kind === "server")
    return { engine: "server", ...(await diskOf(process.env.DATA_DIR || "data").catch(() => ({}))) };
  const { disk } = await diskOf(dataFolder());
  const folder = snapshotsOf(client);
  if (!folder) return { engine: "embedded", disk };
  const [newest] = await listSnapshots(folder);
  return { engine: "embedded", disk, snapshot: newest ? { takenAt: newest.takenAt } : null };
}

async function diskOf(folder: string) {
  const { bavail, bsize } = await statfs(folder);
  return { disk: { freeBytes: bavail * bsize, leastFreeBytes: leastFreeBytes() } };
}

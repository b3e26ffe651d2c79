import { statfs } from "node:fs/promises";
import { engine } from "./client";
import { dataFolder } from "./data-folder";
import { leastFreeBytes } from "./room";
import { listSnapshots, snapshotsOf } from "./snapshots";

/** What the database stands on. `snapshot`: the newest of an embedded one, null while there is none; a server has its own back-ups. */
export type Ground = {
  engine: "embedded" | "server";
  disk: { freeBytes: number; leastFreeBytes: number };
  snapshot?: { takenAt: Date } | null;
};

export async function groundOf(): Promise<Ground> {
  const { kind, client } = engine();
  const { bavail, bsize } = await statfs(dataFolder());
  const disk = { freeBytes: bavail * bsize, leastFreeBytes: leastFreeBytes() };
  if (kind === "server") return { engine: "server", disk };
  const folder = snapshotsOf(client);
  if (!folder) return { engine: "embedded", disk };
  const [newest] = await listSnapshots(folder);
  return { engine: "embedded", disk, snapshot: newest ? { takenAt: newest.takenAt } : null };
}

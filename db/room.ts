import { statfsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { engine } from "./client";

/** In megabytes; LEAST_FREE_MB where a disk asks for more or less. */
const usualLeastFree = 200;
export const leastFreeBytes = () => (Number(process.env.LEAST_FREE_MB) || usualLeastFree) * 1024 * 1024;

/**
 * Whether the disk has room for the embedded database to write. A full disk ends it, so below 200 MB free everything is
 * read and nothing changed (trust 1). A PostgreSQL server looks after its own disk.
 */
export async function hasRoom(): Promise<boolean> {
  const { kind, client } = engine();
  if (kind === "server" || !client.dataDir || client.dataDir.includes("://")) return true;
  const { bavail, bsize } = await statfs(client.dataDir);
  return bavail * bsize >= leastFreeBytes();
}

/** What stands in place of a deed, and above each page. */
export const noRoom =
  "The disk of this installation is nearly full, so everything can be read and nothing changed. Whoever runs it has to make room.";

/** To open, or to end a snapshot, the embedded database may have to write two parts of its log, of 16 MB each. */
export const leastToOpenBytes = 40 * 1024 * 1024;

/**
 * Why the embedded database could not be opened, when its disk is the reason: it says itself that something failed and no
 * more. Undefined where there is room.
 */
export function noRoomToOpen(error: unknown): string | undefined {
  if (process.env.DATABASE_URL) return undefined;
  const folder = resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || "data");
  const free = freeBytes(folder);
  if (free === undefined || (free >= leastToOpenBytes && !isDiskFull(error))) return undefined;
  const megabytes = Math.floor(free / 1024 / 1024);
  return `The disk of the data folder ${folder} has ${megabytes} MB left, too little to open the database. Make room on it; nothing that was saved is lost.`;
}

function isDiskFull(error: unknown): boolean {
  for (let now = error; now instanceof Error; now = now.cause)
    if ("code" in now && (now.code === "ENOSPC" || now.code === "EDQUOT")) return true;
  return false;
}

function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

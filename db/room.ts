import { statfs } from "node:fs/promises";
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

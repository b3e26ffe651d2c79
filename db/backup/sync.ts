import { open, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Writes a file, or the names in a folder, through to the disk. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  await handle.sync().finally(() => handle.close());
}

/** The embedded database never syncs, so what it wrote is written through here, each file and each folder. */
export async function syncAll(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncAll(path);
    else if (entry.isFile()) await syncFile(path);
  }
  await syncFile(folder);
}

import "server-only";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FileStore } from "./store";

/** Files in a folder, one folder for each workspace, for our eyes only. */
export function folderStore(folder: string): FileStore {
  const placeOf = (workspaceId: string, name: string) => {
    // Both are ours; a name that could lead elsewhere would be a bug.
    if (!/^[0-9a-f-]{36}$/.test(workspaceId) || !/^[0-9a-f]{32}$/.test(name))
      throw new Error("No name of a kept file.");
    return { within: join(folder, workspaceId), path: join(folder, workspaceId, name) };
  };
  return {
    async put(workspaceId, name, content) {
      const { within, path } = placeOf(workspaceId, name);
      await mkdir(within, { recursive: true, mode: 0o700 });
      const draft = `${path}.draft`;
      try {
        await written(draft, content);
        await link(draft, path); // a name that is taken is no name for a second file
      } finally {
        await rm(draft, { force: true });
      }
      await flushed(within);
    },
    async get(workspaceId, name) {
      try {
        return await readFile(placeOf(workspaceId, name).path);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    async remove(workspaceId, name) {
      await rm(placeOf(workspaceId, name).path, { force: true });
    },
  };
}

async function written(path: string, content: Uint8Array) {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** After a power cut a file is found again only if the folder that names it was written through as well. */
async function flushed(folder: string) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

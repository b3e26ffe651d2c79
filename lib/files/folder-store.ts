import "server-only";
import { link, mkdir, open, opendir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type FileStore, namesAtOnce, type StoredName } from "./store";

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
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(workspaceId, name) {
      await rm(placeOf(workspaceId, name).path, { force: true });
    },
    async *listOld(before) {
      for (const workspaceId of await namesIn(folder)) {
        if (!/^[0-9a-f-]{36}$/.test(workspaceId)) continue;
        let found: StoredName[] = [];
        for await (const { name } of await opendir(join(folder, workspaceId))) {
          const path = join(folder, workspaceId, name);
          if (!/^[0-9a-f]{32}(\.draft)?$/.test(name) || !(await isOlder(path, before))) continue;
          // A draft that old was never finished: its program died while it wrote.
          if (name.endsWith(".draft")) await rm(path, { force: true });
          else found.push({ workspaceId, name });
          if (found.length < namesAtOnce) continue;
          yield found;
          found = [];
        }
        if (found.length > 0) yield found;
      }
    },
  };
}

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

/** No folder is there until the first file is. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A file that is gone meanwhile is not there to be old. */
async function isOlder(path: string, before: Date): Promise<boolean> {
  try {
    return (await stat(path)).mtime < before;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
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

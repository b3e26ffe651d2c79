import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { Engine } from "../client";
import { releaseDataFolder, takeDataFolder } from "../data-folder-lock";
import { isFatal } from "../fatal";
import { inSession } from "../session";
import { requireEmpty } from "./restore-backup";
import { syncAll, syncFile } from "./sync";

/**
 * Makes a new embedded database beside the old one and puts it in its place once it is whole and on the disk. The old
 * one, if there is one, is kept aside. The data folder is held meanwhile, so the program must be stopped.
 * @param mayReplace whether an old one that people work in may be put aside
 * @returns the name of the old one's folder, if there was one
 */
export async function replaceEmbedded(
  dataFolder: string,
  mayReplace: boolean,
  fill: (pgdata: string) => Promise<void>,
): Promise<string | undefined> {
  takeDataFolder(dataFolder);
  try {
    const standing = join(dataFolder, "pgdata");
    if (!mayReplace && existsSync(standing)) await withEmbedded(standing, (engine) => inSession(engine, requireEmpty));
    await clearDrafts(dataFolder);
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    const draft = join(dataFolder, `restoring-${time}`);
    await mkdir(join(draft, "pgdata"), { recursive: true, mode: 0o700 });
    await fill(join(draft, "pgdata")).catch(async (error) => {
      await rm(draft, { recursive: true, force: true });
      throw error;
    });
    await syncAll(join(draft, "pgdata"));
    const aside = existsSync(standing) ? `pgdata-before-${time}` : undefined;
    if (aside) await rename(standing, join(dataFolder, aside));
    await rename(join(draft, "pgdata"), standing);
    await syncFile(dataFolder);
    await rm(draft, { recursive: true, force: true });
    return aside;
  } finally {
    releaseDataFolder();
  }
}

/** Opens the database of a folder for as long as the work takes. */
export async function withEmbedded<T>(pgdata: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const client = await PGlite.create(pgdata);
  try {
    const result = await work({ kind: "pglite", client });
    await client.close();
    return result;
  } catch (error) {
    // One whose disk is full answers nothing any more, and closing it would wait for ever.
    if (!isFatal(error)) await client.close();
    throw error;
  }
}

async function clearDrafts(dataFolder: string) {
  for (const name of await readdir(dataFolder))
    if (/^restoring-\d{8}T\d{6}Z$/.test(name)) await rm(join(dataFolder, name), { recursive: true, force: true });
}

import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { engine } from "../client";
import { dataFolder } from "../data-folder";
import { inSession, type Session } from "../session";
import { snapshotsOf, takeSnapshot } from "../snapshots";
import { backupStream } from "./backup-file";
import { CannotRestore } from "./format";
import { sayingWhenFull } from "./full-disk";
import { withSnapshot } from "./snapshot-copy";
import { syncFile } from "./sync";
import { fileOfTable } from "./table-files";
import type { Wanted } from "./write-backup";

/** Writes the file whole or not at all: it gets its name when it is on the disk. @param key words to seal it with */
export async function writeBackup(session: Session, path: string, wanted: Wanted, key?: string): Promise<void> {
  const draft = `${path}.part`;
  try {
    const bytes = await backupStream(session, wanted, key);
    const file = createWriteStream(draft, { mode: 0o600, flush: true });
    await sayingWhenFull(dirname(path), () => pipeline(bytes, file));
    await rename(draft, path);
    await syncFile(dirname(path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * A back-up of the database that this program runs on, as a file of its own for a while. The embedded one is read from
 * a snapshot in another process: a transaction on its only connection would stop everybody.
 * @returns the file, and what throws it away
 */
export async function writeOwnBackup(wanted: Omit<Wanted, "fileOf">, kept: Wanted["fileOf"]) {
  const folder = dataFolder();
  await mkdir(folder, { recursive: true });
  const room = await mkdtemp(join(folder, "copy-"));
  const path = join(room, "backup");
  const { kind, client } = engine();
  try {
    if (kind === "pglite" && snapshotsOf(client)) {
      const snapshot = await takeSnapshot(client).catch((cause) => {
        throw new CannotRestore(`A back-up is read from a snapshot, and none could be taken. ${cause.message}`, {
          cause,
        });
      });
      await withSnapshot(snapshot, folder, (session) => writeBackup(session, path, { ...wanted, fileOf: kept }));
    } else {
      const fileOf = kind === "server" ? fileOfTable : kept;
      await inSession(engine(), (session) => writeBackup(session, path, { ...wanted, fileOf }));
    }
    return { path, discard: () => rm(room, { recursive: true, force: true }) };
  } catch (error) {
    await rm(room, { recursive: true, force: true });
    throw error;
  }
}

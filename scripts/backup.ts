import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { backupStream } from "@/db/backup/backup-file";
import { CannotRestore } from "@/db/backup/format";
import { withEmbedded } from "@/db/backup/restore-embedded";
import { syncFile } from "@/db/backup/sync";
import { fileOfTable } from "@/db/backup/table-files";
import type { Wanted } from "@/db/backup/write-backup";
import { type Engine, serverAt } from "@/db/client";
import { dataFolder, secrets as keys } from "@/db/data-folder";
import { takeDataFolder } from "@/db/data-folder-lock";
import { inSession } from "@/db/session";
import { folderStore } from "@/lib/files/folder-store";
import { version } from "@/package.json";

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
type Asked = { file: string; secrets: boolean; step: Step };

/** Writes the file whole or not at all: it gets its name when it is on the disk. */
export async function backup({ file, secrets, step }: Asked): Promise<number> {
  const key = process.env.BACKUP_KEY || undefined;
  if (secrets && !key)
    throw new CannotRestore(
      "A back-up with secrets is sealed, so that nobody who finds it can use them. Set BACKUP_KEY to a sentence that you keep elsewhere.",
    );
  const told = progress();
  const wanted = {
    version,
    workspaces: "all" as const,
    secrets: secrets ? { ...keys() } : undefined,
    onProgress: told.row,
  };
  await step(`Backing up to ${file}`, () =>
    openEngine((engine, fileOf) =>
      inSession(engine, async (session) => writeWhole(file, await backupStream(session, { ...wanted, fileOf }, key))),
    ),
  );
  console.log(`${told.total()} rows${secrets ? ", with secrets, sealed" : key ? ", sealed" : ""}.`);
  if (!secrets) console.log("Passwords, API tokens and the keys of this installation are not in it (--with-secrets).");
  return 0;
}

async function openEngine<T>(work: (engine: Engine, fileOf: Wanted["fileOf"]) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) {
    const client = serverAt(process.env.DATABASE_URL, { pool: 1 });
    return work({ kind: "server", client }, fileOfTable).finally(() => client.end({ timeout: 5 }));
  }
  const folder = dataFolder();
  const store = folderStore(join(folder, "files"));
  takeDataFolder(folder);
  return withEmbedded(join(folder, "pgdata"), (engine) => work(engine, (_session, ...which) => store.get(...which)));
}

async function writeWhole(file: string, bytes: NodeJS.ReadableStream) {
  const draft = `${file}.part`;
  try {
    await pipeline(bytes, createWriteStream(draft, { mode: 0o600, flush: true }));
    await rename(draft, file);
    await syncFile(dirname(file));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** A line now and then, for a large house takes minutes. */
function progress() {
  const rows = new Map<string, number>();
  let last = Date.now();
  return {
    row(table: string, count: number) {
      rows.set(table, count);
      if (Date.now() - last < 2000) return;
      last = Date.now();
      console.log(`  … ${table}: ${count}`);
    },
    total: () => [...rows.values()].reduce((sum, count) => sum + count, 0),
  };
}

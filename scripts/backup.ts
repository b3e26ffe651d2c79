import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotRestore } from "@/db/backup/format";
import { writeBackup } from "@/db/backup/own-backup";
import { withEmbedded } from "@/db/backup/restore-embedded";
import { withSnapshot } from "@/db/backup/snapshot-copy";
import { fileOfTable } from "@/db/backup/table-files";
import type { Wanted } from "@/db/backup/write-backup";
import { serverAt } from "@/db/client";
import { dataFolder, secrets as keys } from "@/db/data-folder";
import { DataFolderTaken, takeDataFolder } from "@/db/data-folder-lock";
import { askAtDoor } from "@/db/local-door";
import { inSession, type Session } from "@/db/session";
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
  if (!existsSync(dirname(file))) throw new CannotRestore(`There is no folder ${dirname(file)}.`);
  const told = progress();
  const wanted = {
    version,
    workspaces: "all" as const,
    secrets: secrets ? { ...keys() } : undefined,
    onProgress: told.row,
  };
  await step(`Backing up to ${file}`, () =>
    openSession((session, fileOf) => writeBackup(session, file, { ...wanted, fileOf }, key)),
  );
  console.log(`${told.total()} rows${secrets ? ", with secrets, sealed" : key ? ", sealed" : ""}.`);
  if (!secrets) console.log("Passwords, API tokens and the keys of this installation are not in it (--with-secrets).");
  return 0;
}

async function openSession<T>(work: (session: Session, fileOf: Wanted["fileOf"]) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) {
    const client = serverAt(process.env.DATABASE_URL, { pool: 1 });
    const read = inSession({ kind: "server", client }, (session) => work(session, fileOfTable));
    return read.finally(() => client.end({ timeout: 5 }));
  }
  const folder = dataFolder();
  const store = folderStore(join(folder, "files"));
  const read = (session: Session) => work(session, (_session, ...which) => store.get(...which));
  if (!existsSync(join(folder, "pgdata"))) throw new CannotRestore(`There is no database in ${folder}.`);
  try {
    takeDataFolder(folder);
  } catch (error) {
    if (!(error instanceof DataFolderTaken)) throw error;
    console.log("  … the program is running, so it makes a snapshot to read from");
    return withSnapshot(await askAtDoor(folder, "take-snapshot"), folder, read);
  }
  return withEmbedded(join(folder, "pgdata"), (engine) => inSession(engine, read));
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

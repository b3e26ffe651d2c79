import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { backupStream, openBackup } from "@/db/backup/backup-file";
import type { Line } from "@/db/backup/format";
import { restoreBackup } from "@/db/backup/restore-backup";
import type { Sum } from "@/db/backup/row-sum";
import { fileOfTable, keepFileInTable } from "@/db/backup/table-files";
import type { Wanted } from "@/db/backup/write-backup";
import type { Engine } from "@/db/client";
import { inSession } from "@/db/session";

type Kept = Partial<Wanted> & { key?: string };

/** Writes a back-up of the whole database; its files are looked for in the database itself. */
export async function keepBackup(engine: Engine, path: string, { key, ...more }: Kept = {}): Promise<string> {
  const wanted = { version: "0.1.0", workspaces: "all" as const, fileOf: fileOfTable, ...more };
  await inSession(engine, async (session) =>
    pipeline(await backupStream(session, wanted, key), createWriteStream(path)),
  );
  return path;
}

/** Takes it in again. @param finish what a start does after migrations, where it is an older one */
export const takeBackup = async (
  engine: Engine,
  path: string,
  key?: string,
  finish: (migrated: string[]) => Promise<void> = async () => {},
) =>
  restoreBackup(
    engine,
    await openBackup(path, key),
    { keepFile: keepFileInTable, keepSecrets: async () => {} },
    finish,
  );

/** The number of rows and the checksum of each table that it says it holds. */
export async function sumsIn(path: string, key?: string): Promise<Record<string, Sum>> {
  const { lines } = await openBackup(path, key);
  let last: Line | undefined;
  for await (const line of lines()) if (line.startsWith('{"end":')) last = JSON.parse(line);
  if (!last || !("end" in last)) throw new Error("The back-up has no end.");
  return last.tables;
}

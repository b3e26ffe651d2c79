import { join } from "node:path";
import { openBackup } from "@/db/backup/backup-file";
import { CannotRestore } from "@/db/backup/format";
import { keepKeys, requireSameKeys } from "@/db/backup/kept-keys";
import type { Taking } from "@/db/backup/load-backup";
import { type Restored, requireKnown, restoreBackup } from "@/db/backup/restore-backup";
import { replaceEmbedded, withEmbedded } from "@/db/backup/restore-embedded";
import { keepFileInTable } from "@/db/backup/table-files";
import { adoptEngine, type Engine, serverAt } from "@/db/client";
import { dataFolder } from "@/db/data-folder";
import { folderStore } from "@/lib/files/folder-store";
import { finishUpgrade } from "@/lib/finish-upgrade";
import { password } from "@/lib/people/passwords";
import { giveFirstPassword, ownerWithoutWayIn } from "@/lib/people/way-in";
import { askedInSecret, canAsk } from "./asked";

type Step = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** Takes a back-up into the empty database of DATABASE_URL, or of the data folder. */
export async function restore({ file, step }: { file: string; step: Step }): Promise<number> {
  const told = percent();
  const backup = await openBackup(file, process.env.BACKUP_KEY || undefined, told.bytes);
  told.of = backup.bytes;
  requireKnown(backup.head);
  const { version, madeAt, secrets } = backup.head;
  console.log(
    `  A back-up of ${madeAt.slice(0, 16).replace("T", " ")} UTC, made by version ${version}${secrets ? ", with secrets" : ""}.`,
  );
  const way = secrets ? undefined : await newPassword();
  let keys: Record<string, string> | undefined;
  const keepSecrets = async (found: Record<string, string>) => {
    requireSameKeys(found);
    keys = found;
  };
  const take = async (engine: Engine, keepFile: Taking["keepFile"]): Promise<Restored> => {
    const db = adoptEngine(engine);
    const taken = await restoreBackup(engine, backup, { keepFile, keepSecrets, onProgress: told.row }, (migrated) =>
      finishUpgrade(db, migrated),
    );
    const owner = way && (await ownerWithoutWayIn(db));
    if (owner && way) {
      await giveFirstPassword(db, owner.userId, way);
      console.log(
        `  The back-up holds no passwords. ${owner.email} can sign in with the new one and let the others in.`,
      );
    }
    return taken;
  };
  const taken = await step("Restoring", () => (process.env.DATABASE_URL ? onServer(take) : embedded(take)));
  const aside = keys && (await keepKeys(dataFolder(), keys));
  if (aside) console.log(`  The keys that stood in the data folder are now in ${aside}.`);
  console.log(
    `  ${taken.rows} rows in ${taken.tables} tables and ${taken.files} files, each table as its checksum says.`,
  );
  if (taken.migrated.length > 0) console.log(`  Brought to this version by ${taken.migrated.join(", ")}.`);
  console.log("  Start the program with npm start.");
  return 0;
}

type Take = (engine: Engine, keepFile: Taking["keepFile"]) => Promise<Restored>;

async function onServer(take: Take): Promise<Restored> {
  const client = serverAt(process.env.DATABASE_URL ?? "", { pool: 2 });
  return take({ kind: "server", client }, keepFileInTable).finally(() => client.end({ timeout: 5 }));
}

async function embedded(take: Take): Promise<Restored> {
  const folder = dataFolder();
  const store = folderStore(join(folder, "files"));
  let taken: Restored | undefined;
  await replaceEmbedded(folder, false, (pgdata) =>
    withEmbedded(pgdata, async (engine) => {
      taken = await take(engine, async (_session, workspaceId, name, content) => {
        if (!(await store.get(workspaceId, name))) await store.put(workspaceId, name, content);
      });
    }),
  );
  if (!taken) throw new Error("Nothing was taken in.");
  return taken;
}

/** Asked for before the work, which may take minutes. */
async function newPassword(): Promise<string> {
  const given = process.env.RESTORE_OWNER_PASSWORD;
  if (!given && !canAsk())
    throw new CannotRestore(
      "The back-up holds no passwords, so the first owner needs a new one to sign in with. Give it as RESTORE_OWNER_PASSWORD.",
    );
  const typed = given ?? (await askedInSecret("  It holds no passwords. A new password for the first owner: "));
  const read = password.safeParse(typed);
  if (!read.success) throw new CannotRestore(read.error.issues[0]?.message ?? "That is no password.");
  return read.data;
}

/** How much of the file has been read, every two seconds. */
function percent() {
  let read = 0;
  let last = Date.now();
  const told = {
    of: 0,
    bytes: (now: number) => {
      read = now;
    },
    row(doing: string, rows: number) {
      if (Date.now() - last < 2000) return;
      last = Date.now();
      const part = told.of > 0 ? `${Math.min(100, Math.round((100 * read) / told.of))} % ` : "";
      console.log(`  … ${part}${doing}${rows > 0 ? `: ${rows}` : ""}`);
    },
  };
  return told;
}

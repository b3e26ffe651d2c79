import { PGlite } from "@electric-sql/pglite";
import { keepsEmbedded } from "./kept-statements-embedded";
import { isSynced, SyncedFolder, syncedStart } from "./synced-folder";

/** What the program uses of PGlite, in its own thread or in ours. */
export type Embedded = Pick<PGlite, "query" | "exec" | "transaction" | "listen" | "close" | "dataDir"> & {
  /** Only of a thread of its own: comes back once that runs. */
  ping?(): Promise<void>;
};

/** Opens the embedded database of a folder; who calls it holds the folder's lock. */
export function openEmbedded(pgdata: string): PGlite {
  const client = isSynced()
    ? new PGlite(pgdata, { fs: new SyncedFolder(pgdata), startParams: syncedStart() })
    : new PGlite(pgdata);
  return keepsEmbedded(client);
}

import { closeSync, fsyncSync, openSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { syncAll } from "./backup/sync";

/**
 * The folder of an embedded database that asks the disk, not only the system, to keep what it writes. PostgreSQL knows
 * when that is needed: its log before it answers, its data before it shortens the log. PGlite lets it ask and does
 * nothing; here what it asks is done (docs/decisions/embedded-sync.md).
 */
export class SyncedFolder extends NodeFS {
  override async init(...[client, options]: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(client, options);
    const hook = (module: unknown) => this.hook((module as { NODEFS: Folders }).NODEFS);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } };
  }

  protected hook(folders: Folders): void {
    folders.stream_ops.fsync = (stream) => {
      if (typeof stream.nfd === "number") this.sync(stream.nfd);
      else syncName(folders.realPath(stream.node));
      return 0;
    };
  }

  protected sync(file: number): void {
    fsyncSync(file);
  }
}

/** What Emscripten gives of the file system beneath: a stream without a number of its own is an opened folder. */
export type Folders = {
  realPath(node: unknown): string;
  stream_ops: {
    write(stream: Stream, bytes: Int8Array, offset: number, length: number, position: number): number;
    fsync?(stream: Stream): number;
  };
};
export type Stream = { nfd?: number; node: unknown };

function syncName(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Without `-F`, by which PGlite tells PostgreSQL never to ask. */
export const syncedStart = () => [
  ...PGlite.defaultStartParams.filter((word) => word !== "-F"),
  "-c",
  "wal_sync_method=fsync",
];

/** What was written before anybody asked for it, by a start without SYNC or by making the database, once at each opening. */
export async function writeThrough({ dataDir }: Pick<PGlite, "dataDir">): Promise<void> {
  if (isSynced() && dataDir && !dataDir.includes("://")) await syncAll(dataDir);
}

/** Whether the embedded database is to survive a power cut: SYNC=on. */
export const isSynced = () => /^(1|on|true|yes)$/i.test(process.env.SYNC ?? "");

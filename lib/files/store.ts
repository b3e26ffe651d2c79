import "server-only";
import { join } from "node:path";
import type { Database } from "@/db/client";
import { dataFolder } from "@/db/data-folder";
import { folderStore } from "./folder-store";
import { tableStore } from "./table-store";

/** Where the bytes of files are kept. Names are random and made by us; a file is written once and never changed. */
export type FileStore = {
  /** Written through to the disk when it answers. */
  put(workspaceId: string, name: string, content: Uint8Array): Promise<void>;
  get(workspaceId: string, name: string): Promise<Uint8Array | undefined>;
  /** Nothing is done where there is none. */
  remove(workspaceId: string, name: string): Promise<void>;
  /** What was put there before this instant, some hundred at a time. */
  listOld(before: Date): AsyncIterable<StoredName[]>;
};
export type StoredName = { workspaceId: string; name: string };

/** So many names are given at a time. */
export const namesAtOnce = 500;

/** The data folder, or, where copies of the program share a server and no folder, that server. */
export const fileStore = (db: Database): FileStore =>
  process.env.DATABASE_URL ? tableStore(db) : folderStore(join(dataFolder(), "files"));

import type { Sum } from "./row-sum";

/**
 * A back-up is one file: a line of JSON that says what it is, then a gzipped stream of lines, sealed if it was asked for.
 * The lines of a table follow the line that names it, each row a JSON array of texts in the order of the columns, as
 * PostgreSQL writes them: whatever reads a text into its type takes it back exactly, on either engine. Attached files
 * follow in pieces of base64. The last line says what has to have come before it; a file without it is half a file.
 */
export const backupFormat = "common-cause/backup@1";

/** Stands open before everything else, so that a file can be turned away before it is read. */
export type Head = {
  format: typeof backupFormat;
  version: string;
  madeAt: string; // ISO, UTC
  engine: string;
  workspaces: "all" | string[]; // the ids of those it holds
  secrets: boolean;
  migrations: Migrated[];
  seal?: Seal;
};
export type Migrated = { name: string; sha256: string };
/** All in base64; `check` tells a wrong key before anything is read. */
export type Seal = { salt: string; iv: string; check: string };

export type Line =
  | { table: string; columns: string[] }
  | { ends: string; is: Sum }
  | { file: string; workspaceId: string; size: number; sha256: string }
  | { secrets: Record<string, string> }
  | { end: "backup"; tables: Record<string, Sum>; files: number; head: string };

/** The back-up cannot be made or taken in, and nothing was changed; the message says why, and is all that the person sees. */
export class CannotRestore extends Error {
  constructor(words: string, options?: ErrorOptions) {
    super(words, options);
    this.name = "CannotRestore";
  }
}

import { createHash } from "node:crypto";
import type { Session } from "../session";
import { backupFormat, type Head, type Line, type Migrated } from "./format";
import { RowSum, type Sum } from "./row-sum";
import { keptTables, linesFrom, listTables, plainTexts, rowsAsLines } from "./tables";

export type Wanted = {
  version: string;
  workspaces: "all" | string[];
  /** The keys of the installation; with them go all other secrets that rows hold. */
  secrets?: Record<string, string>;
  /** Where the bytes of attached files lie; undefined for one that was taken away meanwhile. */
  fileOf(session: Session, workspaceId: string, name: string): Promise<Uint8Array | undefined>;
  onProgress?(table: string, rows: number): void;
};

/** What the back-up says of itself, from the session that it is then read from. */
export async function headOf(session: Session, { version, workspaces, secrets }: Wanted): Promise<Head> {
  const migrations = await session.ask<Migrated>("select name, sha256 from migrations order by number");
  const [server] = await session.ask<{ version: string }>("select current_setting('server_version') as version");
  const madeAt = new Date().toISOString();
  const engine = `PostgreSQL ${server?.version}`;
  return { format: backupFormat, version, madeAt, engine, workspaces, secrets: secrets !== undefined, migrations };
}

/** Reads everything at one moment, however long it takes and whatever is written meanwhile. */
export async function* backupLines(session: Session, head: string, wanted: Wanted): AsyncGenerator<string> {
  await session.run(`begin isolation level repeatable read, read only; ${plainTexts}`);
  try {
    const tables = keptTables(await listTables(session), wanted.secrets !== undefined);
    const sums: Record<string, Sum> = {};
    for (const table of tables) {
      const sum = new RowSum();
      const columns = table.columns.map(({ name }) => name);
      yield written({ table: table.name, columns });
      const statement = rowsAsLines(table, columns, wanted.secrets !== undefined, wanted.workspaces);
      for await (const lines of linesFrom(session, statement)) {
        for (const line of lines) sum.add(line);
        yield `${lines.join("\n")}\n`;
        wanted.onProgress?.(table.name, sum.rows);
      }
      sums[table.name] = sum.total();
      yield written({ ends: table.name, is: sum.total() });
    }
    const files = { count: 0 };
    if (sums.attachments) yield* fileLines(session, wanted, files);
    if (wanted.secrets) yield written({ secrets: wanted.secrets });
    const sha256 = createHash("sha256").update(head).digest("hex");
    yield written({ end: "backup", tables: sums, files: files.count, head: sha256 });
  } finally {
    await session.run("rollback");
  }
}

const written = (line: Line) => `${JSON.stringify(line)}\n`;

const filesAtOnce = 500;
const pieceBytes = 192 * 1024; // a multiple of 3, so that pieces of base64 join

async function* fileLines(session: Session, wanted: Wanted, files: { count: number }): AsyncGenerator<string> {
  const here =
    wanted.workspaces === "all"
      ? ""
      : `and workspace_id in (${wanted.workspaces.map((id) => `'${id}'::uuid`).join(", ")})`;
  for (let last = ["00000000-0000-0000-0000-000000000000", ""]; ; ) {
    const names = await session.ask<{ workspace: string; name: string }>(
      `select distinct workspace_id::text as workspace, stored_as collate "C" as name from attachments
       where removed_at is null and stored_as is not null and (workspace_id, stored_as collate "C") > ($1::text::uuid, $2::text) ${here}
       order by 1, 2 limit ${filesAtOnce}`,
      last,
    );
    for (const { workspace, name } of names) {
      const content = await wanted.fileOf(session, workspace, name);
      last = [workspace, name];
      if (!content) continue;
      const sha256 = createHash("sha256").update(content).digest("hex");
      yield written({ file: name, workspaceId: workspace, size: content.byteLength, sha256 });
      for (let at = 0; at < content.byteLength; at += pieceBytes)
        yield `${JSON.stringify(Buffer.from(content.subarray(at, at + pieceBytes)).toString("base64"))}\n`;
      files.count += 1;
      wanted.onProgress?.("files", files.count);
    }
    if (names.length < filesAtOnce) return;
  }
}

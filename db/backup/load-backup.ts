import { createHash } from "node:crypto";
import { isFatal } from "../fatal";
import type { Session } from "../session";
import { bareTables, goOnCounting } from "./bare-tables";
import { CannotRestore, type Line } from "./format";
import { RowSum, type Sum, sameSum } from "./row-sum";
import { linesFrom, listTables, plainTexts, quoted, rowsAsLines, type Table } from "./tables";

export type Taking = {
  /** Of the head, as it stood in the file. */
  head: string;
  lines: AsyncIterable<string>;
  /** Where the bytes of attached files go. */
  keepFile(session: Session, workspaceId: string, name: string, content: Buffer): Promise<void>;
  /** Asked before anything is for good, so it may still refuse. */
  keepSecrets(secrets: Record<string, string>): Promise<void>;
  onProgress?(doing: string, rows: number): void;
};

type Read = { tables: Map<string, Sum & { columns: string[] }>; files: number; whole: boolean };

/**
 * Takes the lines into empty tables as one transaction: all of it or, after a refusal, nothing. What then stands in each
 * table is read back and compared with what was written down when the back-up was made.
 */
export async function loadBackup(
  session: Session,
  taking: Taking,
): Promise<{ tables: number; rows: number; files: number }> {
  await session.run(`begin; ${plainTexts}`);
  try {
    const tables = new Map((await listTables(session)).map((table) => [table.name, table]));
    const putBack = await bareTables(session);
    const read = await readLines(session, tables, taking);
    if (!read.whole) throw new CannotRestore("The back-up is only half a file: its end is missing.");
    await compare(session, tables, read, taking);
    taking.onProgress?.("references", 0);
    await putBack();
    await goOnCounting(session);
    await session.run("commit");
    const rows = [...read.tables.values()].reduce((sum, table) => sum + table.rows, 0);
    return { tables: read.tables.size, rows, files: read.files };
  } catch (error) {
    // The embedded database answers nothing any more after a full disk; what it had begun is gone by itself.
    if (isFatal(error))
      throw new CannotRestore("The disk is full. Nothing was taken in; make room and try again.", { cause: error });
    await session.run("rollback");
    throw error;
  }
}

const bytesAtOnce = 1_000_000;

async function readLines(session: Session, tables: Map<string, Table>, taking: Taking): Promise<Read> {
  const read: Read = { tables: new Map(), files: 0, whole: false };
  let table: { into: Table; columns: string[]; sum: RowSum; insert: string } | undefined;
  let file: { name: string; workspaceId: string; size: number; sha256: string; pieces: Buffer[] } | undefined;
  let waiting: string[] = [];
  let waitingBytes = 0;
  const send = async () => {
    if (table && waiting.length > 0) {
      await session.ask(table.insert, [`[${waiting.join(",")}]`]);
      taking.onProgress?.(table.into.name, table.sum.rows);
    }
    waiting = [];
    waitingBytes = 0;
  };
  for await (const text of taking.lines) {
    if (read.whole) throw changed();
    if (table && text.startsWith("[")) {
      table.sum.add(text);
      waiting.push(text);
      waitingBytes += text.length;
      if (waitingBytes > bytesAtOnce) await send();
      continue;
    }
    const line = parsed(text);
    if (typeof line === "string") {
      file?.pieces.push(Buffer.from(line, "base64"));
    } else if ("table" in line) {
      const into = tables.get(line.table);
      if (!into) throw new CannotRestore(`The back-up holds a table that this version does not know: ${line.table}.`);
      table = { into, columns: line.columns, sum: new RowSum(), insert: insertInto(into, line.columns) };
    } else if ("ends" in line) {
      await send();
      if (!table || table.into.name !== line.ends || !sameSum(table.sum.total(), line.is)) throw changed();
      read.tables.set(line.ends, { ...line.is, columns: table.columns });
      table = undefined;
    } else if ("file" in line) {
      await keepFile(session, file, taking);
      file = { ...line, name: line.file, pieces: [] };
      read.files += 1;
    } else if ("secrets" in line) {
      await taking.keepSecrets(line.secrets);
    } else {
      await keepFile(session, file, taking);
      const head = createHash("sha256").update(taking.head).digest("hex");
      const same = Object.entries(line.tables).every(([name, sum]) => sameSum(read.tables.get(name), sum));
      if (head !== line.head || !same || line.files !== read.files) throw changed();
      if (Object.keys(line.tables).length !== read.tables.size) throw changed();
      read.whole = true;
    }
  }
  return read;
}

const changed = () =>
  new CannotRestore("The back-up is not as it was written: what it holds does not match its own checksums.");

function parsed(text: string): Line | string {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CannotRestore("The back-up is only half a file, or was changed after it was written.", { cause });
  }
}

async function keepFile(
  session: Session,
  file: { name: string; workspaceId: string; size: number; sha256: string; pieces: Buffer[] } | undefined,
  { keepFile: keep, onProgress }: Taking,
) {
  if (!file) return;
  const content = Buffer.concat(file.pieces);
  if (content.length !== file.size || createHash("sha256").update(content).digest("hex") !== file.sha256)
    throw changed();
  await keep(session, file.workspaceId, file.name, content);
  onProgress?.("files", 1);
}

/** Each value is a text, read as the type of its column; numbers that count up by themselves stay as they were. */
function insertInto({ name, columns }: Table, wanted: string[]): string {
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const missing = wanted.find((column) => !types.has(column));
  if (missing)
    throw new CannotRestore(`The back-up holds a column that this version does not know: ${name}.${missing}.`);
  const values = wanted.map((column, place) => `(given.line->>${place})::${types.get(column)}`);
  return `insert into ${quoted(name)} (${wanted.map(quoted).join(", ")}) overriding system value
    select ${values.join(", ")} from json_array_elements($1::text::json) as given(line)`;
}

/** Secrets that were left out are left out here as well: they are read as they stand, and nothing stands there. */
async function compare(session: Session, tables: Map<string, Table>, read: Read, { onProgress }: Taking) {
  for (const [name, was] of read.tables) {
    const table = tables.get(name);
    if (!table) continue;
    const sum = new RowSum();
    for await (const lines of linesFrom(session, rowsAsLines(table, was.columns, true, "all"))) {
      for (const line of lines) sum.add(line);
      onProgress?.(`comparing ${name}`, sum.rows);
    }
    if (!sameSum(sum.total(), was))
      throw new CannotRestore(
        `The table ${name} does not read back as it was backed up: ${sum.rows} of ${was.rows} rows. Nothing was changed.`,
      );
  }
}

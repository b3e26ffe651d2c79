import type { Session } from "../session";

/** A table as the catalogue has it, without columns that the database fills by itself. */
export type Table = { name: string; columns: { name: string; type: string; required: boolean }[] };

/** What belongs to the installation that runs and not to what people keep; bytes of files go as files. */
const ofTheRunning = new Set(["migrations", "sessions", "setup_tokens", "rate_limits", "shared_keys", "stored_files"]);

/** By its name, so that a column made later is left out before anybody thinks of it. */
const isSecret = ({ name }: { name: string }) => /(_hash|secret|password|token)/.test(name);

export async function listTables(session: Session): Promise<Table[]> {
  const found = await session.ask<{ table: string; name: string; type: string; required: boolean }>(`
    select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = 'public' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname collate "C", a.attnum`);
  const tables = new Map<string, Table>();
  for (const { table, ...column } of found) {
    const standing = tables.get(table) ?? { name: table, columns: [] };
    standing.columns.push(column);
    tables.set(table, standing);
  }
  return [...tables.values()];
}

/** The tables that a back-up holds; without secrets, those whose rows would mean nothing without one are left out. */
export function keptTables(tables: Table[], secrets: boolean): Table[] {
  const kept = tables.filter(({ name }) => !ofTheRunning.has(name));
  return secrets ? kept : kept.filter(({ columns }) => !columns.some((column) => isSecret(column) && column.required));
}

/** Each row of a table as one line. A secret that may be missing is. @param workspaces ids, or all of them */
export function rowsAsLines(table: Table, columns: string[], secrets: boolean, workspaces: "all" | string[]): string {
  const known = new Map(table.columns.map((column) => [column.name, column]));
  const texts = columns.map((name) => {
    const column = known.get(name);
    return !column || (isSecret(column) && !secrets) ? "null::text" : `${quoted(name)}::text`;
  });
  return `select array_to_json(array[${texts.join(", ")}])::text as line from ${quoted(table.name)} ${only(table, workspaces)}`;
}

function only({ name, columns }: Table, workspaces: "all" | string[]): string {
  if (workspaces === "all") return "";
  if (workspaces.some((id) => !/^[0-9a-f-]{36}$/.test(id))) throw new Error("No id of a workspace.");
  const ids = `(${workspaces.map((id) => `'${id}'::uuid`).join(", ")})`;
  if (name === "workspaces") return `where id in ${ids}`;
  if (name === "users") return `where id in (select user_id from members where workspace_id in ${ids})`;
  if (columns.some((column) => column.name === "workspace_id")) return `where workspace_id in ${ids}`;
  return "where false"; // of the installation, so of no workspace
}

/** So that texts are the same on each engine and read back to the same value; and it may take as long as it takes. */
export const plainTexts = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1`;

/** The lines of a statement, some at a time: about a megabyte each, so that long rows take no more memory than short ones. */
export async function* linesFrom(session: Session, statement: string): AsyncGenerator<string[]> {
  await session.run(`declare backup_rows no scroll cursor for ${statement}`);
  for (let wanted = 20; ; ) {
    const found = await session.ask<{ line: string }>(`fetch ${wanted} from backup_rows`);
    if (found.length === 0) break;
    const lines = found.map(({ line }) => line);
    yield lines;
    const bytes = lines.reduce((sum, line) => sum + line.length, 0);
    wanted = Math.max(1, Math.min(2000, Math.floor((1_000_000 * lines.length) / Math.max(bytes, 1))));
  }
  await session.run("close backup_rows");
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

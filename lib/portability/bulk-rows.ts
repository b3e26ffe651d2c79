/** Many rows in few statements: an import of 5,000 whys must not be 5,000 of them. */
import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";

/** Small enough that a statement on the embedded database, which runs on our event loop, holds nobody up. */
const portion = 100;

/** The list in parts, with a pause before each: between statements of the embedded database nobody else gets a turn. */
export async function* inPortions<Row>(list: readonly Row[], size = portion): AsyncGenerator<Row[]> {
  for (let at = 0; at < list.length; at += size) {
    if (at > 0) await new Promise((resolve) => setImmediate(resolve));
    yield list.slice(at, at + size);
  }
}

/** Adds the rows. All have the fields of the first. What stands already under the same key is left as it is. */
export async function insertRows<Table extends PgTable>(
  tx: Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  const { names, types, json } = columnsOf(table, rows);
  for await (const some of inPortions(rows))
    await tx.execute(sql`
      insert into ${table} (${names})
      select ${names} from jsonb_to_recordset(${json(some)}::text::jsonb) as said (${types})
      on conflict do nothing`);
}

/** Sets the given fields of the rows named by `id`, all of one workspace, and counts their version up. */
export async function updateRows<Table extends PgTable>(
  tx: Database,
  table: Table,
  workspaceId: string,
  rows: readonly (Partial<Table["$inferInsert"]> & { id: string })[],
): Promise<void> {
  const { types, settable, json } = columnsOf(table, rows);
  const set = settable.map((name) => sql`${sql.identifier(name)} = said.${sql.identifier(name)}`);
  for await (const some of inPortions(rows))
    await tx.execute(sql`
      update ${table} standing set ${sql.join(set, sql`, `)}, version = standing.version + 1
      from jsonb_to_recordset(${json(some)}::text::jsonb) as said (${types})
      where standing.workspace_id = ${workspaceId} and standing.id = said.id`);
}

/** The columns of the fields that the first row has, as statements name them, and the rows as they are sent. */
function columnsOf(table: PgTable, rows: readonly object[]) {
  const columns = getTableColumns(table);
  const fields = Object.keys(rows[0] ?? {}).map((field) => {
    const column = columns[field];
    if (!column) throw new Error(`The table has no field ${field}.`);
    return { field, name: column.name, type: column.getSQLType() };
  });
  const names = fields.map(({ name }) => sql.identifier(name));
  const types = fields.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
  const inColumns = (row: object) =>
    Object.fromEntries(fields.map(({ field, name }) => [name, Reflect.get(row, field) ?? null]));
  return {
    names: sql.join(names, sql`, `),
    types: sql.join(types, sql`, `),
    settable: fields.map(({ name }) => name).filter((name) => name !== "id"),
    json: (some: readonly object[]) => JSON.stringify(some.map(inColumns)),
  };
}

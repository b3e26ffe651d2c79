/** Many rows in few statements: an import of 5,000 whys must not be 5,000 of them. */
import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";

/** Small enough that a statement on the embedded database, which runs on our event loop, holds nobody up. */
const portion = 200;

/** Adds the rows. All have the fields of the first. What stands already under the same key is left as it is. */
export async function insertRows<Table extends PgTable>(
  tx: Database,
  table: Table,
  rows: readonly Table["$inferInsert"][],
): Promise<void> {
  for (const [names, types, some] of portions(table, rows)) {
    await tx.execute(sql`
      insert into ${table} (${names})
      select ${names} from jsonb_to_recordset(${some}::text::jsonb) as said (${types})
      on conflict do nothing`);
  }
}

/** Sets the given fields of the rows named by `id`, all of one workspace, and counts their version up. */
export async function updateRows<Table extends PgTable>(
  tx: Database,
  table: Table,
  workspaceId: string,
  rows: readonly (Partial<Table["$inferInsert"]> & { id: string })[],
): Promise<void> {
  for (const [, types, some, fields] of portions(table, rows)) {
    const set = fields.map((name) => sql`${sql.identifier(name)} = said.${sql.identifier(name)}`);
    await tx.execute(sql`
      update ${table} standing set ${sql.join(set, sql`, `)}, version = standing.version + 1
      from jsonb_to_recordset(${some}::text::jsonb) as said (${types})
      where standing.workspace_id = ${workspaceId} and standing.id = said.id`);
  }
}

function* portions(table: PgTable, rows: readonly object[]) {
  const [first] = rows;
  if (!first) return;
  const columns = getTableColumns(table);
  const fields = Object.keys(first).map((field) => {
    const column = columns[field];
    if (!column) throw new Error(`The table has no field ${field}.`);
    return { field, name: column.name, type: column.getSQLType() };
  });
  const names = sql.join(
    fields.map(({ name }) => sql.identifier(name)),
    sql`, `,
  );
  const types = sql.join(
    fields.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`),
    sql`, `,
  );
  const settable = fields.filter(({ name }) => name !== "id").map(({ name }) => name);
  for (let at = 0; at < rows.length; at += portion) {
    const some = rows
      .slice(at, at + portion)
      .map((row) => Object.fromEntries(fields.map(({ field, name }) => [name, Reflect.get(row, field) ?? null])));
    yield [names, types, JSON.stringify(some), settable] as const;
  }
}

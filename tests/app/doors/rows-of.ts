import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { World } from "../../support/worlds";

let tables: string[] | undefined;

/** Every row of a workspace, table by table, as one fingerprint each. */
export async function rowsOf(db: Database, world: World): Promise<Record<string, string>> {
  tables ??= rows<{ name: string }>(
    await db.execute(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' order by table_name`),
  ).map(({ name }) => name);
  const each = tables.map(
    (name) => sql`
      select ${name}::text as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
      from ${sql.identifier(name)} t where workspace_id = ${world.workspace.id}`,
  );
  const found = rows<{ name: string; sum: string }>(await db.execute(sql.join(each, sql` union all `)));
  return Object.fromEntries(found.map(({ name, sum }) => [name, sum]));
}

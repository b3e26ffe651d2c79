import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { World } from "../../support/worlds";

/** Every row of a workspace, table by table, as one fingerprint each. */
export async function rowsOf(db: Database, world: World): Promise<Record<string, string>> {
  const tables = rows<{ name: string }>(
    await db.execute(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' order by table_name`),
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [sum] = rows<{ sum: string }>(
      await db.execute(sql`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum
        from ${sql.identifier(name)} t where workspace_id = ${world.workspace.id}`),
    );
    found[name] = sum?.sum ?? "";
  }
  return found;
}

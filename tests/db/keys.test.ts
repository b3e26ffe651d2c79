import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rows } from "@/db/rows";
import { aFullWorld } from "../app/doors/full-world";
import { testDatabase } from "../support/database";
import { aWorkspace } from "../support/worlds";

const db = await testDatabase();

type Reference = { table: string; name: string; columns: string[]; target: string };

/** Every foreign key of the schema, with its columns in order. */
const references = rows<Reference>(
  await db.execute(sql`
    select c.conrelid::regclass::text as "table", c.conname as name, c.confrelid::regclass::text as target,
      array_agg(a.attname::text order by k.place) as columns
    from pg_constraint c
    cross join lateral unnest(c.conkey) with ordinality as k (attnum, place)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    group by c.oid, c.conrelid, c.conname, c.confrelid order by 1, 2`),
);

/** What belongs to no workspace: who signs in, and the workspace itself. */
const outside = ["workspaces", "users"];
const inside = references.filter(({ target }) => !outside.includes(target));

test("each reference inside a workspace carries the workspace", () => {
  expect(inside.length).toBeGreaterThan(40);
  expect(inside.filter(({ columns }) => columns[0] !== "workspace_id" || columns.length < 2)).toEqual([]);
});

test("each row that others point at is unique in its workspace", async () => {
  const unique = rows<{ table: string }>(
    await db.execute(sql`
      select distinct conrelid::regclass::text as "table" from pg_constraint
      where contype = 'u' and connamespace = 'public'::regnamespace`),
  ).map(({ table }) => table);
  expect([...new Set(inside.map(({ target }) => target))].filter((target) => !unique.includes(target))).toEqual([]);
});

test("no key can be bent to point into another workspace", async () => {
  const [mill, depot] = [await aFullWorld(db), await aWorkspace(db)];
  const ids: Record<string, string | undefined> = {
    teams: depot.marketing,
    members: depot.lead.id,
    relationships: depot.relationship.id,
  };
  const tried: string[] = [];
  for (const { table, name, columns, target } of inside) {
    const id = ids[target];
    const column = columns.at(-1) as string;
    if (!id || table === "activity") continue; // the history refuses every change by itself
    const [row] = rows(
      await db.execute(sql`select 1 from ${sql.identifier(table)} where workspace_id = ${mill.workspace.id} limit 1`),
    );
    if (!row) continue;
    tried.push(name);
    const bent = db.execute(
      sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${id} where workspace_id = ${mill.workspace.id}`,
    );
    await expect(
      bent.catch((error: { cause?: { code?: string } }) => Promise.reject(error.cause)),
      name,
    ).rejects.toMatchObject({
      code: "23503",
    });
  }
  expect(tried.length).toBeGreaterThan(15);
});

test("the history refuses to be changed, shortened or emptied", async () => {
  const { workspace } = await aFullWorld(db);
  const here = sql`where workspace_id = ${workspace.id}`;
  for (const tampering of [
    sql`update activity set verb = 'nothing.happened' ${here}`,
    sql`delete from activity ${here}`,
    sql`truncate activity`,
  ])
    await expect(db.execute(tampering)).rejects.toMatchObject({ cause: { code: "23001" } });
});

import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { rows } from "@/db/rows";
import { testDatabase } from "../support/database";

const db = await testDatabase();

const keptWith = async (words: string) =>
  rows<{ statement: string }>(
    await db.execute(sql.raw(`select statement from pg_prepared_statements where statement like '${words}'`)),
  );

test("the embedded database parses a statement that is sent again with other values once", async () => {
  const told = [];
  for (const value of [1, 2]) told.push(rows(await db.execute(sql`select ${value}::int as first_kept`)));

  expect(told).toEqual([[{ first_kept: 1 }], [{ first_kept: 2 }]]);
  expect(await keptWith("%first_kept")).toHaveLength(1);
});

test("so it does inside a transaction and its savepoints", async () => {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select ${1}::int as second_kept`);
    await tx.transaction((inner) => inner.execute(sql`select ${2}::int as third_kept`));
  });

  expect(await keptWith("%second_kept")).toHaveLength(1);
  expect(await keptWith("%third_kept")).toHaveLength(1);
});

test("a statement with a long list is not kept, and of very many the ones used last are", async () => {
  const list = Array.from({ length: 31 }, (_, value) => sql`${value}::int`);
  await db.execute(sql`select array[${sql.join(list, sql`, `)}] as long_list`);
  for (let number = 0; number < 505; number += 1)
    await db.execute(sql`select ${1}::int as ${sql.raw(`many_${number}`)}`);

  expect(await keptWith("%long_list")).toHaveLength(0);
  expect(await keptWith("%many_0")).toHaveLength(0);
  expect(await keptWith("%many_504")).toHaveLength(1);
  expect((await keptWith("%")).length).toBeLessThanOrEqual(500);
});

test("a statement kept before its table was changed answers as the table is now", async () => {
  await db.execute(sql`create table grows (id int primary key)`);
  const all = () => db.execute(sql`select * from grows where id = ${7}::int`);
  await db.execute(sql`insert into grows values (${7}::int)`);
  await all();
  await db.execute(sql`alter table grows add column more text default 'new'`);

  expect(rows(await all())).toEqual([{ id: 7, more: "new" }]);
});

test("what is refused says why, and what follows is answered", async () => {
  await db.execute(sql`create table once (id int primary key)`);
  const write = () => db.execute(sql`insert into once values (${1}::int)`);
  await write();

  await expect(write()).rejects.toMatchObject({ cause: { code: "23505", constraint: "once_pkey" } });
  await expect(
    db.transaction(async (tx) => tx.execute(sql`insert into once values (${1}::int)`)),
  ).rejects.toMatchObject({
    cause: { code: "23505" },
  });
  await expect(db.execute(sql`select ${1}::int from nowhere`)).rejects.toMatchObject({ cause: { code: "42P01" } });

  expect(rows(await db.execute(sql`select count(*)::int as count from once where id = ${1}::int`))).toEqual([
    { count: 1 },
  ]);
});

test("dates, lists, JSON and nothing go in and come out as before", async () => {
  const at = new Date("2026-02-28T23:30:00Z");
  const [row] = rows(
    await db.execute(sql`
      select ${at.toISOString()}::timestamptz at time zone 'UTC' as at, ${sql.param(["a", 'b"c'])}::text[] as list,
        ${JSON.stringify({ a: [1] })}::jsonb as json, ${null}::int as nothing, ${true}::boolean as yes, ${2 ** 40}::bigint as big`),
  );

  expect(row).toEqual({
    at: "2026-02-28 23:30:00",
    list: ["a", 'b"c'],
    json: { a: [1] },
    nothing: null,
    yes: true,
    big: 2 ** 40,
  });
});

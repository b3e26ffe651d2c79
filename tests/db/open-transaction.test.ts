import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { type Database, database } from "@/db/client";
import { countQueries } from "@/db/query-count";
import { one, rows } from "@/db/rows";
import { testDatabase } from "../support/database";

const db = await testDatabase();

const note = (on: Database, text: string) => on.execute(sql`insert into notes (text) values (${text})`);
const notes = async () => rows<{ text: string }>(await db.execute(sql`select text from notes order by text`));

beforeEach(async () => {
  await db.execute(sql`drop table if exists notes`);
  await db.execute(sql`create table notes (text text primary key, at timestamptz not null default now())`);
});

test("a command that uses database() inside db.transaction finishes", async () => {
  await db.transaction(async (tx) => {
    await note(tx, "given");
    await note(database(), "asked for");
    await note(db, "held from outside");
  });

  expect(await notes()).toEqual([{ text: "asked for" }, { text: "given" }, { text: "held from outside" }]);
});

test("what database() writes inside a transaction goes when the transaction goes", async () => {
  const deed = db.transaction(async () => {
    await note(database(), "never");
    throw new Error("changed my mind");
  });

  await expect(deed).rejects.toThrow("changed my mind");
  expect(await notes()).toEqual([]);
});

test("a transaction of the outer database inside an open one is a savepoint", async () => {
  await db.transaction(async () => {
    await note(database(), "kept");
    await db.transaction((inner) => note(inner, "kept too"));
    await database()
      .transaction(async () => {
        await note(database(), "lost");
        await note(database(), "lost");
      })
      .catch(() => "the second note broke the rule of the key");
  });

  expect(await notes()).toEqual([{ text: "kept" }, { text: "kept too" }]);
});

test("work left running behind a transaction writes to the database, not into the closed transaction", async () => {
  let leave = () => {};
  const over = new Promise<void>((resolve) => {
    leave = resolve;
  });

  const behind = await db.transaction(async () => ({ left: over.then(() => note(database(), "late")) }));
  leave();
  await behind.left;

  expect(await notes()).toEqual([{ text: "late" }]);
});

test("transactions side by side keep apart", async () => {
  const deeds = ["a", "b", "c", "d"].map((text) =>
    db.transaction(async () => {
      await note(database(), text);
      if (text === "b") throw new Error("not this one");
    }),
  );

  await Promise.allSettled(deeds);

  expect(await notes()).toEqual([{ text: "a" }, { text: "c" }, { text: "d" }]);
});

test("both engines give rows, counts and instants alike", async () => {
  const at = new Date("2026-02-28T23:30:00Z");
  await db.execute(sql`insert into notes (text, at) values ('one', ${at})`);

  const found = await db.execute(
    sql`select count(*) as many, max(at) = ${at} as same, '{"a": [1]}'::jsonb as json from notes`,
  );

  expect(one(rows(found))).toEqual({ many: 1, same: true, json: { a: [1] } });
});

test("statements are counted for whoever asked to count", async () => {
  const { queries } = await countQueries(async () => {
    await notes();
    await Promise.all([notes(), notes()]);
  });

  expect(queries).toBe(3);
});

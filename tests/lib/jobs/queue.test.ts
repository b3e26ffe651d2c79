import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { rows } from "@/db/rows";
import { enqueue } from "@/lib/jobs/queue";
import { testDatabase } from "../../support/database";

const db = await testDatabase();

beforeEach(() => db.execute(sql`delete from jobs.job`));

const waiting = async () =>
  rows<{ name: string; key: string; data: unknown }>(
    await db.execute(
      sql`select name, singleton_key as key, data from jobs.job where state = 'created' order by created_on`,
    ),
  );

test("a job is kept together with the deed that wanted it", async () => {
  await db.transaction((tx) => enqueue(tx, "find-due-work", {}, { key: "one" }));

  expect(await waiting()).toEqual([{ name: "find-due-work", key: "one", data: {} }]);
});

test("a deed that is rolled back leaves no job", async () => {
  const failing = db.transaction(async (tx) => {
    await enqueue(tx, "find-due-work", {});
    throw new Error("The deed failed.");
  });

  await expect(failing).rejects.toThrow("The deed failed.");
  expect(await waiting()).toEqual([]);
});

test("the database within a transaction is that transaction, also for a job", async () => {
  await db.transaction(() => enqueue(database(), "find-due-work", {}, { key: "one" }));

  expect(await waiting()).toHaveLength(1);
});

test("while a job of a key waits, another is nothing new", async () => {
  for (const key of ["one", "one", "two"]) await enqueue(db, "find-due-work", {}, { key });

  expect((await waiting()).map(({ key }) => key)).toEqual(["one", "two"]);
});

test("a job without a key stands for itself", async () => {
  await enqueue(db, "find-due-work", {});
  await enqueue(db, "find-due-work", {});

  expect(await waiting()).toHaveLength(2);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { EmbeddedThread } from "@/db/embedded-thread";

/** Under the packages, so that the thread finds PGlite. */
const bundled = join(process.cwd(), "node_modules", ".cache", "common-cause", "embedded-worker.mjs");
const lost = vi.fn();
let folder: string;
let worker: Worker;
let client: EmbeddedThread;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "common-cause-thread-"));
  await build({
    entryPoints: [join(process.cwd(), "db", "embedded-worker.ts")],
    outfile: bundled,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  client = open();
  await client.exec("create table jars (number int primary key deferrable initially deferred, text text not null)");
});
afterAll(async () => {
  await client.close().catch(() => {});
  await rm(folder, { recursive: true });
});

function open(): EmbeddedThread {
  const pgdata = join(folder, "pgdata");
  worker = new Worker(bundled, { workerData: { pgdata } });
  return new EmbeddedThread(pgdata, lost, worker);
}

const numbers = async () =>
  (await client.query<{ number: number }>("select number from jars order by number")).rows.map(({ number }) => number);

test("values of every kind come back as they were sent, by name and by place", async () => {
  const sent = [7, "jam", true, null, new Date("2026-11-02T09:30:00Z"), { of: ["plums"] }, new Uint8Array([0, 255])];
  const text = `select $1::int as a, $2::text as b, $3::bool as c, $4::text as d, $5::timestamptz as e, $6::jsonb as f,
    $7::bytea as g`;

  expect(Object.values((await client.query<object>(text, sent)).rows[0] ?? {})).toEqual(sent);
  expect((await client.query(text, sent, { rowMode: "array" })).rows).toEqual([sent]);
});

test("Drizzle reads days and times from it as from any other database", async () => {
  const rows = await drizzle(client as never)
    .select({ at: sql<string>`timestamptz '2026-11-02 09:30:00+00'`, day: sql<string>`date '2026-11-02'` })
    .from(sql`(values (1)) as one`);

  expect(rows).toEqual([{ at: expect.stringMatching(/^2026-11-02 09:30:00/), day: "2026-11-02" }]);
});

test("a transaction stands as a whole, and falls as a whole by a fault of ours", async () => {
  await client.transaction((tx) => tx.query("insert into jars values ($1, 'jam')", [1]));
  const broken = client.transaction(async (tx) => {
    await tx.query("insert into jars values ($1, 'jam')", [2]);
    throw new Error("No more plums.");
  });

  await expect(broken).rejects.toThrow("No more plums.");
  expect(await numbers()).toEqual([1]);
});

test("a commit that the database refuses is told to whoever committed, and nothing is written", async () => {
  const twice = client.transaction(async (tx) => {
    await tx.query("insert into jars values ($1, 'jam')", [3]);
    await tx.query("insert into jars values ($1, 'jam')", [1]);
  });

  await expect(twice).rejects.toMatchObject({ code: "23505", constraint: "jars_pkey", table: "jars" });
  expect(await numbers()).toEqual([1]);
});

test("transactions and statements that come at once wait for one another", async () => {
  const seen: number[] = [];
  const addedUp = (number: number) =>
    client.transaction(async (tx) => {
      const { rows } = await tx.query<{ n: number }>("select count(*)::int as n from jars");
      await tx.query("insert into jars values ($1, 'jam')", [number]);
      seen.push(rows[0]?.n ?? 0);
    });
  await Promise.all([addedUp(10), addedUp(11), client.query("select 1"), addedUp(12)]);

  expect(seen).toEqual([1, 2, 3]);
});

test("a transaction that is over takes nothing any more", async () => {
  const left = await client.transaction(async (tx) => tx);

  await expect(left.query("insert into jars values (20, 'jam')")).rejects.toThrow("has ended");
  expect(await numbers()).not.toContain(20);
});

test("who listens hears, until they stop listening", async () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const stop = await client.listen("jars", first);
  await client.listen("jars", second);
  await client.exec("notify jars, 'opened'");
  await stop();
  await client.exec("notify jars, 'closed'");

  await vi.waitFor(() => expect(second.mock.calls).toEqual([["opened"], ["closed"]]));
  expect(first.mock.calls).toEqual([["opened"]]);
});

test("who asks whether the thread runs waits for no transaction, only for what holds the thread itself", async () => {
  await client.transaction(() => client.ping());
  const told: string[] = [];
  await Promise.all([
    client.query("select pg_sleep(0.2)").then(() => told.push("statement")),
    client.ping().then(() => told.push("ping")),
  ]);

  expect(told).toEqual(["statement", "ping"]);
});

test("closing ends the database cleanly, and what comes after is refused; what was written is there when it opens again", async () => {
  const before = await numbers();
  await client.close();

  await expect(client.query("select 1")).rejects.toThrow("closed");
  expect(lost).not.toHaveBeenCalled();
  client = open();
  expect(await numbers()).toEqual(before);
});

test("a thread that ends by itself is told once, and nobody waits for it for ever", async () => {
  const waiting = client.query("select pg_sleep(30)");
  const told = expect(waiting).rejects.toThrow("has ended");
  await worker.terminate();

  await told;
  expect(lost).toHaveBeenCalledOnce();
  await expect(client.query("select 1")).rejects.toThrow("has ended");
});

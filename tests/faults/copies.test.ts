import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverAt } from "@/db/client";
import { migrate, migrationsFolder } from "@/db/migrate";
import { isLong, often, tellFault } from "../support/faults";
import { keepLogging, logIncident, moved, owner, setUp, untilStatus, whatWasLost } from "../support/logging";
import { hasNginx, readExample, startNginx } from "../support/nginx";
import { type OwnPostgres, ownPostgres } from "../support/own-postgres";
import { fieldsOf } from "../support/plain-form";
import { urlOf } from "../support/postgres-server";
import { startProxy, type TurnTaker } from "../support/proxy";
import { freePort, launchServer, type RunningServer, startServer, stopServer } from "../support/server";
import { sharedKeys } from "../support/shared-keys";
import { soon } from "../support/soon";
import { rewordAtOnce } from "./same-line";

let postgres: OwnPostgres;
let proxy: TurnTaker;
let copies: RunningServer[] = [];
let shared: Record<string, string>;

beforeAll(async () => {
  postgres = await ownPostgres(["max_connections=200"]);
  await postgres.start();
  proxy = await startProxy(await freePort());
  shared = { ...sharedKeys, ...setUp, DATABASE_URL: postgres.url, ORIGIN: proxy.origin, TRUST_PROXY: "1" };
  copies = [await startServer(shared), await startServer(shared)];
  proxy.copies.push(...copies.map(({ origin }) => origin));
});

afterAll(async () => {
  await Promise.all(copies.map(stopServer));
  await proxy?.stop();
  await postgres?.remove();
});

/** What the proxy tells a copy of a form that was sent from one of its pages. */
const fromThere = () => ({ origin: proxy.origin, "x-forwarded-host": new URL(proxy.origin).host });

/** Signs in with a form that one copy gave, at another. */
async function signIn(from: string, to: string, password: string, email = owner.email) {
  const form = fieldsOf(await (await fetch(`${from}/sign-in`)).text());
  form.set("email", email);
  form.set("password", password);
  return fetch(`${to}/sign-in`, { method: "POST", body: form, headers: fromThere(), redirect: "manual" });
}

const cookieOf = (answer: Response) => /common-cause=[^;]+/.exec(answer.headers.get("set-cookie") ?? "")?.[0] ?? "";
const [a, b] = [() => copies[0]?.origin ?? "", () => copies[1]?.origin ?? ""];

test("a form of one copy may be sent to the other, and a session ended on one is refused on the other at once", async () => {
  const cookie = cookieOf(await signIn(a(), b(), owner.password));
  const today = (copy: string) => fetch(`${copy}/w/mill/today`, { headers: { cookie }, redirect: "manual" });
  const seen = await today(a());
  expect([seen.status, (await today(b())).status]).toEqual([200, 200]);

  const form = fieldsOf(await seen.text(), "Sign out");
  const headers = { cookie, ...fromThere() };
  await fetch(`${a()}/w/mill/today`, { method: "POST", body: form, headers, redirect: "manual" });

  expect((await today(b())).headers.get("location")).toMatch(/\/sign-in/);
});

test("what is done on one copy is told to whoever follows on the other", async () => {
  const cookie = cookieOf(await signIn(a(), b(), owner.password));
  const headers = { cookie, accept: "text/event-stream" };
  const streams = [b(), proxy.origin].map((origin) => followAt(`${origin}/w/mill/live?since=0`, headers));
  for (const { heard } of streams) await soon(() => expect(heard()).toContain("event: beat"));

  const id = v7();
  await logIncident(a(), id);
  const begun = performance.now();

  for (const { heard } of streams) await soon(() => expect(heard()).toContain(id));
  const words = `a deed on one copy, seen on the other after ${Math.round(performance.now() - begun)} ms`;
  tellFault("T7", words, "once", "nothing");
  for (const { leave } of streams) leave();
});

test("two people who reword one line on two copies at once: one is written, the other is told at once, and nothing is lost", async () => {
  const rounds = often(2, 30);
  const slowest = await rewordAtOnce({ url: postgres.url, copies: [a(), b()], rounds });
  tellFault(
    "T11",
    `two people reworded one line on two copies at the same moment; the second was told after at most ${Math.round(slowest)} ms`,
    `${rounds} times`,
    "nothing; neither text overwrote the other",
  );
});

/** Reads an open stream. */
function followAt(address: string, headers: Record<string, string>) {
  const leaving = new AbortController();
  let text = "";
  const go = async () => {
    const { body } = await fetch(address, { headers, signal: leaving.signal });
    for await (const chunk of body ?? []) text += new TextDecoder().decode(chunk as Uint8Array);
  };
  go().catch((error) => {
    if (!leaving.signal.aborted) text += `broken: ${error}`;
  });
  return { heard: () => text, leave: () => leaving.abort() };
}

test("of 20 wrong sign-ins that two copies share, 5 are checked", async () => {
  const tries = await Promise.all(
    Array.from({ length: 20 }, async (_, number) => {
      const answer = await signIn(a(), number % 2 ? a() : b(), "not the one at all", "marta.ruiz@example.org");
      return answer.text();
    }),
  );

  expect(tries.filter((words) => words.includes("do not belong together"))).toHaveLength(5);
  expect(tries.filter((words) => words.includes("Too many tries"))).toHaveLength(15);
});

test("a copy with another key refuses to start in words that name it, and starts once told that the change is meant", async () => {
  const other = { ...shared, DATABASE_URL: await ownDatabase("keys") };
  await stopServer(await startServer(other));
  const changed = { ...other, TOKEN_KEY: Buffer.from("another key for this copy alone.").toString("base64") };

  const { program, dataFolder } = await launchServer(changed);
  expect(await program.ended).toBe(1);
  rmSync(dataFolder, { recursive: true, force: true });
  const [, named = ""] =
    /cannot start\. TOKEN_KEY differs from .* with NEW_KEYS=([0-9a-f]{12})\./.exec(program.said()) ?? [];
  expect(named).not.toBe("");
  expect(program.said()).not.toContain(changed.TOKEN_KEY);

  expect(await stopServer(await startServer({ ...changed, NEW_KEYS: named }))).toBe(0);
});

test.each(["an empty", "an old"])("five copies that start at once on %s database all serve", async (which) => {
  const url = await ownDatabase(which === "an old" ? "old" : "fresh");
  if (which === "an old") await migrateHalf(url);
  const since = Date.now();
  const five = await Promise.all(Array.from({ length: 5 }, () => startServer({ ...shared, DATABASE_URL: url })));

  expect(await Promise.all(five.map(async ({ origin }) => (await fetch(`${origin}/api/ready`)).status))).toEqual(
    Array(5).fill(200),
  );
  const answers = await Promise.all(
    five.map(async ({ origin }, copy) => (await logIncident(origin, idOf(copy))).status),
  );
  expect(answers).toEqual(Array(5).fill(201));
  tellFault(
    "T8",
    `five copies started at once on ${which} database`,
    "once",
    `nothing; all served after ${seconds(since)} s`,
  );
  await Promise.all(five.map(stopServer));
});

const standings: [string, () => Promise<TurnTaker>][] = [["a proxy", async () => proxy]];
if (hasNginx && isLong) standings.push(["nginx", async () => startNginx(await freePort(), proxy.copies)]);

test.each(standings)(
  "a rolling restart of two copies behind %s under load fails no request but those under way",
  {
    timeout: 600_000,
  },
  async (what, standing) => {
    const rounds = often(1, 10);
    const before = await standing();
    const load = keepLogging(before.origin, { senders: 4 });
    for (let round = 0; round < rounds; round += 1)
      for (const [place, copy] of copies.entries()) {
        await moved(load, 20);
        await stopServer(copy);
        copies[place] = await startServer({ ...shared, PORT: new URL(copy.origin).port });
        await untilStatus(copy.origin, "/api/ready", 200, 60_000);
      }
    await moved(load, 20);
    await load.stop();
    if (before !== proxy) await before.stop();

    const { lost, twice, untold } = await whatWasLost(postgres.url, load.acknowledged);
    const failed = load.refused + load.unanswered + load.wrong.length;
    tellFault(
      "T7",
      `two copies behind ${what} restarted in turn while 4 senders logged incidents`,
      `${rounds * 2} restarts`,
      `${lost.length} of ${load.acknowledged.length} acknowledged incidents; requests that failed and were sent again: ${failed}`,
    );
    expect([lost, twice, untold]).toEqual([[], [], []]);
    expect(failed).toBeLessThanOrEqual(4 * rounds * 2);
    expect(load.wrong.filter((words) => !words.startsWith("502"))).toEqual([]);
  },
);

if (hasNginx)
  test("nginx would run the example in docs as it stands there", () => {
    expect(readExample()).toMatchObject({ passed: true });
  });

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

/** Ids that the API takes, one for each copy. */
const idOf = (copy: number) => `0198f000-0000-7000-8000-00000000000${copy}`;

async function ownDatabase(name: string): Promise<string> {
  const admin = serverAt(postgres.url, { pool: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return urlOf(postgres.url, name);
}

/** As a version of the program from before the last migrations left it. */
async function migrateHalf(url: string) {
  const folder = mkdtempSync(join(tmpdir(), "common-cause-half-"));
  await cp(migrationsFolder(), folder, { recursive: true });
  const file = join(folder, "meta", "_journal.json");
  const journal: { entries: unknown[] } = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ entries: journal.entries.slice(0, 11) }));
  const client = serverAt(url, { pool: 1 });
  await migrate({ kind: "server", client }, folder);
  await client.end();
  rmSync(folder, { recursive: true });
}

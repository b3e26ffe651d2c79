import { rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptEngine, closeDatabase, serverAt } from "@/db/client";
import { workspaces } from "@/db/schema";
import { startSession } from "@/lib/people/sessions";
import { isLong, often, tellFault, tellRound, timesOf, waitUntil } from "../support/faults";
import { logIncident, setUp, token, whatWasLost } from "../support/logging";
import { type OwnPostgres, ownPostgres } from "../support/own-postgres";
import { urlOf } from "../support/postgres-server";
import { type RunningServer, startServer } from "../support/server";
import { sharedKeys } from "../support/shared-keys";
import { aMember } from "../support/worlds";

/** What is promised is 10 s, which the long form holds to; the short one runs beside whatever else there is to do. */
const mostMs = isLong ? 10_000 : 20_000;

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await ownPostgres(["max_connections=200"]);
  await postgres.start();
});
afterAll(() => postgres?.remove());

type Kept = { url: string; server: RunningServer };

/** Tells the program to stop while a deed is on its way that ends a second later. @returns the ms until it had ended */
async function stopAmidADeed({ url, server }: Kept): Promise<number> {
  const held = await holdDeeds(url);
  const id = v7();
  const answer = logIncident(server.origin, id, { signal: AbortSignal.timeout(120_000) });
  answer.catch(() => {}); // told below
  await held.waiting();

  const since = Date.now();
  server.child.kill("SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await held.release();
  expect((await answer).status).toBe(201);
  expect(await server.ended).toBe(0);
  const tookMs = Date.now() - since;
  expect(await whatWasLost(url, [id])).toEqual({ lost: [], twice: [], untold: [] });
  return tookMs;
}

async function stopOften(url: string, amid: string, rounds: number, open: (kept: Kept) => Promise<() => unknown>) {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer({ ...setUp, ...sharedKeys, DATABASE_URL: url });
    const leave = await open({ url, server });
    took.push(await stopAmidADeed({ url, server }));
    await leave();
    await rm(server.dataFolder, { recursive: true, force: true });
    tellRound("T6", round + 1, rounds);
  }
  tellFault(
    "T6",
    `told to stop (SIGTERM) amid ${amid} and a running deed`,
    timesOf(rounds),
    `nothing; it ended after at most ${(Math.max(...took) / 1000).toFixed(1)} s`,
  );
  expect(Math.max(...took)).toBeLessThan(mostMs);
}

/** They wait rather than work, so in the short form they do it side by side. */
describe("told to stop", { concurrent: !isLong, timeout: 600_000 }, () => {
  test("amid 50 live streams and a running deed, the program hangs up on all, finishes the deed and ends within 10 s", async () => {
    await stopOften(await ownDatabase("streams"), "50 live streams", often(1, 10), async (kept) => {
      const streams = await liveStreams(kept, 50);
      return async () => expect(await Promise.all(streams)).toEqual(Array(50).fill("ended"));
    });
  });

  test("amid 50 slow connections and a running deed, the program finishes the deed and ends within 10 s", async () => {
    await stopOften(await ownDatabase("slow"), "50 slow connections", often(1, 10), async ({ server }) => {
      const slow = await slowConnections(server, 50);
      return () => {
        for (const socket of slow) socket.destroy();
      };
    });
  });

  test("amid a deed that does not come to its end, the program leaves it out whole and ends within 10 s all the same", async () => {
    const url = await ownDatabase("endless");
    const server = await startServer({ ...setUp, DATABASE_URL: url });
    const held = await holdDeeds(url);
    const id = v7();
    const answer = logIncident(server.origin, id).catch(() => undefined);
    await held.waiting();

    const since = Date.now();
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    const tookMs = Date.now() - since;
    await held.release();

    expect((await answer)?.ok ?? false).toBe(false);
    expect(tookMs).toBeLessThan(mostMs + 1_000);
    expect((await whatWasLost(url, [id])).lost).toEqual([id]);
    await rm(server.dataFolder, { recursive: true, force: true });
  });
});

async function ownDatabase(name: string): Promise<string> {
  const admin = serverAt(postgres.url, { pool: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return urlOf(postgres.url, name);
}

/**
 * So many browsers that listen, as five people would have them open, each with the session of who signed in. Comes back
 * when each has heard of something. @returns how each came to its end
 */
async function liveStreams({ url, server }: Kept, many: number): Promise<Promise<string>[]> {
  const cookies = await peopleIn(url, 5);
  const open = async (number: number) => {
    const cookie = cookies[number % cookies.length] ?? "";
    const headers = { cookie, accept: "text/event-stream", "sec-fetch-site": "same-origin" };
    const answer = await fetch(`${server.origin}/w/mill/live?since=0`, { headers });
    const chunks = answer.body?.getReader();
    let heard = "";
    while (chunks && !heard.includes("event: beat")) {
      const { value, done } = await chunks.read();
      if (done) throw new Error(`A stream said no more than this: ${answer.status} ${heard}`);
      heard += new TextDecoder().decode(value);
    }
    const end = async () => {
      while (chunks && !(await chunks.read()).done);
      return "ended";
    };
    return { end: end().catch(String) };
  };
  const opened = await Promise.all(Array.from({ length: many }, (_, number) => open(number)));
  return opened.map(({ end }) => end);
}

/** Signs members of the only workspace in. @returns their cookies */
async function peopleIn(url: string, many: number): Promise<string[]> {
  const client = serverAt(url, { pool: 1 });
  const db = adoptEngine({ kind: "server", client });
  try {
    const [workspace] = await db.select().from(workspaces);
    if (!workspace) throw new Error("Nothing was set up.");
    const cookies: string[] = [];
    for (let number = 1; number <= many; number += 1) {
      const { userId } = await aMember(db, { workspace }, { name: `Member ${number}`, role: "member" });
      cookies.push(`common-cause=${await startSession(db, userId)}`);
    }
    return cookies;
  } finally {
    await closeDatabase();
  }
}

/** Half of them send a body and never come to its end, half ask for a page and never read it. */
async function slowConnections({ origin }: RunningServer, many: number): Promise<Socket[]> {
  const port = Number(new URL(origin).port);
  const one = (number: number) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(
          number % 2
            ? `POST /api/v1/incidents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Length: 200000\r\n\r\n{`
            : "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n",
          () => resolve(socket),
        );
        socket.pause();
      });
      socket.once("error", reject);
    }).then((socket) => socket.on("error", () => {}));
  return Promise.all(Array.from({ length: many }, (_, number) => one(number)));
}

/** Every deed of a workspace takes a number under the workspace's row; whoever holds that row holds the deeds. */
async function holdDeeds(url: string) {
  const admin = serverAt(url, { pool: 2 });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isHeld = () => {};
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const holding = admin.begin(async (tx) => {
    await tx`select 1 from workspaces for update`;
    isHeld();
    await released;
  });
  await held;
  return {
    async waiting() {
      const count = async () =>
        (
          await admin`select 1 from pg_stat_activity 
        where wait_event_type = 'Lock' and datname = current_database()`
        ).length;
      await waitUntil("a deed waits", async () => (await count()) > 0);
    },
    async release() {
      release();
      await holding;
      await admin.end();
    },
  };
}

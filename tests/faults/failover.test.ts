import { connect } from "node:net";
import postgres from "postgres";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { serverAt } from "@/db/client";
import { chance, isLong, often, seed, tellFault, tellRound, timesOf, waitUntil } from "../support/faults";
import { keepLogging, logIncident, moved, setUp, untilStatus, whatWasLost } from "../support/logging";
import { type OwnPostgres, pairOfPostgres } from "../support/own-postgres";
import { hasPatroni, startPatroni } from "../support/patroni";
import { startServer, stopServer } from "../support/server";
import { sideBySide } from "../support/side-by-side";

/** From the fall of the primary to the next deeds that are answered for. The short form runs beside other work. */
const mostSeconds = isLong ? 30 : 90;

/** A pair of servers of which one leads; it is made anew for each fall. */
type Pair = {
  url: string;
  fall(): Promise<void>;
  /** The address of the one that leads after the fall. */
  left(): Promise<string>;
  remove(): Promise<void>;
};

/** Lets the leader fall under load as often as asked, and tells how long people waited and what was lost. */
async function letFall(what: string, rounds: number, makePair: () => Promise<Pair>) {
  const next = chance();
  const away: number[] = [];
  const lost: string[] = [];
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const pair = await makePair();
    const server = await startServer({ ...setUp, DATABASE_URL: pair.url });
    const load = keepLogging(server.origin);
    await moved(load, 50 + next() * 100);

    const since = Date.now();
    await pair.fall();
    await moved(load, 5);
    away.push((Date.now() - since) / 1000);
    await untilStatus(server.origin, "/api/ready", 200, 10_000);
    await moved(load, 50);
    await load.stop();

    const found = await whatWasLost(await pair.left(), load.acknowledged);
    acknowledged += load.acknowledged.length;
    lost.push(...found.lost);
    expect([found.twice, found.untold, load.wrong]).toEqual([[], [], []]);
    tellRound("T3", round + 1, rounds);
    await stopServer(server);
    await pair.remove();
  }
  const seconds = Math.max(...away);
  const done = `${what} while 4 senders logged incidents; in service again after at most ${seconds.toFixed(1)} s`;
  tellFault("T3", done, timesOf(rounds), `${lost.length} of ${acknowledged} acknowledged incidents`, true);
  expect(lost).toEqual([]);
  expect(seconds).toBeLessThan(mostSeconds);
}

sideBySide.each([
  ["killed with -9", (primary: OwnPostgres) => primary.kill()],
  ["frozen", async (primary: OwnPostgres) => primary.freeze()],
])(
  `the primary %s under load (seed ${seed}): its follower takes over, and no acknowledged deed is lost`,
  {
    timeout: 900_000,
  },
  async (how, fall) => {
    const what = `PostgreSQL with a follower in step (synchronous replication): the primary ${how}; the follower promoted`;
    await letFall(what, often(1, 5), async () => {
      const { primary, standby } = await pairOfPostgres();
      await primary.start();
      await standby.start();
      await inStep(primary);
      return {
        url: `postgres://postgres:postgres@127.0.0.1:${primary.port},127.0.0.1:${standby.port}/postgres`,
        async fall() {
          await fall(primary);
          await promoteOnceGone(primary, standby);
        },
        left: async () => standby.url,
        async remove() {
          await primary.remove();
          await standby.remove();
        },
      };
    });
  },
);

if (isLong)
  test("a deed that the follower does not have is not answered for, however long that takes", {
    timeout: 120_000,
  }, async () => {
    const { primary, standby } = await pairOfPostgres();
    await primary.start();
    await standby.start();
    await inStep(primary);
    const server = await startServer({ ...setUp, DATABASE_URL: primary.url });
    expect((await logIncident(server.origin, v7())).status).toBe(201);

    standby.freeze();
    // Longer than a statement may take: its time limit must not turn a deed that waits for the follower into one that is kept.
    const answer = await logIncident(server.origin, v7()).catch(() => undefined);
    expect(answer?.ok ?? false).toBe(false);

    standby.thaw();
    expect((await logIncident(server.origin, v7())).status).toBe(201);
    await stopServer(server);
    await standby.remove();
    await primary.remove();
  });

if (isLong && hasPatroni())
  test("kept by Patroni: leader and keeper killed under load, the follower leads, and no acknowledged deed is lost", {
    timeout: 900_000,
  }, async () => {
    const what = "PostgreSQL kept by Patroni (synchronous mode): the leader and its keeper killed with -9";
    await letFall(what, often(1, 5), async () => {
      const kept = await startPatroni();
      return {
        url: kept.url,
        fall: async () => (await kept.leader()).kill(),
        left: async () => (await kept.leader()).url,
        remove: kept.remove,
      };
    });
  });

/** Waits until the primary answers for deeds only when its follower has them. */
async function inStep(primary: OwnPostgres) {
  const admin = serverAt(primary.url, { pool: 1 });
  const state = async () => (await admin`select sync_state from pg_stat_replication`)[0]?.sync_state;
  await waitUntil("the follower is in step", async () => (await state()) === "sync");
  await admin.end();
}

/** What Patroni and its like do: three times no answer within a second, and the follower takes over. */
async function promoteOnceGone(primary: OwnPostgres, standby: OwnPostgres) {
  for (let missed = 0; missed < 3; ) missed = (await answers(primary)) ? 0 : missed + 1;
  const follower = postgres(standby.url, { max: 1 });
  await follower`select pg_promote()`;
  await follower.end();
}

function answers({ port }: OwnPostgres): Promise<boolean> {
  return new Promise((resolve) => {
    // The eight bytes that ask for TLS: a server that lives says N.
    const socket = connect(port, "127.0.0.1", () => socket.write(Buffer.from("0000000804d2162f", "hex")));
    const done = (yes: boolean) => {
      clearTimeout(bell);
      socket.destroy();
      setTimeout(() => resolve(yes), 200);
    };
    const bell = setTimeout(() => done(false), 1_000);
    socket.once("data", () => done(true));
    socket.once("error", () => done(false));
    socket.once("end", () => done(false));
  });
}

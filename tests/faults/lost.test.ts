import { v7 } from "uuid";
import { expect, test } from "vitest";
import { serverAt } from "@/db/client";
import { chance, isLong, often, seed, tellFault, tellRound } from "../support/faults";
import { aLineTo } from "../support/line";
import { keepLogging, logIncident, moved, setUp, untilStatus, whatWasLost } from "../support/logging";
import { type OwnPostgres, ownPostgres } from "../support/own-postgres";
import { launchServer, type RunningServer, startServer, stopServer } from "../support/server";
import { sideBySide } from "../support/side-by-side";

const nothing = { lost: [], twice: [], untold: [] };

/** What is promised is 10 s, which the long form holds to; the short one runs beside whatever else there is to do. */
const mostMs = isLong ? 10_000 : 30_000;

sideBySide(
  "while its database is away the program says so in words, and serves again by itself once it is back",
  async () => {
    const postgres = await ownPostgres();
    await postgres.start();
    const line = await aLineTo(postgres.port);
    const url = new URL(postgres.url);
    url.port = String(line.port);
    const server = await startServer({ ...setUp, DATABASE_URL: url.href });
    const statusOf = async (path: string) => (await fetch(`${server.origin}${path}`)).status;
    const [before, during] = [v7(), v7()];
    expect((await logIncident(server.origin, before)).status).toBe(201);

    await line.cut();
    const refused = await logIncident(server.origin, during);
    expect([refused.status, await refused.json()]).toEqual([
      503,
      {
        errors: [{ path: "", message: "The database cannot be reached right now. Please send it again in a moment." }],
      },
    ]);
    expect(
      await (await fetch(`${server.origin}/w/mill/today`, { headers: { cookie: "common-cause=x" } })).text(),
    ).toContain("database-away");
    expect([await statusOf("/api/health"), await statusOf("/api/ready")]).toEqual([200, 503]);

    await line.mend();
    await untilStatus(server.origin, "/api/ready", 200, mostMs);
    expect((await logIncident(server.origin, during)).status).toBe(201);
    expect((await logIncident(server.origin, before)).status).toBe(200); // it stands, once
    await stopServer(server);
    await line.cut();
    await postgres.remove();
  },
);

sideBySide("a database that is not there at the start is waited for", async () => {
  const postgres = await ownPostgres();
  const { program, origin, dataFolder } = await launchServer({ ...setUp, DATABASE_URL: postgres.url });
  await untilStatus(origin, "/api/health", 200, 30_000);
  await untilStatus(origin, "/api/ready", 503, 30_000);

  await postgres.start();

  const ms = await untilStatus(origin, "/api/ready", 200, 45_000);
  expect((await logIncident(origin, v7())).status).toBe(201);
  tellFault(
    "T3",
    "no database at the start of the program",
    "once",
    `nothing; it served ${(ms / 1000).toFixed(1)} s after the database came`,
  );
  await stopServer({ ...program, dataFolder });
  await postgres.remove();
});

sideBySide(
  "a database that is gone for a while under load: 503 meanwhile, and it recovers by itself",
  {
    timeout: 300_000,
  },
  async () => {
    const goneSeconds = often(3, 30);
    await awayFor("gone", goneSeconds, async (postgres, meanwhile) => {
      await postgres.stop();
      await meanwhile();
      await postgres.start();
    });
  },
);

sideBySide(
  "a database that takes connections and says nothing counts as gone, until it speaks",
  {
    timeout: 300_000,
  },
  async () => {
    await awayFor("frozen", often(8, 40), async (postgres, meanwhile) => {
      postgres.freeze();
      await meanwhile();
      postgres.thaw();
    });
  },
);

test(`a backend, the server or the program killed under load (seed ${seed}): it serves again within 10 s and no row stands twice`, {
  timeout: 1_200_000,
}, async () => {
  const rounds = often(1, 15);
  const next = chance();
  const postgres = await ownPostgres();
  await postgres.start();
  const env = { ...setUp, DATABASE_URL: postgres.url };
  let server = await startServer(env);
  const admin = () => serverAt(postgres.url, { pool: 1 });
  const acknowledged: string[] = [];
  const slowest: Record<string, number> = {};

  /** The deed under load, and how long the program is not ready after it. */
  async function under(what: string, deed: () => Promise<void>) {
    const load = keepLogging(server.origin);
    await moved(load, 10 + Math.floor(next() * 40));
    await deed();
    const ms = await untilStatus(server.origin, "/api/ready", 200, mostMs);
    slowest[what] = Math.max(slowest[what] ?? 0, ms);
    if (what !== "program") await moved(load, 20);
    await load.stop();
    expect(load.wrong).toEqual([]);
    acknowledged.push(...load.acknowledged);
  }

  for (let round = 0; round < rounds; round += 1) {
    tellRound("T2", round, rounds);
    await under("ended backend", () => endOne(admin()));
    await under("killed backend", async () => {
      // One may end by itself between the question and the blow.
      while (!(await killed(admin())));
    });
    await under("server", async () => {
      await postgres.kill();
      await postgres.start();
    });
    await under("program", async () => {
      const port = new URL(server.origin).port;
      server.child.kill("SIGKILL");
      await server.ended;
      server = await startServer({ ...env, PORT: port, DATA_DIR: server.dataFolder });
    });
  }

  const { lost, twice, untold } = await whatWasLost(postgres.url, acknowledged);
  const told = Object.entries(slowest).map(([what, ms]) => `${what} ${(ms / 1000).toFixed(1)} s`);
  tellFault(
    "T2",
    `PostgreSQL: a backend ended and one killed with -9; the whole server killed; the program killed; each while 4 senders logged incidents (not ready for at most: ${told.join("; ")})`,
    `${rounds * 4} times`,
    `${lost.length} of ${acknowledged.length} acknowledged incidents`,
    true,
  );
  expect({ lost, twice, untold }).toEqual(nothing);
  // A server notices after a moment that whoever it spoke with was killed.
  await expect.poll(() => connectionsOf(admin()), { timeout: 30_000, interval: 200 }).toBeLessThanOrEqual(12);
  await stopServer(server);
  await postgres.remove();
});

async function awayFor(
  what: string,
  goneSeconds: number,
  leave: (postgres: OwnPostgres, meanwhile: () => Promise<void>) => Promise<void>,
) {
  const postgres = await ownPostgres();
  await postgres.start();
  const server = await startServer({ ...setUp, DATABASE_URL: postgres.url });
  const load = keepLogging(server.origin);
  await moved(load, 30);

  let health: number[] = [];
  await leave(postgres, async () => {
    const since = Date.now();
    await untilStatus(server.origin, "/api/ready", 503, 30_000);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, goneSeconds * 1000 - (Date.now() - since))));
    health = [await statusOf(server, "/api/health"), await statusOf(server, "/api/ready")];
  });

  const ms = await untilStatus(server.origin, "/api/ready", 200, mostMs);
  await moved(load, 30);
  await load.stop();
  const found = await whatWasLost(postgres.url, load.acknowledged);
  tellFault(
    "T3",
    `PostgreSQL ${what} for ${goneSeconds} s while 4 senders logged incidents`,
    "once",
    `${found.lost.length} of ${load.acknowledged.length} acknowledged incidents; ready again after ${(ms / 1000).toFixed(1)} s`,
  );
  expect(health).toEqual([200, 503]);
  expect(found).toEqual(nothing);
  expect(load.wrong).toEqual([]);
  await stopServer(server);
  await postgres.remove();
}

const statusOf = async ({ origin }: RunningServer, path: string) => (await fetch(`${origin}${path}`)).status;

type Admin = ReturnType<typeof serverAt>;

async function killed(admin: Admin): Promise<boolean> {
  const pid = await pidOfOne(admin);
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}

async function pidOfOne(admin: Admin): Promise<number> {
  const [one] = await admin<{ pid: number }[]>`select pid from pg_stat_activity
    where application_name = 'common-cause' and pid <> pg_backend_pid() order by state = 'active' desc, random() limit 1`;
  await admin.end();
  if (!one) throw new Error("The program holds no connection.");
  return one.pid;
}

async function endOne(admin: Admin): Promise<void> {
  await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'common-cause' and pid <> pg_backend_pid() order by state = 'active' desc, random() limit 1`;
  await admin.end();
}

/** Those the program holds: what it lost it must not hold on to. */
async function connectionsOf(admin: Admin): Promise<number> {
  const found = await admin<{ n: number }[]>`select count(*)::int as n from pg_stat_activity
    where application_name = 'common-cause' and pid <> pg_backend_pid()`;
  await admin.end();
  return found[0]?.n ?? 0;
}

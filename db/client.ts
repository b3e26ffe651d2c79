import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { drizzle as onPglite } from "drizzle-orm/pglite";
import { drizzle as onServer } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { dataFolder } from "./data-folder";
import { releaseDataFolder, takeDataFolder } from "./data-folder-lock";
import { EmbeddedThread } from "./embedded-thread";
import { endIfFatal, endLost } from "./fatal";
import { addressesIn, towardsWritable } from "./hosts";
import { keepsStatements } from "./kept-statements";
import { keepsEmbedded } from "./kept-statements-embedded";
import { noAnswerBehind } from "./lost";
import { type Embedded, openEmbedded } from "./open-embedded";
import { type Database, joinsOpenTransaction } from "./open-transaction";
import { watchPulse } from "./pulse";
import { queryCounter } from "./query-count";

export type { Database };

/** The driver itself, for what Drizzle cannot say: migrations, the job queue, LISTEN. */
export type Engine = { kind: "pglite"; client: Embedded } | { kind: "server"; client: Sql };

type Opened = { engine: Engine; db: Database };

const home = Symbol.for("common-cause.database");
const shelf = globalThis as typeof globalThis & { [home]?: Opened };
let shared: Database | undefined;

// Next hands a page that failed nothing of the error but its `digest`, and makes a number where there is none.
Object.defineProperty(DrizzleQueryError.prototype, "digest", {
  configurable: true,
  get: function (this: Error) {
    return noAnswerBehind(this);
  },
  set: function (this: Error, value: unknown) {
    Object.defineProperty(this, "digest", { value, configurable: true, writable: true });
  },
});

/** The database: opened on first use, one in the program. Inside a transaction it is that transaction. */
export function database(): Database {
  opened();
  shared ??= joinsOpenTransaction(() => opened().db);
  return shared;
}

/** The driver beneath `database()`. Inside a transaction it is not part of it: on PGlite its statements wait for the end. */
export function engine(): Engine {
  return opened().engine;
}

/** Comes back once every thread of the program runs: the embedded database can fall into a loop, and has one of its own. */
export async function allThreadsRun(): Promise<void> {
  const { kind, client } = engine();
  if (kind === "pglite") await client.ping?.();
}

/** Ends all connections and gives the data folder free. The next use opens it again. */
export async function closeDatabase(): Promise<void> {
  const was = shelf[home];
  shelf[home] = undefined;
  if (!was) return;
  if (was.engine.kind === "server") return was.engine.client.end({ timeout: 5 });
  await was.engine.client.close();
  releaseDataFolder();
}

/** Takes an engine that is already open, for tests and tools; gives the database upon it. */
export function adoptEngine(engine: Engine): Database {
  if (engine.kind === "pglite") keepsEmbedded(engine.client as PGlite);
  shelf[home] = { engine, db: upon(engine) };
  return database();
}

function opened(): Opened {
  if (shelf[home]) return shelf[home];
  // The build evaluates every page; it must neither make a data folder nor need a server.
  if (process.env.NEXT_PHASE === "phase-production-build") throw new Error("The build must not open the database.");
  const engine: Engine = process.env.DATABASE_URL
    ? { kind: "server", client: renewing(process.env.DATABASE_URL) }
    : { kind: "pglite", client: embedded() };
  shelf[home] = { engine, db: upon(engine) };
  return shelf[home];
}

/**
 * After a lost connection the next use makes the pool anew: postgres.js 3.4.9 leaves a connection that was writing unable
 * to write ever again, and would go on handing it out. What still runs on the other connections may finish.
 */
function renewing(url: string): Sql {
  const giveUp = (patienceSeconds: number) => {
    endPulse();
    if (shelf[home]?.engine.client !== client) return;
    shelf[home] = undefined;
    client.end({ timeout: patienceSeconds }).catch(() => {});
  };
  const client = serverAt(url, { onLost: () => giveUp(15) });
  const endPulse = watchPulse(client, () => giveUp(0));
  return client;
}

function embedded(): Embedded {
  const folder = dataFolder();
  // Two processes on one folder destroy each other's rows without an error, so the lock comes before the opening.
  takeDataFolder(folder);
  const pgdata = join(folder, "pgdata");
  // Only what Next put together has a file for the thread; tests and tools read our sources as they are.
  const isBundled = process.env.NEXT_RUNTIME === "nodejs";
  return endsWhenLost(isBundled ? new EmbeddedThread(pgdata, endLost) : openEmbedded(pgdata));
}

/** A full disk is told once, to one statement; after it every statement would wait for ever, and the program with it. */
function endsWhenLost(client: Embedded): Embedded {
  const { query, exec, transaction } = client;
  client.query = watched(query.bind(client)) as typeof query;
  client.exec = watched(exec.bind(client)) as typeof exec;
  client.transaction = watched(transaction.bind(client)) as typeof transaction;
  return client;
}

function watched<Words extends unknown[], Answer>(send: (...words: Words) => Promise<Answer>) {
  return async (...words: Words): Promise<Answer> => {
    try {
      return await send(...words);
    } catch (error) {
      endIfFatal(error);
      throw error;
    }
  };
}

/**
 * A pool of connections to the host that may be written to, where the address names several. Limits: 10 s a statement,
 * 10 s to connect, `DATABASE_POOL` connections (10).
 */
export function serverAt(
  url: string,
  more: { pool?: number; statementSeconds?: number; onLost?: () => void } = {},
): Sql {
  const [first = url, ...others] = addressesIn(url);
  return postgres(first, {
    ...(others.length > 0 && { socket: towardsWritable([first, ...others]) }),
    // A standby takes no deeds: connecting to one is a failure, and the next try may find the host that took over.
    target_session_attrs: "primary",
    max: more.pool ?? (Number(process.env.DATABASE_POOL) || 10),
    connect_timeout: 10,
    // A connection that closes is a connection lost; none is closed by us for being idle or old.
    max_lifetime: null,
    onclose: more.onLost,
    ...endlessPipeline,
    // Growing pauses, from 10 ms up to 5 s, so that a lost server is found again within seconds.
    backoff: (retries: number) => (0.5 + Math.random() / 2) * Math.min(3 ** retries / 100, 5),
    connection: {
      application_name: "common-cause",
      statement_timeout: (more.statementSeconds ?? 10) * 1000,
      idle_in_transaction_session_timeout: 30_000,
      // Our statements are many and short; compiling one takes longer than running it.
      jit: "off",
    },
    // PGlite gives a bigint as a number; counts stay far below 2^53.
    types: { bigint: { to: 20, from: [20], serialize: String, parse: Number } },
    onnotice: () => {},
  });
}

/**
 * Statements may wait on a connection for their turn without number. postgres.js 3.4.9 has a limit of 100, and a deed whose
 * `begin` is the one that reaches it gets no connection of its own: it fails, and what others send on that connection stands
 * in a transaction that nobody ends (porsager/postgres#1189). Its types do not name the setting.
 */
const endlessPipeline: object = { max_pipeline: Number.MAX_SAFE_INTEGER };

function upon(engine: Engine): Database {
  if (engine.kind === "pglite") return onPglite(engine.client as PGlite, { logger: queryCounter });
  const db = onServer(keepsStatements(engine.client), { logger: queryCounter });
  // Drizzle sends dates as they are, which postgres.js cannot when one stands in a `sql` of ours.
  for (const instant of [1184, 1114, 1082])
    engine.client.options.serializers[instant] = (value: unknown) =>
      value instanceof Date ? value.toISOString() : value;
  return db;
}

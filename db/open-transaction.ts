import { AsyncLocalStorage } from "node:async_hooks";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";

/** What commands and queries take: the database or an open transaction, on either driver. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** `over` is set at the end, so that work left running behind a transaction does not write into a closed one. */
type Held = { db: Database; over: boolean };

const home = Symbol.for("common-cause.open-transaction");
const shelf = globalThis as typeof globalThis & { [home]?: AsyncLocalStorage<Held> };
shelf[home] ??= new AsyncLocalStorage<Held>();
const held = shelf[home];

const openTransaction = () => {
  const now = held.getStore();
  return now && !now.over ? now.db : undefined;
};

/**
 * The outer database, made safe to use inside a transaction: there each of its statements joins the open transaction,
 * and its `transaction` becomes a savepoint. PGlite has one connection and would otherwise wait for itself for ever; on a
 * server the statement would run outside the deed.
 */
export function joinsOpenTransaction(outer: () => Database): Database {
  return facade(() => openTransaction() ?? outer());
}

function facade(target: () => Database): Database {
  return new Proxy(target(), {
    get(_first, key) {
      const db = target();
      if (key === "transaction") return transactionOn(db);
      const value = Reflect.get(db, key, db);
      return typeof value === "function" ? value.bind(db) : value;
    },
  });
}

function transactionOn(db: Database): Database["transaction"] {
  return (work, config) => {
    const attempt = () =>
      db.transaction(async (tx) => {
        // Held is the innermost: postgres.js lets a whole transaction fail when a statement sent past a savepoint fails.
        const now: Held = { db: facade(() => tx), over: false };
        try {
          return await held.run(now, () => work(now.db as typeof tx));
        } finally {
          now.over = true;
        }
      }, config);
    return openTransaction() ? attempt() : againAfterDeadlock(attempt);
  };
}

/** Of two deeds that wait for each other the server ends one, which has then done nothing; it simply comes after the other. */
async function againAfterDeadlock<T>(attempt: () => Promise<T>, tries = 3): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (tries <= 1 || !isDeadlock(error)) throw error;
    return againAfterDeadlock(attempt, tries - 1);
  }
}

function isDeadlock(error: unknown): boolean {
  const { cause = error } = error as { cause?: unknown };
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "40P01";
}

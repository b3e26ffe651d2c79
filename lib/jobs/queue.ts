import "server-only";
import type PgBoss from "pg-boss";
import { v7 } from "uuid";
import type { Database } from "@/db/client";
import { bossOver } from "./boss";
import { type JobKind, jobKinds, type Payloads } from "./kinds";
import { overTransaction } from "./own-connection";
import { wake } from "./waking";

/**
 * `key`: while a job of that kind and key waits to be begun, another is nothing new. `startAfter`: it rests until then, by
 * the clock of the database. `id`: a job that had this id, even if it is done, is not made again for a day.
 */
export type Wanted = { key?: string; startAfter?: Date; id?: string };

let sender: Promise<PgBoss> | undefined;

/**
 * Puts work into the queue within the deed's own transaction: deed and job are kept together or not at all. Whoever does
 * the job may have to do it twice, and must then do nothing new.
 */
export async function enqueue<K extends JobKind>(
  tx: Database,
  kind: K,
  payload: Payloads[K],
  { key = v7(), startAfter, id }: Wanted = {},
): Promise<void> {
  const { retries = 5, pauseSeconds = 30, mostSeconds = 120 } = jobKinds[kind];
  sender ??= bossOver(nowhere);
  await (await sender).send(kind, payload, {
    db: overTransaction(tx) as PgBoss.Db,
    singletonKey: key,
    retryLimit: retries,
    retryDelay: pauseSeconds,
    retryBackoff: true,
    expireInSeconds: mostSeconds,
    ...(startAfter && { startAfter: startAfter.toISOString() }),
    ...(id && { id }),
  });
  if (!startAfter) wake();
}

/** On the embedded database a job sent past an open transaction would wait for it for ever. */
const nowhere = {
  executeSql: () => Promise.reject(new Error("A job is sent within a transaction, never past it.")),
};

import { type SQL, sql } from "drizzle-orm";
import type { Database, Engine } from "@/db/client";
import { rows } from "@/db/rows";

/** All that pg-boss asks of a database. */
export type QueueConnection = { executeSql(text: string, values?: unknown[]): Promise<{ rows: Row[] }> };
type Row = Record<string, unknown>;

/** Its longer deeds come as one text with their own beginning and end; the driver says those, and rolls back what fails. */
const whole = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/;

/** The driver beneath the database, asked for anew each time: after a lost connection it is another. */
export function overEngine(engine: () => Engine): QueueConnection {
  return {
    async executeSql(text, values = []) {
      const { kind, client } = engine();
      const [, inner] = whole.exec(text) ?? [];
      if (kind === "server") {
        if (inner) return { rows: lastOf<Row>(await client.begin((tx) => tx.unsafe(inner))) };
        return { rows: lastOf<Row>(await client.unsafe(text, values.map(asSent))) };
      }
      if (inner) return { rows: (await client.transaction((tx) => tx.exec(inner))).at(-1)?.rows ?? [] };
      if (values.length > 0) return client.query<Row>(text, values.map(asSent));
      return { rows: (await client.exec(text)).at(-1)?.rows ?? [] };
    },
  };
}

type Server = Extract<Engine, { kind: "server" }>["client"];

/** Any number that no other program on the server is likely to lock, and not that of the migrations. */
const lockKey = "4846250118";

/** One connection of a server for all of the work, which only one copy at a time does. */
export async function aloneOn(client: Server, work: (connection: QueueConnection) => Promise<void>): Promise<void> {
  const reserved = await client.reserve();
  try {
    await reserved.unsafe(`select pg_advisory_lock(${lockKey})`);
    try {
      await work({
        executeSql: async (text, values = []) => ({
          rows: lastOf<Row>(await reserved.unsafe(text, values.map(asSent))),
        }),
      });
    } finally {
      await reserved.unsafe(`rollback; select pg_advisory_unlock(${lockKey})`);
    }
  } finally {
    reserved.release();
  }
}

/** A transaction that is open: what is sent through it stands or falls with the deed. */
export function overTransaction(tx: Database): QueueConnection {
  return {
    async executeSql(text, values = []) {
      const parts = text
        .split(/\$(\d+)/)
        .map((part, place): SQL => (place % 2 ? sql`${sql.param(asSent(values[Number(part) - 1]))}` : sql.raw(part)));
      return { rows: rows<Row>(await tx.execute(sql.join(parts))) };
    },
  };
}

/** postgres.js gives a list of lists when the text held several statements. */
function lastOf<R>(found: unknown): R[] {
  const list = rows<R | R[]>(found);
  const last = list.at(-1);
  return Array.isArray(last) ? last : (list as R[]);
}

type Sent = string | number | boolean | null | string[];

/** What both drivers send alike: times and objects as text, and what is not there as null. */
function asSent(value: unknown): Sent {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map(String) : JSON.stringify(value);
}

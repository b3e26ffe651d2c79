import { sql } from "drizzle-orm";
import { adoptEngine, closeDatabase, type Database, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { startPostgres, urlOf } from "../support/postgres-server";
import { cpuOfFamily, parentOf } from "./cpu";
import { type Filled, fill } from "./fill";

export type FilledDatabase = Filled & { url: string };

type Fill = (db: Database, incidents: number) => Promise<Filled>;

/** A PostgreSQL on this machine, so that what it costs can be seen. */
export type Postgres = {
  /** A new database, migrated, filled with so many incidents and analysed. */
  filled(incidents: number, fillWith?: Fill): Promise<FilledDatabase>;
  /** CPU time of all its processes so far, in ms. */
  cpu(): number;
  stop(): Promise<void>;
};

export async function openPostgres(): Promise<Postgres> {
  const server = await startPostgres();
  const admin = serverAt(server.url, { pool: 1 });
  const [found] = await admin<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = found && parentOf(found.pid);
  if (!postmaster) throw new Error("The server of TEST_DATABASE_URL runs elsewhere: the CPU it needs cannot be read.");
  const made: string[] = [];
  return {
    cpu: () => cpuOfFamily(postmaster),
    async filled(incidents, fillWith = fill) {
      const name = `common_cause_bench_${process.pid}_${made.length}`;
      await admin.unsafe(`create database ${name}`);
      made.push(name);
      const url = urlOf(server.url, name);
      return { url, ...(await fillAt(url, incidents, fillWith)) };
    },
    async stop() {
      for (const name of made) await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await server.stop();
    },
  };
}

async function fillAt(url: string, incidents: number, fillWith: Fill): Promise<Filled> {
  const client = serverAt(url, { pool: 1, statementSeconds: 600 });
  const db = adoptEngine({ kind: "server", client });
  try {
    await migrate({ kind: "server", client });
    await db.execute(sql`create table floor_notes (id uuid primary key, text text not null)`);
    const filled = await fillWith(db, incidents);
    // Else the server does it by itself, in the middle of what we measure.
    await db.execute(sql`vacuum (analyze)`);
    return filled;
  } finally {
    await closeDatabase();
  }
}

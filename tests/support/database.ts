import { readFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, inject } from "vitest";
import { adoptEngine, closeDatabase, type Database, type Engine, serverAt } from "@/db/client";
import { setDaysAhead } from "@/lib/text/clock";
import { urlOf } from "./postgres-server";

/** After this long a statement fails its test: on PGlite it waits for a transaction that waits for it. */
const statementSeconds = 5;

/**
 * A migrated database for one test file, on the engine of TEST_ENGINE (`pglite` or `postgres`); `database()` gives the
 * same. Call it once at the top of the file; each test makes its own workspace in it.
 */
export async function testDatabase(): Promise<Database> {
  const { engine, tidy } = await testEngine();
  afterAll(async () => {
    // Another file may come after this one in the same process.
    setDaysAhead(0);
    await closeDatabase();
    await tidy();
  });
  return adoptEngine(engine);
}

let address = "";

/** Where this file's database stands on a server, for further copies of the program; only in `*.server.test.ts`. */
export const databaseUrl = () => address;

async function testEngine(): Promise<{ engine: Engine; tidy(): Promise<void> }> {
  const migrated = inject("migrated");
  if ("dump" in migrated) {
    const client = new PGlite({ loadDataDir: new Blob([new Uint8Array(await readFile(migrated.dump))]) });
    await client.waitReady;
    return { engine: { kind: "pglite", client: impatient(client) }, tidy: async () => {} };
  }
  const { server, template } = migrated;
  const name = `${template}_${process.pid}_${process.hrtime.bigint()}`;
  const admin = serverAt(server, { pool: 1 });
  await admin.unsafe(`create database ${name} template ${template}`);
  address = urlOf(server, name);
  return {
    engine: { kind: "server", client: serverAt(address, { pool: 8, statementSeconds }) },
    tidy: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
    },
  };
}

function impatient(client: PGlite): PGlite {
  const query = client.query.bind(client);
  client.query = (async (...words: Parameters<typeof query>) => {
    let bell: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const words = `A statement waited ${statementSeconds} s. Is it sent past an open transaction?`;
      bell = setTimeout(() => reject(new Error(words)), statementSeconds * 1000);
    });
    try {
      return await Promise.race([query(...words), late]);
    } finally {
      clearTimeout(bell);
    }
  }) as typeof client.query;
  return client;
}

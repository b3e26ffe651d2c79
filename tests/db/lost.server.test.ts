import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { closeDatabase, database, serverAt } from "@/db/client";
import { isUnreachable } from "@/db/lost";
import { databaseUrl, testDatabase } from "../support/database";

await testDatabase();

const here = sql`select pg_sleep(0.05), 1 as here`;

test("a lost connection fails what it was doing, and everything after it finds the server again", async () => {
  await closeDatabase();
  vi.stubEnv("DATABASE_URL", databaseUrl());
  vi.stubEnv("DATABASE_POOL", "2");
  const admin = serverAt(databaseUrl(), { pool: 1 });
  const faults = catchDriverFaults();

  for (let round = 0; round < 3; round += 1) {
    const doing = database().transaction(async (tx) => {
      await admin`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`;
      await tx.execute(here);
    });
    await expect(doing).rejects.toSatisfy(isUnreachable);
    const after = await Promise.all(Array.from({ length: 8 }, () => database().execute(here)));
    expect(after).toHaveLength(8);
  }

  faults.stop();
  vi.unstubAllEnvs();
  await admin.end();
});

test("a statement past its time ends as an error and leaves the connection usable", async () => {
  const hurried = serverAt(databaseUrl(), { pool: 1, statementSeconds: 0.1 });

  await expect(hurried`select pg_sleep(5)`).rejects.toMatchObject({ code: "57014" });

  expect(await hurried`select 1 as here`).toMatchObject([{ here: 1 }]);
  await hurried.end();
});

/** postgres.js also throws where nobody can catch it (porsager/postgres#1208); the program logs that and goes on. */
function catchDriverFaults() {
  const others = process.rawListeners("uncaughtException");
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", (error) => expect(error.message).toMatch(/reading 'write'/));
  return {
    stop() {
      process.removeAllListeners("uncaughtException");
      for (const listener of others) process.on("uncaughtException", listener as NodeJS.UncaughtExceptionListener);
    },
  };
}

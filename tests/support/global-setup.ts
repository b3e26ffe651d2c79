import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { adoptEngine, closeDatabase, serverAt } from "@/db/client";
import { migrate, migrationsFolder } from "@/db/migrate";
import { prepareJobs } from "@/lib/jobs/boss";
import { startPostgres, urlOf } from "./postgres-server";

/** A migrated database that test files copy: on PGlite the file of a dump, on a server the name of a template. */
export type MigratedDatabase = { dump: string } | { server: string; template: string };

declare module "vitest" {
  export interface ProvidedContext {
    migrated: MigratedDatabase;
  }
}

export default async function prepare(project: TestProject) {
  // What tests keep in files lies here, and not with what whoever runs them has in ./data.
  const folder = await mkdtemp(join(tmpdir(), "common-cause-tests-"));
  process.env.DATA_DIR = folder;
  const stop = await databaseFor(project);
  return async () => {
    await stop?.();
    await rm(folder, { recursive: true, force: true });
  };
}

async function databaseFor(project: TestProject) {
  if (process.env.TEST_ENGINE === "postgres") return onServer(project);
  project.provide("migrated", { dump: await dumpOnce() });
}

/** Making a PGlite takes seconds, so its dump is kept for as long as the migrations stay the same. */
async function dumpOnce(): Promise<string> {
  const cache = join(process.cwd(), "node_modules", ".cache", "common-cause");
  const file = join(cache, `migrated-${fingerprint()}.tar`);
  if (existsSync(file)) return file;
  mkdirSync(cache, { recursive: true });
  const client = new PGlite();
  await migrate({ kind: "pglite", client });
  await prepareJobs({ kind: "pglite", client });
  // Each file opens a copy, which takes a third less without the databases that nobody connects to, and with nothing to redo.
  await client.exec("update pg_database set datistemplate = false");
  for (const name of ["template0", "template1"]) await client.exec(`drop database ${name}`);
  await client.exec("checkpoint");
  const dump = await client.dumpDataDir("none");
  await client.close();
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await dump.arrayBuffer()));
  renameSync(draft, file);
  return file;
}

function fingerprint(): string {
  const sum = createHash("sha256").update(readFileSync("node_modules/@electric-sql/pglite/package.json"));
  for (const file of ["tests/support/global-setup.ts", "db/migrate.ts", "lib/jobs/boss.ts", "lib/jobs/kinds.ts"])
    sum.update(readFileSync(file));
  for (const name of readdirSync(migrationsFolder()).sort())
    if (name.endsWith(".sql")) sum.update(name).update(readFileSync(join(migrationsFolder(), name)));
  return sum.digest("hex").slice(0, 16);
}

/** Both projects of unit tests use one server; the module is read anew for each of them. */
const home = Symbol.for("common-cause.test-server");
const shelf = globalThis as typeof globalThis & { [home]?: ReturnType<typeof migratedServer> };

async function onServer(project: TestProject) {
  shelf[home] ??= migratedServer();
  const { migrated, stop } = await shelf[home];
  project.provide("migrated", migrated);
  return stop;
}

async function migratedServer() {
  const server = await startPostgres();
  const template = `common_cause_test_${process.pid}_${Date.now()}`;
  const admin = serverAt(server.url, { pool: 1 });
  await admin.unsafe(`create database ${template}`);
  const client = serverAt(urlOf(server.url, template), { pool: 1 });
  await migrate({ kind: "server", client });
  // Drizzle teaches the driver how JSON is sent, and the queue relies on it.
  adoptEngine({ kind: "server", client });
  await prepareJobs({ kind: "server", client });
  await closeDatabase();

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await admin.unsafe(`drop database if exists ${template} with (force)`);
    await admin.end();
    await server.stop();
  };
  return {
    migrated: { server: server.url, template },
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "./client";
import { CannotStart } from "./fatal";
import type { Embedded } from "./open-embedded";
import { inSession, type Session } from "./session";
import { snapshotsOf, takeSnapshot } from "./snapshots";

type Applied = { name: string; sha256: string };
type Migration = Applied & { text: string };

/** Any number that no other program on the server is likely to lock. */
const lockKey = "4846250117";

/** Where drizzle-kit writes; the standalone build carries the folder along. */
export const migrationsFolder = () => join(process.cwd(), "db", "migrations");

/**
 * Brings the database to this version of the program, or only so many migrations far, and gives the names of what was
 * applied now. Of several copies starting at once one migrates and the others wait. Throws `CannotStart` when database
 * and program do not fit.
 */
export async function migrate(engine: Engine, folder = migrationsFolder(), upTo?: number): Promise<string[]> {
  const migrations = readMigrations(folder);
  return inSession(engine, async (session) => {
    if (engine.kind === "pglite") return apply(migrations, session, upTo, () => keepCopy(engine.client));
    await requirePostgres15(session);
    // Waiting for another copy and a long migration both take longer than a statement may.
    await session.run("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
    await session.run(`select pg_advisory_lock(${lockKey})`);
    try {
      return await apply(migrations, session, upTo);
    } finally {
      await session.run(`select pg_advisory_unlock(${lockKey})`);
      await session.run("reset statement_timeout; reset idle_in_transaction_session_timeout");
    }
  });
}

/** Whether every migration of this program has been applied; beside it a newer copy may have applied its own. */
export async function isMigrated(engine: Engine, folder = migrationsFolder()): Promise<boolean> {
  const text = "select name, sha256 from migrations order by number";
  const applied = engine.kind === "pglite" ? (await engine.client.query(text)).rows : await engine.client.unsafe(text);
  return applied.length >= readMigrations(folder).length;
}

/** The embedded database is nobody's but ours to back up, so what a migration might spoil is kept first (trust 1). */
async function keepCopy(client: Embedded): Promise<void> {
  if (!snapshotsOf(client)) return;
  try {
    await takeSnapshot(client);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CannotStart(`Before the database is migrated it is copied, and that did not work: ${why}`, { cause });
  }
}

async function apply(
  migrations: Migration[],
  session: Session,
  upTo = migrations.length,
  first?: () => Promise<void>,
): Promise<string[]> {
  await session.run(`create table if not exists migrations (
    number integer generated always as identity constraint migrations_pkey primary key,
    name text not null constraint migrations_name_once unique,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
  const applied = await session.ask<Applied>("select name, sha256 from migrations order by number");
  requireFit(migrations, applied);

  const ahead = migrations.slice(applied.length, upTo);
  if (ahead.length > 0 && applied.length > 0) await first?.();
  for (const { name, sha256, text } of ahead) {
    try {
      await session.run("begin");
      await session.run(text);
      await session.ask("insert into migrations (name, sha256) values ($1, $2)", [name, sha256]);
      await session.run("commit");
    } catch (cause) {
      await session.run("rollback");
      throw new Error(`Migration ${name} failed; the database is as it was before it.`, { cause });
    }
  }
  return ahead.map(({ name }) => name);
}

/** What was applied must be the beginning of what this program knows, letter by letter. */
function requireFit(migrations: Migration[], applied: Applied[]) {
  applied.forEach((was, place) => {
    const known = migrations[place];
    if (known?.name === was.name && known.sha256 === was.sha256) return;
    if (known?.name === was.name)
      throw new CannotStart(
        `Migration ${was.name} was applied to this database with another content than the one in this program. ` +
          "Run the version of Common Cause that made the database, or restore a back-up.",
      );
    throw new CannotStart(
      `The database is newer than this program: it knows migration ${was.name}, which this version does not. ` +
        "Start the newer version of Common Cause, or restore a back-up made with this one.",
    );
  });
}

/** In the order in which they are applied. */
export function readMigrations(folder = migrationsFolder()): Migration[] {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    readFileSync(join(folder, "meta", "_journal.json"), "utf8"),
  );
  return journal.entries.map(({ tag }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), "utf8");
    return { name: tag, sha256: createHash("sha256").update(text).digest("hex"), text };
  });
}

async function requirePostgres15(session: Session) {
  const [found] = await session.ask<{ version: string }>("select current_setting('server_version') as version");
  if (found && Number.parseInt(found.version, 10) >= 15) return;
  throw new CannotStart(
    `The server behind DATABASE_URL is PostgreSQL ${found?.version}; Common Cause needs version 15 or newer.`,
  );
}

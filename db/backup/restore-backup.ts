import type { Engine } from "../client";
import { migrate, readMigrations } from "../migrate";
import { inSession, type Session } from "../session";
import type { OpenedBackup } from "./backup-file";
import { CannotRestore, type Head } from "./format";
import { loadBackup, type Taking } from "./load-backup";

export type Restored = { tables: number; rows: number; files: number; migrated: string[] };

/**
 * Takes a back-up into an empty database, as the version that made it had it, and migrates it forward from there.
 * `finish` does what a start does after migrations. @throws CannotRestore, and nothing was changed
 */
export async function restoreBackup(
  engine: Engine,
  backup: OpenedBackup,
  taking: Omit<Taking, "head" | "lines">,
  finish: (migrated: string[]) => Promise<void>,
): Promise<Restored> {
  requireKnown(backup.head);
  await inSession(engine, requireEmpty);
  await migrate(engine, undefined, backup.head.migrations.length);
  const taken = await inSession(engine, async (session) => {
    await requireSameVersion(session, backup.head);
    return loadBackup(session, { ...taking, head: backup.line, lines: backup.lines() });
  });
  const migrated = await migrate(engine);
  await finish(migrated);
  return { ...taken, migrated };
}

/** The migrations it was made with must be the first of ours, letter by letter. @throws CannotRestore */
export function requireKnown({ migrations, version }: Pick<Head, "migrations" | "version">): void {
  const ours = readMigrations();
  migrations.forEach(({ name, sha256 }, place) => {
    if (ours[place]?.name === name && ours[place].sha256 === sha256) return;
    if (ours[place]?.name === name)
      throw new CannotRestore(
        `Migration ${name} had another content in the version that made this back-up (${version}). Restore it with that version.`,
      );
    throw new CannotRestore(
      `The back-up was made by a newer version of Common Cause (${version}) and knows migration ${name}, which this one does not. ` +
        "Restore it with that version or a later one.",
    );
  });
}

/** @throws CannotRestore when anybody has worked here, or when the database is somebody else's */
export async function requireEmpty(session: Session): Promise<void> {
  const tables = await session.ask<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public'",
  );
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === "migrations"))
    throw new CannotRestore("The database holds tables of something else. A back-up needs a database of its own.");
  if (!tables.some(({ name }) => name === "workspaces")) return;
  const [found] = await session.ask<{ n: number }>(
    "select (select count(*)::int from workspaces) + (select count(*)::int from users) as n",
  );
  if (found?.n === 0) return;
  throw new CannotRestore(
    "The database is not empty: people work in it already. A back-up goes into an empty one, so that nothing is mixed or lost. " +
      "Give another DATABASE_URL or DATA_DIR.",
  );
}

async function requireSameVersion(session: Session, { migrations, version }: Head): Promise<void> {
  const [found] = await session.ask<{ n: number }>("select count(*)::int as n from migrations");
  if (found?.n === migrations.length) return;
  throw new CannotRestore(
    `The database was already set up by a newer version than the one that made this back-up (${version}). ` +
      "Give a database in which nothing was made yet; it is migrated after the back-up is in it.",
  );
}

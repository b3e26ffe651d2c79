import { randomInt } from "node:crypto";
import { existsSync, mkdtempSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Program, runProgram, until } from "./program";

/** The production build, serving. `setupLink` is what it printed for a fresh installation. */
export type RunningServer = Program & {
  origin: string;
  setupLink: string | undefined;
  dataFolder: string;
  env: Record<string, string>;
};

const built = ".next/standalone/server.js";

/** Starts the built program on a free port, or that of `PORT`, and a data folder of its own, and waits until it serves. */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const { program, origin, dataFolder } = await launchServer(env);
  const [, setupLink] = await until(program, /Common Cause is at .*\n(?:.*open this link once: (\S+)\n)?\s*\n/);
  return { ...program, origin, setupLink, dataFolder, env };
}

/** The same without waiting, for starts that are expected to fail. */
export async function launchServer(env: Record<string, string> = {}) {
  if (!existsSync(built)) throw new Error("There is no production build. Run `npm test -- --only build` first.");
  const dataFolder = env.DATA_DIR ?? mkdtempSync(join(tmpdir(), "common-cause-data-"));
  const port = Number(env.PORT) || (await freePort());
  const own = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", PORT: String(port), HOSTNAME: "127.0.0.1" };
  const program = runProgram([built], { ...own, DATABASE_URL: "", ORIGIN: "", ...env, DATA_DIR: dataFolder });
  // The program builds its links from the name, so the browser must use the name too.
  return { program, origin: `http://localhost:${port}`, dataFolder };
}

/** The folder of an installation that is set up as `setUp` says: a copy of the one that was prepared, else an empty one. */
export async function aSetUpFolder(folder = mkdtempSync(join(tmpdir(), "common-cause-data-"))): Promise<string> {
  const prepared = process.env.FAULTS_PREPARED;
  if (prepared) await cp(join(prepared, "installation"), folder, { recursive: true, preserveTimestamps: true });
  return folder;
}

/** Ends it as an operator would, and throws its data away. Gives the exit code. */
export async function stopServer({ child, ended, dataFolder }: Program & { dataFolder: string }) {
  child.kill("SIGTERM");
  const code = await ended;
  await rm(dataFolder, { recursive: true, force: true });
  return code;
}

/** Ends it and starts it anew on its port and its data, as an operator does; whoever holds `server` goes on with it. */
export async function restartServer(server: RunningServer, meanwhile = async () => {}): Promise<void> {
  const { child, ended, env, origin, dataFolder, setupLink } = server;
  child.kill("SIGTERM");
  await ended;
  await meanwhile();
  const again = await startServer({ ...env, PORT: new URL(origin).port, DATA_DIR: dataFolder });
  Object.assign(server, again, { env, setupLink });
}

/**
 * A port below those that a system gives to connections: a server that is started anew on its port must not find a
 * connection of somebody else there.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((free) => {
    const probe = createServer()
      .once("error", () => free(false))
      .listen(port, "127.0.0.1", () => probe.close(() => free(true)));
  });

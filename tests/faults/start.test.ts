import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram, until } from "../support/program";
import { aSetUpFolder, freePort, launchServer, startServer, stopServer } from "../support/server";

const answers = async (origin: string, path: string) => (await fetch(`${origin}${path}`)).status;

test("a second copy on one data folder is refused in words and leaves the first alone", async () => {
  const first = await startServer({ DATA_DIR: await aSetUpFolder() });
  const second = await launchServer({ DATA_DIR: first.dataFolder });

  expect(await second.program.ended).toBe(1);
  expect(second.program.said()).toMatch(/Common Cause cannot start\. The data folder .* is in use by process \d+/);
  expect(second.program.said()).not.toMatch(/^\s+at /m);
  expect(await answers(first.origin, "/api/ready")).toBe(200);
  expect(await stopServer(first)).toBe(0);
});

test("after kill -9 the next start takes the folder over and serves", async () => {
  const killed = await startServer({ DATA_DIR: await aSetUpFolder() });
  killed.child.kill("SIGKILL");
  await killed.ended;

  const next = await startServer({ DATA_DIR: killed.dataFolder });

  expect(await answers(next.origin, "/api/ready")).toBe(200);
  expect(await stopServer(next)).toBe(0);
});

test("a stop asked for by the operator closes the database and gives the folder free", async () => {
  const server = await startServer({ DATA_DIR: await aSetUpFolder() });
  server.child.kill("SIGTERM");

  expect(await server.ended).toBe(0);
  expect(existsSync(`${server.dataFolder}/in-use.1`)).toBe(false);
  await stopServer(server);
});

test("a server whose starter is gone ends by itself", async () => {
  const server = await startServer({ DATA_DIR: await aSetUpFolder() });
  server.child.disconnect();

  expect(await server.ended).toBe(0);
  await stopServer(server);
});

/** A process that is stopped says as little as one that is caught in a loop. */
const stopped = (folder: string) => {
  const { pid } = JSON.parse(readFileSync(join(folder, "in-use.1"), "utf8"));
  process.kill(pid, "SIGSTOP");
};
const looping = (folder: string) => writeFileSync(join(folder, "loop"), "");

test.each([
  ["a server that is not heard of any more", stopped],
  ["a server whose database is caught in a loop, while all else runs,", looping],
])("%s is ended and started anew", async (_what, freeze) => {
  const folder = await aSetUpFolder();
  const port = String(await freePort());
  const env = {
    DATABASE_URL: "",
    ORIGIN: "",
    DATA_DIR: folder,
    HOST: "127.0.0.1",
    PORT: port,
    FROZEN_SECONDS: "6",
    NODE_OPTIONS: `--import ${new URL("loop-in-thread.mjs", import.meta.url).href}`,
    LOOP_FILE: join(folder, "loop"),
  };
  const starter = runProgram(["scripts/start.mjs"], env);
  await until(starter, /Common Cause is at/);
  freeze(folder);

  await until(starter, /not been heard of for 6 s[\s\S]*Common Cause is at/);
  const isReady = () => answers(`http://127.0.0.1:${port}`, "/api/ready").catch(() => 0);
  await expect.poll(isReady, { timeout: 60_000, interval: 200 }).toBe(200);
  starter.child.kill("SIGTERM");
  expect(await starter.ended).toBe(0);
  rmSync(folder, { recursive: true });
});

test("without its database the program lives but is not ready", async () => {
  const { program, origin, dataFolder } = await launchServer({ DATABASE_URL: "postgres://nobody@127.0.0.1:9/nothing" });
  await until(program, /The database cannot be reached/);

  expect(await answers(origin, "/api/health")).toBe(200);
  expect(await answers(origin, "/api/ready")).toBe(503);
  await stopServer({ ...program, dataFolder });
});

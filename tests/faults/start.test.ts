import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { until } from "../support/program";
import { launchServer, startServer, stopServer } from "../support/server";

const answers = async (origin: string, path: string) => (await fetch(`${origin}${path}`)).status;

test("a second copy on one data folder is refused in words and leaves the first alone", async () => {
  const first = await startServer();
  const second = await launchServer({ DATA_DIR: first.dataFolder });

  expect(await second.program.ended).toBe(1);
  expect(second.program.said()).toMatch(/Common Cause cannot start\. The data folder .* is in use by process \d+/);
  expect(second.program.said()).not.toMatch(/^\s+at /m);
  expect(await answers(first.origin, "/api/ready")).toBe(200);
  expect(await stopServer(first)).toBe(0);
});

test("after kill -9 the next start takes the folder over and serves", async () => {
  const killed = await startServer();
  killed.child.kill("SIGKILL");
  await killed.ended;

  const next = await startServer({ DATA_DIR: killed.dataFolder });

  expect(await answers(next.origin, "/api/ready")).toBe(200);
  expect(await stopServer(next)).toBe(0);
});

test("a stop asked for by the operator closes the database and gives the folder free", async () => {
  const server = await startServer();
  server.child.kill("SIGTERM");

  expect(await server.ended).toBe(0);
  expect(existsSync(`${server.dataFolder}/in-use.1`)).toBe(false);
  await stopServer(server);
});

test("a server whose starter is gone ends by itself", async () => {
  const server = await startServer();
  server.child.disconnect();

  expect(await server.ended).toBe(0);
  await stopServer(server);
});

test("without its database the program lives but is not ready", async () => {
  const { program, origin, dataFolder } = await launchServer({ DATABASE_URL: "postgres://nobody@127.0.0.1:9/nothing" });
  await until(program, /The database cannot be reached/);

  expect(await answers(origin, "/api/health")).toBe(200);
  expect(await answers(origin, "/api/ready")).toBe(503);
  await stopServer({ ...program, dataFolder });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { setUp } from "../support/logging";
import { aSetUpFolder, launchServer, startServer, stopServer } from "../support/server";
import { asOwner } from "./sending";
import { signIn } from "./signed-in";

const inWords = /Common Cause cannot start\. [A-Z].*\.\n/;
/** What an error looks like that nobody foresaw. */
const trace = /^\s+at /m;

test("a data folder that this user may not write to, or that is none, is said in words, and nothing is changed", {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "common-cause-rights-"));
  const isRoot = process.getuid?.() === 0;
  // Root may do everything, so the program runs as nobody, to whom the folder does not belong.
  if (!isRoot) chmodSync(folder, 0o500);
  const said = await saidByNobody(isRoot ? folder : join(folder, "data"), isRoot);
  expect(said).toMatch(inWords);
  expect(said).toMatch(/data folder cannot be used/);
  expect(said).not.toMatch(trace);

  chmodSync(folder, 0o700);
  writeFileSync(join(folder, "file"), "");
  const { program } = await launchServer({ DATA_DIR: join(folder, "file") });
  expect(await program.ended).toBe(1);
  expect(program.said()).toMatch(/data folder cannot be used.*a file stands in its place/);
  expect(program.said()).not.toMatch(trace);
  await rm(folder, { recursive: true });
});

test("secrets that are half written are said in words, and with other keys than before all rows stand and people sign in anew", {
  timeout: 240_000,
}, async () => {
  const first = await startServer({ ...setUp, DATA_DIR: await aSetUpFolder() });
  const sent = { method: "POST", headers: asOwner, body: JSON.stringify({ title: "Leads called late" }) };
  expect((await fetch(`${first.origin}/api/v1/incidents`, sent)).status).toBe(201);
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);

  const other = { ...setUp, DATA_DIR: first.dataFolder, AUTH_SECRET: "another secret than the one of the first start" };
  const next = await startServer(other);
  expect(await signIn(next.origin)).toMatch(/=.{43}$/);
  const { incidents } = await (await fetch(`${next.origin}/api/v1/incidents`, { headers: asOwner })).json();
  expect(incidents).toHaveLength(1);
  next.child.kill("SIGTERM");
  expect(await next.ended).toBe(0);

  writeFileSync(join(first.dataFolder, "secrets.json"), '{"authSecret": "ab');
  const { program } = await launchServer({ DATA_DIR: first.dataFolder });
  expect(await program.ended).toBe(1);
  expect(program.said()).toMatch(/secrets\.json does not hold the three secrets.*Put back the file/);
  expect(program.said()).not.toMatch(trace);
  await stopServer({ ...program, dataFolder: first.dataFolder });
});

async function saidByNobody(folder: string, isRoot: boolean): Promise<string> {
  const server = spawn(process.execPath, [".next/standalone/server.js"], {
    ...(isRoot && { uid: 65_534, gid: 65_534 }),
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOSTNAME: "127.0.0.1",
      DATABASE_URL: "",
      DATA_DIR: folder,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const out of [server.stdout, server.stderr]) out.on("data", (piece) => (said += piece));
  const [code] = await once(server, "exit");
  expect(code).toBe(1);
  return said;
}

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, isIP } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { ensureBuilt, standalone } from "./build.mjs";
import { ensureInstalled, requireNode, root } from "./install.mjs";
import { Failed } from "./progress.mjs";

/** `npm start`: installs and builds when needed, serves, and brings the server back when its database was lost. */

const restartMe = 70; // db/fatal.ts
const calmMs = 5 * 60_000;
/** A server that was heard of and then is silent for so long is frozen: the embedded database can fall into a loop. */
const frozenMs = Number(process.env.FROZEN_SECONDS || 120) * 1000;

/** Next's own greeting; ours follows it with the address that counts. */
const greeting = /^(▲ Next|- (Local|Network):|✓ (Ready|Running next\.config))/;

requireNode();
// Settings may stand in .env; the environment wins.
if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));

const port = Number(process.env.PORT || 3000);
// Shells and containers set HOSTNAME to the machine's name, which is no address to listen on.
const host = process.env.HOST || (isIP(process.env.HOSTNAME ?? "") ? process.env.HOSTNAME : "127.0.0.1");

try {
  console.log("Common Cause");
  await ensureInstalled();
  await ensureBuilt();
  await requireFreePort();
  serve(1);
} catch (error) {
  if (error instanceof Failed && error.output) console.error(error.output);
  console.error(error instanceof Failed ? error.message : error);
  process.exit(1);
}

function serve(pauseSeconds) {
  const since = Date.now();
  console.log("  · Starting the server and opening the database");
  const server = spawn(process.execPath, [join(standalone, "server.js")], {
    cwd: root,
    // The channel tells the server when we are gone, so that it does not stay behind alone.
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      // Words for whoever watches, lines of JSON for a program that collects them.
      LOG_FORMAT: process.env.LOG_FORMAT || (process.stdout.isTTY ? "plain" : "json"),
      PORT: String(port),
      HOSTNAME: host,
      DATA_DIR: resolve(root, process.env.DATA_DIR || "data"),
    },
  });
  createInterface({ input: server.stdout }).on("line", (line) => {
    if (!greeting.test(line)) console.log(line);
  });

  let frozen = false;
  let silence;
  // It says that it lives every few seconds, once it serves.
  server.on("message", () => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      frozen = true;
      console.log(`  The server has not been heard of for ${frozenMs / 1000} s, so it is ended.`);
      server.kill("SIGKILL");
    }, frozenMs);
  });

  const pass = (signal) => server.kill(signal);
  const orphaned = whenOrphaned(() => pass("SIGTERM"));
  process.on("SIGTERM", pass);
  process.on("SIGINT", pass);
  server.on("exit", (code, signal) => {
    clearInterval(orphaned);
    clearTimeout(silence);
    process.off("SIGTERM", pass);
    process.off("SIGINT", pass);
    if (code !== restartMe && !frozen) process.exit(code ?? (signal === "SIGKILL" ? 137 : 1));
    const pause = Date.now() - since > calmMs ? 1 : pauseSeconds;
    console.log(`  The server ${frozen ? "is" : "asked to be"} started anew; that happens in ${pause} s.`);
    setTimeout(() => serve(Math.min(pause * 2, 60)), pause * 1000);
  });
}

/** npm gives a signal to the shell it runs us in, and that shell dies of it without passing it on. */
function whenOrphaned(end) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  return setInterval(() => process.ppid !== parent && end(), 500);
}

/** Said here in one sentence; the server would say it in thirty lines, after opening the database. */
function requireFreePort() {
  return new Promise((free, taken) => {
    const probe = createServer();
    probe.once("error", (error) => {
      const words = error.code === "EADDRINUSE" ? "is in use; set PORT to another" : `cannot be used: ${error.message}`;
      taken(new Failed(`Port ${port} on ${host} ${words}.`));
    });
    probe.listen(port, host, () => probe.close(() => free()));
  });
}

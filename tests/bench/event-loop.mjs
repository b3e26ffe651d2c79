import { createRequire } from "node:module";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { BroadcastChannel, isMainThread } from "node:worker_threads";

/**
 * Loaded into the measured program and each of its threads (`NODE_OPTIONS=--import`). Answers each message with the longest
 * time since the last one that a statement held the embedded database, and that nothing else could run, both in ms.
 */
const nothing = { ms: 0, statement: "" };
let longest = nothing;
const between = new BroadcastChannel("common-cause.longest-block");
between.unref();
between.onmessage = ({ data }) => {
  longest = data;
};

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on("message", (asked) => {
    if (asked !== "longest block?") return;
    process.send?.({ database: longest, loopMs: delay.max / 1e6 });
    longest = nothing;
    between.postMessage(nothing);
    delay.reset();
  });
} else await timeStatements();

/** In the thread of the database: each statement that took longer than all before it is told at once. */
async function timeStatements() {
  const folder = join(process.cwd(), ".next", "standalone", "node_modules", "@electric-sql", "pglite", "dist");
  const { PGlite: imported } = await import(pathToFileURL(join(folder, "index.js")).href);
  const { PGlite: required } = createRequire(import.meta.url)(join(folder, "index.cjs"));
  let parsed = "";
  for (const { prototype } of [imported, required]) {
    const { execProtocolRawSync } = prototype;
    prototype.execProtocolRawSync = function timed(message) {
      if (message[0] === 0x50) parsed = Buffer.from(message.subarray(5, 500)).toString("latin1"); // P: the text of a statement
      const since = performance.now();
      try {
        return execProtocolRawSync.call(this, message);
      } finally {
        const ms = performance.now() - since;
        if (ms > longest.ms) {
          longest = { ms, statement: parsed };
          between.postMessage(longest);
        }
      }
    };
  }
}

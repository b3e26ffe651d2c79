import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Loaded into the measured program (`NODE_OPTIONS=--import`). Answers each message with the memory that is still needed, in
 * bytes: what the system counts comes and goes with what V8 has not given back yet.
 */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("message", (asked) => {
  if (asked !== "how much memory?") return;
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send?.({ needed: heapUsed + external, rss });
});

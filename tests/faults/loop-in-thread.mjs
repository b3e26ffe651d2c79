import { existsSync, rmSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** Loaded into a program and its threads (`NODE_OPTIONS=--import`): a thread that finds `LOOP_FILE` is caught in a loop for ever. */
const file = process.env.LOOP_FILE;
const look = () => {
  if (!existsSync(file)) return;
  rmSync(file);
  for (;;);
};
if (!isMainThread && file) setInterval(look, 100).unref();

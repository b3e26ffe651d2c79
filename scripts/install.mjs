import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failed, run, runNode, step } from "./progress.mjs";

export const root = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
const stamp = join(root, "node_modules", ".common-cause-installed");

/** Refuses in words on a Node that is too old; the rest would fail with a riddle. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Common Cause needs Node 20.19 or newer (24 is recommended). This is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Installs packages when none are there or the lock file has changed; with `dev`, also those that only tests need. */
export async function ensureInstalled({ dev = false } = {}) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const standing = existsSync(stamp) ? readFileSync(stamp, "utf8").split(" ") : [];
  const withDev = dev || process.env.NODE_ENV !== "production";
  if (standing[0] === lock && (standing[1] === "all" || !withDev)) return;
  await step("Installing packages (about a minute the first time)", () => npm("install", withDev));
  // npm may put the lock file in another order of its own; what counts is what stands now.
  const now = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  writeFileSync(stamp, `${now} ${withDev ? "all" : "production"}`);
}

async function npm(command, withDev) {
  const words = [command, withDev ? "--include=dev" : "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts"];
  const own = process.env.npm_execpath;
  try {
    if (own?.endsWith(".js")) await runNode([own, ...words], { cwd: root });
    else await run("npm", words, { cwd: root, shell: process.platform === "win32" });
  } catch (error) {
    throw new Failed(
      `The packages could not be installed. Is the npm registry reachable?\n${error.message}`,
      error.output,
    );
  }
}

import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./install.mjs";
import { Failed, runNode, step } from "./progress.mjs";

const stamp = join(root, ".next", "common-cause-built");
/**
 * While building, Next takes this key for the names of server actions, and would make a new one for each machine. With the
 * same one a form of one build can be sent to another: copies behind one address, and old and new during an upgrade. What
 * actions carry is sealed with the installation's own key, which the server is given before it answers anyone.
 */
const namesOfActions = Buffer.from("common-cause-names-of-actions-01").toString("base64");

export const standalone = join(root, ".next", "standalone");

/** Builds when a source differs from what was built. Gives whether it had to. */
export async function ensureBuilt() {
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sources) return false;
  rmSync(stamp, { force: true });
  await step("Building (about half a minute)", async () => {
    try {
      await runNode([join(root, "node_modules", "next", "dist", "bin", "next"), "build"], {
        cwd: root,
        env: {
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: namesOfActions,
          BUILD_NAME: sources.slice(0, 20),
        },
      });
    } catch (error) {
      throw new Failed("The build failed.", error.output);
    }
    // Next leaves these to a content network; we serve them ourselves.
    cpSync(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
    cpSync(join(root, "public"), join(standalone, "public"), { recursive: true });
  });
  writeFileSync(stamp, sources);
  return true;
}

/** By content, not by time: a fresh clone or a changed branch has new times and maybe the same text. */
function fingerprint() {
  const sum = createHash("sha256").update(process.versions.node.split(".")[0]);
  for (const file of ["app", "db", "lib", "public"].flatMap(filesUnder).concat(configuration()))
    sum
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)));
  return sum.digest("hex");
}

/** Without `next-env.d.ts`, which the build itself writes: a fresh clone would be built twice. */
const configuration = () =>
  readdirSync(root).filter(
    (name) =>
      /^(package|package-lock|tsconfig|tsconfig\.build)\.json$/.test(name) ||
      (/^[\w.-]+\.(ts|mjs)$/.test(name) && name !== "next-env.d.ts"),
  );

function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

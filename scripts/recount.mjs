import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureInstalled, requireNode, root } from "./install.mjs";
import { step } from "./progress.mjs";

/**
 * `npm run recount`: counts anew the sums that charts read, says where they were off and puts them right; with
 * `-- --check` it only says so. On the embedded database the program has to be stopped for it.
 */

requireNode();
if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
process.env.DATA_DIR = resolve(root, process.env.DATA_DIR || "data");
process.chdir(root);
const repair = !process.argv.includes("--check");

try {
  console.log("Common Cause, recount");
  await ensureInstalled({ dev: true });
  // Vite reads TypeScript and our short import paths; nothing else here needs it.
  const { runnerImport } = await import("vite");
  const alias = { "@": root, "server-only": join(root, "tests", "support", "empty.ts") };
  const file = join(import.meta.dirname, "recount.ts");
  const { module } = await runnerImport(file, { configFile: false, resolve: { alias } });
  process.exit(await module.recount({ repair, step }));
} catch (error) {
  console.error(error?.name === "Error" ? error : error.message);
  process.exit(1);
}

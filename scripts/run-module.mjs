import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ensureInstalled, requireNode, root } from "./install.mjs";

/**
 * What our command-line tools have in common: settings from .env, the packages, and a module of ours in TypeScript.
 * The module's function gives the exit code. A fault with a name of its own was written for people; of any other they
 * see all there is.
 */
export async function runModule(title, name, work) {
  requireNode();
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  process.env.DATA_DIR = resolve(root, process.env.DATA_DIR || "data");
  process.chdir(root);
  try {
    console.log(title);
    await ensureInstalled({ dev: true });
    // Vite reads TypeScript and our short import paths; nothing else here needs it.
    const { runnerImport } = await import("vite");
    const alias = { "@": root, "server-only": join(root, "tests", "support", "empty.ts") };
    const file = join(import.meta.dirname, `${name}.ts`);
    const { module } = await runnerImport(file, { configFile: false, resolve: { alias } });
    process.exit(await work(module));
  } catch (error) {
    console.error(error?.name === "Error" || error?.name === "TypeError" ? error : `\n${error.message}\n`);
    process.exit(1);
  }
}

/** As the person typed it: npm runs us elsewhere than they are. */
export const pathFrom = (typed) => resolve(process.env.INIT_CWD || process.cwd(), typed);

/** The words that are no options, the options that stand alone, and those with a value. Ends on one that is unknown. */
export function readWords(flags, valued = []) {
  const found = { words: [] };
  const given = process.argv.slice(2);
  while (given.length > 0) {
    const [word, value] = given.shift().split("=");
    if (!word.startsWith("--")) found.words.push(word);
    else if (flags.includes(word.slice(2))) found[word.slice(2)] = true;
    else if (valued.includes(word.slice(2))) found[word.slice(2)] = value ?? given.shift();
    else {
      console.error(
        `There is no option ${word}. Options: ${[...flags, ...valued].map((name) => `--${name}`).join(", ")}.`,
      );
      process.exit(1);
    }
  }
  return found;
}

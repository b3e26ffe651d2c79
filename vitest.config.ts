import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const onServer = process.env.TEST_ENGINE === "postgres";

/** The second run, on PostgreSQL, repeats only what touches a database: files that import from `tests/support`. */
const withDatabase = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^(lib|app|db)[\\/].*\.test\.tsx?$/.test(file))
  .filter((file) => /from "[^"]*support\//.test(readFileSync(join(root, "tests", file), "utf8")))
  .map((file) => `tests/${file.replaceAll("\\", "/")}`);

export default defineConfig({
  resolve: { alias: { "@": root, "server-only": join(root, "tests/support/empty.ts") } },
  test: {
    // It imports `next/server` without an ending, which Node alone does not find.
    server: { deps: { inline: ["next-auth"] } },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: onServer ? withDatabase : ["tests/{lib,app,db}/**/*.test.{ts,tsx}"],
          // Rules that only a server with several connections has.
          exclude: onServer ? [] : ["tests/**/*.server.test.ts"],
          globalSetup: "tests/support/global-setup.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          globalSetup: "tests/support/faults-setup.ts",
          // They mostly wait, so two files go on at once, but not where it is told how long things took.
          fileParallelism: process.env.FAULTS !== "long",
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const onServer = process.env.TEST_ENGINE === "postgres";

const files = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^(lib|app|db)[\\/].*\.test\.tsx?$/.test(file))
  // Rules that only a server with several connections has, or only the embedded database.
  .filter((file) => !file.includes(onServer ? ".embedded.test." : ".server.test."))
  .map((file) => ({
    file: `tests/${file.replaceAll("\\", "/")}`,
    text: readFileSync(join(root, "tests", file), "utf8"),
  }))
  // The second run, on PostgreSQL, repeats only what touches a database.
  .filter(({ text }) => !onServer || /from "[^"]*support\//.test(text));

/**
 * Most files share a process with others, which has read the program and the engine already: that is a quarter of their
 * time. A file that changes the process itself (its settings, its database, its queue, mocks) has one of its own.
 */
const alone = ({ text }: { text: string }) =>
  /\bvi\.(?!fn|waitFor)|process\.(?!cpuUsage)|globalThis|closeDatabase|adoptEngine|\/(jobs|live)|mail-room|\/visitor"/.test(
    text,
  );

const unit = (name: string, isolate: boolean, groupOrder: number) => ({
  extends: true as const,
  test: {
    name,
    isolate,
    include: files.filter((file) => alone(file) === isolate).map(({ file }) => file),
    globalSetup: "tests/support/global-setup.ts",
    sequence: { groupOrder },
  },
});

export default defineConfig({
  resolve: { alias: { "@": root, "server-only": join(root, "tests/support/empty.ts") } },
  test: {
    // It imports `next/server` without an ending, which Node alone does not find.
    server: { deps: { inline: ["next-auth"] } },
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      unit("unit", false, 1),
      unit("unit alone", true, 2),
      {
        extends: true,
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          // It installs and builds two programs, and needs the history of the sources.
          exclude: process.env.FAULTS === "long" ? [] : ["tests/faults/upgrade.test.ts"],
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

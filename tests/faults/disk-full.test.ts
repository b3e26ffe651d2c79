import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Program, runProgram } from "../support/program";

const program = join(process.cwd(), "node_modules", ".cache", "common-cause", "fill.mjs");
const folder = mkdtempSync(join(tmpdir(), "common-cause-full-"));

beforeAll(() =>
  build({
    entryPoints: ["tests/faults/fill.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    alias: { "@": process.cwd() },
  }),
);
afterAll(() => rm(folder, { recursive: true }));

const run = (task: string, more: { largestFileKb?: number } = {}): Program =>
  runProgram([program, task], { DATA_DIR: folder, DATABASE_URL: "" }, more);

test("when the embedded database can no longer write, the program ends at once, and no promised row is lost", async () => {
  const first = run("count");
  expect(await first.ended).toBe(0);

  // A limit on the size of a file stands in for a full disk: the next log segment of 16 MB cannot be made.
  const full = run("fill", { largestFileKb: 12_000 });
  expect(await full.ended).toBe(70);
  expect(full.said()).toMatch(/The embedded database can no longer write/);
  const promised = Number(
    full
      .said()
      .match(/promised \d+/g)
      ?.at(-1)
      ?.slice("promised ".length),
  );

  const after = run("count");
  expect(await after.ended).toBe(0);
  expect(promised).toBeGreaterThan(0);
  expect(Number(/found (\d+)/.exec(after.said())?.[1])).toBeGreaterThanOrEqual(promised);
});

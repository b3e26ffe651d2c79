import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { countsOf, countsOfStories, tellFailures } from "./counts.mjs";
import { ensureInstalled, requireNode, root } from "./install.mjs";
import { Failed, runNode, step } from "./progress.mjs";

/**
 * `npm test`: installs what is missing, then every check, each with its time. `npm test -- --only lint,unit` picks
 * stages by name, `--update` passes on to the stories' pictures, `--long` lets the fault tests go on for long and keeps what
 * they tell in docs/reliability.md. Ends with `N passed, N failed, N skipped` on a line alone.
 */

const long = process.argv.includes("--long");

const reports = mkdtempSync(join(tmpdir(), "common-cause-test-"));
const bin = (name, ...path) => join(root, "node_modules", name, ...path);
const next = bin("next", "dist", "bin", "next");
const one = { passed: 1, failed: 0, skipped: 0 };
let browser;

/** Each gives its counts, or throws for one failure. `needs` names a stage without which it cannot be judged. */
const stages = [
  { name: "lint", words: "Lint and format", work: lint },
  { name: "types", words: "Types", work: types },
  { name: "unit", words: "Unit and integration tests on PGlite", work: () => vitest("unit*", "pglite") },
  { name: "postgres", words: "Database tests on PostgreSQL", work: () => vitest("unit*", "postgres") },
  { name: "build", words: "Production build", work: build },
  { name: "bundles", words: "First-load JavaScript per page", work: bundles, needs: "build" },
  { name: "faults", words: `Fault tests, ${long ? "long" : "short"} form`, work: faults, needs: "build" },
  { name: "stories", words: "Stories in a browser", work: stories, needs: "build" },
];

requireNode();
process.exit(await main());

async function main() {
  const chosen = chosenStages();
  console.log("Common Cause: checks\n");
  try {
    await ensureInstalled({ dev: true });
  } catch (error) {
    return finish([{ name: "install", counts: failed(error) }]);
  }
  const results = [];
  for (const stage of chosen) results.push(await judge(stage, results));
  return finish(results);
}

function chosenStages() {
  const place = process.argv.indexOf("--only");
  if (place < 0) return stages;
  const names = (process.argv[place + 1] ?? "").split(",");
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length === 0) return stages.filter(({ name }) => names.includes(name));
  console.error(`There is no stage ${unknown.join(", ")}. Stages: ${stages.map(({ name }) => name).join(", ")}.`);
  process.exit(1);
}

async function judge({ name, words, work, needs }, before) {
  const missing = before.find((result) => result.name === needs && result.counts.failed > 0);
  if (missing) {
    console.log(`  – ${words}: left out, because ${needs} failed`);
    return { name, counts: { passed: 0, failed: 0, skipped: 1 } };
  }
  const since = Date.now();
  let counts;
  try {
    counts = await step(words, async () => {
      const now = await work();
      if (now.failed > 0) throw Object.assign(new Failed(""), { counts: now });
      return now;
    });
  } catch (error) {
    counts = error.counts ?? failed(error);
  }
  return { name, counts, seconds: (Date.now() - since) / 1000 };
}

function failed(error) {
  if (error instanceof Failed) console.error(indent(`${error.output}\n${error.message}`.trim()));
  else console.error(error);
  return { passed: 0, failed: 1, skipped: 0, failures: [{ name: "the stage", words: error.message }] };
}

function finish(results) {
  rmSync(reports, { recursive: true, force: true });
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, counts } of results) tellFailures(name, counts);
  console.log("");
  for (const { name, counts, seconds = 0 } of results) {
    for (const key of Object.keys(sum)) sum[key] += counts[key];
    const { passed, failed, skipped } = counts;
    console.log(
      `  ${name.padEnd(10)} ${`${passed} passed, ${failed} failed, ${skipped} skipped`.padEnd(36)} ${seconds.toFixed(1)} s`,
    );
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  return sum.failed > 0 ? 1 : 0;
}

async function lint() {
  await runNode([bin("@biomejs/biome", "bin", "biome"), "ci", "--colors=off"], { cwd: root });
  return one;
}

async function types() {
  // Next writes the types of its routes; without them a page's parameters are unknown.
  await runNode([next, "typegen"], { cwd: root, env: { NEXT_TELEMETRY_DISABLED: "1" } });
  await runNode([bin("typescript", "bin", "tsc"), "--noEmit", "-p", "."], { cwd: root });
  return one;
}

async function build() {
  if (!(await ensureBuilt())) console.log("    nothing has changed since the last build");
  return one;
}

async function bundles() {
  const { limitKb, measurePages, printPages } = await import("./check-bundles.mjs");
  const pages = await measurePages();
  printPages(pages);
  const failed = pages.filter(({ kb }) => kb > limitKb).length;
  return { passed: pages.length - failed, failed, skipped: 0 };
}

/** In the long form what each test tells of itself becomes the table, unless one of them failed. */
async function faults() {
  let said = "";
  const hear = (piece) => {
    said += piece;
  };
  const counts = await vitest("faults", "pglite", { FAULTS: long ? "long" : "short" }, long ? hear : undefined);
  if (!long || counts.failed > 0) return counts;
  const { keepPart, tableOfFaults, whenAndWhere } = await import("./reliability.mjs");
  const table = tableOfFaults(said.split("\n"));
  if (table) keepPart("faults", `${whenAndWhere()}.\n\n${table}`);
  return counts;
}

/** `project` of vitest.config.ts; a star stands for any ending. */
async function vitest(project, engine, more = {}, hear = undefined) {
  const report = join(reports, `${project.replace("*", "")}-${engine}.json`);
  const words = ["run", "--project", project, "--reporter=default", "--reporter=./scripts/vitest-report.mjs"];
  const { code } = await runNode([bin("vitest", "vitest.mjs"), ...words], {
    cwd: root,
    env: { TEST_ENGINE: engine, NODE_ENV: "test", REPORT_FILE: report, ...more },
    loud: true,
    hear,
    allowed: [0, 1],
  });
  return countsOf(readReport(report), code);
}

async function stories() {
  const { ensureChromium } = await import("./chromium.mjs");
  browser ??= await ensureChromium();
  const report = join(reports, "stories.json");
  const update = process.argv.includes("--update") ? ["--update-snapshots"] : [];
  const { code } = await runNode([bin("@playwright/test", "cli.js"), "test", "--reporter=list,json", ...update], {
    cwd: root,
    env: { CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    loud: true,
    allowed: [0, 1],
  });
  return countsOfStories(readReport(report), code);
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Failed("The stage ended without a report; see above.");
  }
}

function indent(text) {
  return text.replace(/^/gm, "    ");
}

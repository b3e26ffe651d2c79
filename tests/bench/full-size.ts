import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { refreshStatistics } from "@/db/statistics";
import { startServer, stopServer } from "../support/server";
import { columns, type Figure } from "./figures";
import { type Filled, fill } from "./fill";
import { openPostgres } from "./postgres";
import { settings } from "./settings";
import { visitor } from "./visits";
import { pagesOf } from "./walks";

type Say = (words: string) => void;

/** The largest that is allowed or promised (trust: T13): a tree of 5,000 whys, and lists of 100,000 incidents. */
const sizes = { usual: 12, most: 5_000 };
const listLimitMs = 300;
const treeLimitMs = 1_500;
const warmUps = 10;
const times = { list: 60, tree: 15 };

/** How long somebody alone waits for the largest things, on both engines. */
export async function measureFullSize(say: Say): Promise<{ figures: Figure[]; table: string }> {
  const figures: Figure[] = [];
  const postgres = await openPostgres();
  try {
    say(`filling a database with ${settings.many} incidents and trees of ${sizes.most} whys`);
    const onServer = await postgres.filled(settings.many, (db, many) => fill(db, many, sizes));
    figures.push(...(await measureOn("PostgreSQL", { DATABASE_URL: onServer.url }, onServer, say)));
  } finally {
    await postgres.stop();
  }
  say("the same on the embedded database");
  const { folder, filled } = await fillFolder();
  figures.push(...(await measureOn("embedded", { DATA_DIR: folder }, filled, say)));
  return { figures, table: tableOf(figures) };
}

async function measureOn(name: string, env: Record<string, string>, filled: Filled, say: Say): Promise<Figure[]> {
  const server = await startServer(env);
  try {
    const {
      "cause tree of 12 whys": _usual,
      "cause tree of 500 whys": _large,
      ...lists
    } = await pagesOf(server.origin, filled);
    const { read } = visitor(server.origin, filled.cookie);
    const tree = `/w/${filled.world.workspace.slug}/causes/${filled.largeTreeId}`;
    const trees = {
      [`tree of ${sizes.most} whys`]: () => read(tree),
      [`diagram of ${sizes.most} whys`]: () => read(`${tree}/diagram`),
    };
    const figures: Figure[] = [];
    for (const [page, once] of Object.entries(lists)) {
      say(`${name}: ${page}`);
      figures.push({
        name: `${name}: ${page}, p95`,
        value: await p95(once, times.list),
        unit: "ms",
        limit: listLimitMs,
      });
    }
    for (const [page, once] of Object.entries(trees)) {
      say(`${name}: ${page}`);
      figures.push({
        name: `${name}: ${page}, p95`,
        value: await p95(once, times.tree),
        unit: "ms",
        limit: treeLimitMs,
      });
    }
    return figures;
  } finally {
    await stopServer(server);
  }
}

async function p95(once: () => Promise<unknown>, many: number): Promise<number> {
  for (let time = 0; time < warmUps; time += 1) await once();
  const took: number[] = [];
  for (let time = 0; time < many; time += 1) {
    const since = performance.now();
    await once();
    took.push(performance.now() - since);
  }
  return took.sort((a, b) => a - b)[Math.ceil(many * 0.95) - 1] ?? Number.NaN;
}

async function fillFolder(): Promise<{ folder: string; filled: Filled }> {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-bench-"));
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    const filled = await fill(database(), settings.many, sizes);
    await refreshStatistics(engine());
    return { folder, filled };
  } finally {
    await closeDatabase();
  }
}

function tableOf(figures: Figure[]): string {
  const pages = [...new Set(figures.map(({ name }) => name.replace(/^\w+: /, "")))];
  const at = (engine: string, page: string) =>
    figures.find(({ name }) => name === `${engine}: ${page}`)?.value.toFixed(0) ?? "";
  const limit = (page: string) => figures.find(({ name }) => name.endsWith(`: ${page}`))?.limit?.toFixed(0) ?? "";
  return columns([
    ["in ms", "PostgreSQL", "embedded", "limit"],
    ...pages.map((page) => [page, at("PostgreSQL", page), at("embedded", page), limit(page)]),
  ]);
}

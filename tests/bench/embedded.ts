import type { ChildProcess } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { startServer, stopServer } from "../support/server";
import { peakMemoryOf } from "./cpu";
import type { Figure } from "./figures";
import { type Filled, fill } from "./fill";
import { settings } from "./settings";
import { toldBy } from "./told";
import { loggingOf, pagesOf } from "./walks";

/** `ms` is how long a statement held the database at the most; `loopMs` how long nothing else could run. */
type Block = { database: { ms: number; statement: string }; loopMs: number };

/** The longest blocks of one walk: of its first time, and of all the times after it. */
export type Blocks = { name: string; first: Block; later: Block };

const memoryLimitMb = 1_000;

/** What the program needs on the embedded database, with many incidents, and at its very first start. */
export async function measureEmbedded(say: (words: string) => void): Promise<{ figures: Figure[]; blocks: Blocks[] }> {
  say("opening an empty data folder");
  const opening = await measureFirstOpening();
  say(`filling the embedded database with ${settings.many} incidents`);
  const dataFolder = await mkdtemp(join(tmpdir(), "common-cause-bench-"));
  const filled = await fillFolder(dataFolder);
  const watch = pathToFileURL(join(process.cwd(), "tests", "bench", "event-loop.mjs")).href;
  const server = await startServer({ DATA_DIR: dataFolder, NODE_OPTIONS: `--import ${watch}` });
  try {
    const blocks: Blocks[] = [];
    const walks = { ...(await pagesOf(server.origin, filled)), ...(await loggingOf(server.origin, filled)) };
    await longestBlock(server.child);
    for (const [name, walk] of Object.entries(walks)) {
      say(`embedded: ${name}`);
      await walk();
      const first = await longestBlock(server.child);
      const end = performance.now() + settings.turnMs * 2;
      while (performance.now() < end) await Promise.all([walk(), walk()]);
      blocks.push({ name, first, later: await longestBlock(server.child) });
    }
    const all = blocks.flatMap(({ first, later }) => [first, later]);
    const memory = peakMemoryOf(server.child.pid ?? 0);
    return {
      blocks,
      figures: [
        ...opening,
        { name: "embedded: peak memory while serving", value: memory, unit: "MB", limit: memoryLimitMb },
        {
          name: "embedded: longest database block",
          value: Math.max(...all.map((block) => block.database.ms)),
          unit: "ms",
          limit: 50,
        },
      ],
    };
  } finally {
    await stopServer(server);
  }
}

async function measureFirstOpening(): Promise<Figure[]> {
  const since = performance.now();
  const server = await startServer();
  const seconds = (performance.now() - since) / 1000;
  const memory = peakMemoryOf(server.child.pid ?? 0);
  await stopServer(server);
  return [
    { name: "embedded: first start until it serves", value: seconds, unit: "s" },
    { name: "embedded: peak memory of the first start", value: memory, unit: "MB", limit: memoryLimitMb },
  ];
}

/** Without ANALYZE: the embedded database never does that by itself. */
async function fillFolder(folder: string): Promise<Filled> {
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    return await fill(database(), settings.many);
  } finally {
    await closeDatabase();
  }
}

/** Asks the program for its longest block since it was last asked. */
const longestBlock = (child: ChildProcess): Promise<Block> => toldBy(child, "longest block?");

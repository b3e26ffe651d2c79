import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { adoptEngine, closeDatabase, type Database, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { one, rows } from "@/db/rows";
import { refreshStatistics } from "@/db/statistics";
import { findDueWork } from "@/lib/notices/find-due-work";
import type { Figure } from "./figures";
import { fill } from "./fill";
import { fillImprovements } from "./improvements-fill";
import { openPostgres } from "./postgres";
import { settings } from "./settings";

const limitSeconds = 5;
/** Whys that wait for a read-back stand in trees of a second workspace. */
const incidentsWithTrees = 10_000;

/** What it takes to find all due work: when all of it is new, and when all of it was told before. */
export async function measureJobs(say: (words: string) => void): Promise<{ figures: Figure[] }> {
  return { figures: [...(await onServer(say)), ...(await embedded(say))] };
}

async function onServer(say: (words: string) => void): Promise<Figure[]> {
  const postgres = await openPostgres();
  try {
    say(`filling a database with ${settings.improvements} improvements, to look for due work`);
    const { url } = await postgres.filled(settings.improvements, async (db, count) => {
      const filled = await fillImprovements(db, count);
      await fill(db, incidentsWithTrees);
      return filled;
    });
    const client = serverAt(url, { pool: 1, statementSeconds: 60 });
    const db = adoptEngine({ kind: "server", client });
    try {
      return await measure("due work", db);
    } finally {
      await closeDatabase();
    }
  } finally {
    await postgres.stop();
  }
}

/** There each statement holds up everybody else. */
async function embedded(say: (words: string) => void): Promise<Figure[]> {
  say("the same on the embedded database");
  const client = new PGlite();
  const db = adoptEngine({ kind: "pglite", client });
  try {
    await migrate({ kind: "pglite", client });
    await fillImprovements(db, settings.improvements);
    await fill(db, incidentsWithTrees);
    await refreshStatistics({ kind: "pglite", client });
    const figures = await measure("embedded: due work", db);
    const longest = await longestStatement(client, () => findDueWork(db));
    return [...figures, { name: "embedded: due work, longest statement", value: longest, unit: "ms" }];
  } finally {
    await closeDatabase();
  }
}

/** By the clock: the program itself does next to nothing in it. */
async function measure(name: string, db: Database): Promise<Figure[]> {
  const run = async (): Promise<number> => {
    const since = performance.now();
    await findDueWork(db);
    return (performance.now() - since) / 1000;
  };
  const first = await run();
  const again = [await run(), await run(), await run()].sort((a, b) => a - b);
  const { n } = one(rows<{ n: number }>(await db.execute(sql`select count(*)::int as n from notices`)));
  return [
    { name: `${name}, ${n} notices told`, value: first, unit: "s", limit: limitSeconds },
    { name: `${name}, nothing new`, value: again[1] ?? 0, unit: "s", limit: limitSeconds },
  ];
}

/** In ms. */
async function longestStatement(client: PGlite, work: () => Promise<unknown>): Promise<number> {
  const { query } = client;
  let longest = 0;
  client.query = (async (...words: Parameters<typeof query>) => {
    const since = performance.now();
    const answer = await query.apply(client, words);
    longest = Math.max(longest, performance.now() - since);
    return answer;
  }) as typeof query;
  await work();
  client.query = query;
  return longest;
}

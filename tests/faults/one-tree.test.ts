import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, expect, test } from "vitest";
import { adoptEngine, closeDatabase, database, type Engine, engine, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { refreshStatistics } from "@/db/statistics";
import { liveThrough, type Restarting } from "../lib/causes/one-tree";
import { isLong, often, seed, tellFault } from "../support/faults";
import { ownPostgres } from "../support/own-postgres";

const put: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await closeDatabase();
  for (const away of put.splice(0)) await away();
});

async function begin(engine: Engine) {
  await migrate(engine);
  adoptEngine(engine);
}

/** The server is killed, and started again. */
async function onPostgres(): Promise<Restarting> {
  const postgres = await ownPostgres();
  put.push(() => postgres.remove());
  await postgres.start();
  const pool = (): Engine => ({ kind: "server", client: serverAt(postgres.url, { pool: 8 }) });
  await begin(pool());
  return {
    engine,
    db: database,
    async restart() {
      const { kind, client } = engine();
      await postgres.kill();
      await postgres.start();
      adoptEngine(pool());
      if (kind === "server") client.end({ timeout: 1 }).catch(() => {});
    },
  };
}

/** The embedded database is closed, and opened again in its folder. */
async function onPglite(): Promise<Restarting> {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-one-tree-"));
  put.push(() => rm(folder, { recursive: true, force: true }));
  await begin({ kind: "pglite", client: await PGlite.create(folder) });
  return {
    engine,
    db: database,
    async restart() {
      await closeDatabase();
      adoptEngine({ kind: "pglite", client: await PGlite.create(folder) });
      await refreshStatistics(engine()); // as the program does when it starts
    },
  };
}

const engines: [string, () => Promise<Restarting>, string][] = [["PostgreSQL", onPostgres, "killed and started again"]];
if (isLong) engines.push(["the embedded database", onPglite, "closed and opened again"]);

test.each(engines)(
  `people at two trees at once on %s (seed ${seed}): both stay sound, and all screens end alike`,
  { timeout: often(90_000, 3_600_000) },
  async (name, open, restarted) => {
    const [people, deedsEach, restarts] = [often(4, 20), often(12, 500), often(1, 10)];
    const { tried, unanswered, recorded } = await liveThrough(await open(), { people, deedsEach, restarts, seed });

    expect(recorded).toBeGreaterThan(0);
    const refused = [...tried].reduce((sum, [what, times]) => sum + (what.endsWith("refused") ? times : 0), 0);
    const all = people * deedsEach;
    tellFault(
      "T9",
      `${people} people with ${all} random deeds at two trees on ${name} (${refused} refused; ${unanswered} sent again) that was ${restarted} while notifications got lost or came late or twice`,
      `${restarts} restarts`,
      "nothing; all screens alike",
      true,
    );
  },
);

import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "vitest";
import { adoptEngine, closeDatabase, database, engine, serverAt } from "@/db/client";
import { databaseUrl, testDatabase } from "../../support/database";
import { seed } from "../../support/faults";
import { liveThrough, type Restarting } from "./one-tree";

await testDatabase();

/** A new pool of connections; the embedded database is closed and opened anew. */
const ground: Restarting = {
  engine,
  db: database,
  async restart() {
    const { kind, client } = engine();
    if (kind === "server") {
      adoptEngine({ kind, client: serverAt(databaseUrl(), { pool: 8, statementSeconds: 5 }) });
      return void client.end({ timeout: 5 }).catch(() => {});
    }
    const loadDataDir = await (client as PGlite).dumpDataDir("none");
    await closeDatabase();
    const anew = new PGlite({ loadDataDir });
    await anew.waitReady;
    adoptEngine({ kind: "pglite", client: anew });
  },
};

const [people, deedsEach] = [6, 30];

/** T9. The long form is a fault test. SEED=… repeats what failed. */
test(`${people} people at two trees at once, ${deedsEach} random deeds each, a restart in between (seed ${seed}): both trees stay sound, every deed is recorded once and all screens end alike`, {
  timeout: 120_000,
}, async () => {
  const { recorded } = await liveThrough(ground, { people, deedsEach, restarts: 1, seed });

  expect(recorded).toBeGreaterThan((people * deedsEach) / 4); // refusals are expected, not the rule
});

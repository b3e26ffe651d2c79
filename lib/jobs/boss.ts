import type PgBoss from "pg-boss";
import type { Engine } from "@/db/client";
import { everyJobKind } from "./kinds";
import { aloneOn, overEngine, type QueueConnection } from "./own-connection";

/** The schema that pg-boss keeps its tables in; no deed of ours reads or writes there but through lib/jobs. */
export const jobSchema = "jobs";

/** Work that was done stays for a day and an hour: until then its name tells another copy that it has been done. */
const keptSeconds = 25 * 60 * 60;

/**
 * pg-boss as the keeper of the queue. Its own polling, schedule and upkeep stay off: each of them asks or writes all day
 * long also when nobody works, and an embedded database does that on our event loop (docs/decisions).
 */
export async function bossOver(connection: QueueConnection): Promise<PgBoss> {
  // Loaded on first use: every command may put something into the queue, few processes do.
  const { default: Boss } = await import("pg-boss");
  const boss = new Boss({
    db: connection as PgBoss.Db,
    schema: jobSchema,
    schedule: false,
    supervise: false,
    archiveCompletedAfterSeconds: keptSeconds,
    deleteAfterSeconds: 7 * 24 * 60 * 60,
  });
  // What fails is thrown to whoever asked; an `error` event that nobody hears would end the program.
  boss.on("error", () => {});
  return boss;
}

/** Makes the queue's tables and one queue for each kind of work, where they are missing. Of several copies one does it. */
export async function prepareJobs(engine: Engine): Promise<void> {
  if (engine.kind === "server") return aloneOn(engine.client, prepare);
  return prepare(overEngine(() => engine));
}

async function prepare(connection: QueueConnection): Promise<void> {
  const boss = await bossOver(connection);
  await boss.start();
  const { rows } = await connection.executeSql(`select name from ${jobSchema}.queue`);
  const known = new Set(rows.map(({ name }) => name));
  for (const name of everyJobKind) if (!known.has(name)) await boss.createQueue(name, { name, policy: "short" });
  await boss.stop({ graceful: false, close: false });
}

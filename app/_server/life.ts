import { sql } from "drizzle-orm";
import { allThreadsRun, closeDatabase, database, engine } from "@/db/client";
import { dataFolder, secrets } from "@/db/data-folder";
import { CannotStart, endIfFatal, restartMe } from "@/db/fatal";
import { openLocalDoor } from "@/db/local-door";
import { isUnreachable } from "@/db/lost";
import { isMigrated, migrate } from "@/db/migrate";
import { hasRoom, noRoomToOpen } from "@/db/room";
import { requireSharedKeys } from "@/db/shared-keys";
import { keepSnapshots, takeSnapshot } from "@/db/snapshots";
import { refreshStatistics } from "@/db/statistics";
import { writeThrough } from "@/db/synced-folder";
import { finishUpgrade } from "@/lib/finish-upgrade";
import { prepareJobs } from "@/lib/jobs/boss";
import { type Jobs, startJobs } from "@/lib/jobs/runner";
import { works } from "@/lib/jobs/works";
import { mailSettings } from "@/lib/mail/settings";
import { firstStart } from "@/lib/people/first-start";
import { followClockFile } from "./clock-file";
import { closeConnections, watchConnections } from "./connections";
import { closeStreams } from "./live-stream";
import { ownAddress } from "./own-address";
import { ownBuild } from "./own-build";

/** The program's life: start, being ready, and a stop that loses nothing. */

type Life = { ready: boolean; stopping: boolean; jobs?: Jobs; closeDoor?: () => void };
const home = Symbol.for("common-cause.life");
const shelf = globalThis as typeof globalThis & { [home]?: Life };
shelf[home] ??= { ready: false, stopping: false };
const life = shelf[home];

const aliveMs = 1_000;

/** Whoever sends us a signal waits at most this long; the last second is for closing the database. */
const patienceMs = 8_000;

/** Opens and migrates the database, prints the address, and listens for the end. Ends the program when it cannot. */
export async function start() {
  watchConnections();
  if (process.env.CLOCK_FILE) followClockFile(process.env.CLOCK_FILE);
  process.on("uncaughtException", lastWords);
  process.on("unhandledRejection", lastWords);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // Next's own handler would end the process with 143 before the database is closed.
    process.removeAllListeners(signal);
    process.on(signal, () => void stop());
  }
  // Our starter is gone: a server left behind would hold the port and the data folder.
  process.on("disconnect", () => void stop());
  // The starter ends and starts anew what it does not hear of any more (scripts/start.mjs).
  setInterval(sayAlive, aliveMs).unref();
  try {
    mailSettings(); // who cannot be understood is told so now, not when the first mail is due
    process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= secrets().actionsKey;
    await open();
  } catch (error) {
    if (!isUnreachable(error)) endBadly(error);
    console.error("The database cannot be reached. Common Cause keeps trying; until then /api/ready answers 503.");
    void openLater(1);
  }
}

async function sayAlive() {
  if (!life.ready || life.stopping) return; // asked for once it is closed, the database would open again
  await allThreadsRun().catch(() => {}); // one that has ended ends the program
  process.send?.("alive");
}

/** Whether visitors may come: the database answers within 3 s, is migrated, and the disk has room. */
export async function isReady(): Promise<boolean> {
  if (!life.ready || life.stopping) return false;
  const answers = async () => {
    await database().execute(sql`select 1`);
    return (await isMigrated(engine())) && (await hasRoom());
  };
  let bell: NodeJS.Timeout | undefined;
  const silence = new Promise<false>((resolve) => {
    bell = setTimeout(() => resolve(false), 3_000);
  });
  return Promise.race([answers().catch(() => false), silence]).finally(() => clearTimeout(bell));
}

async function open() {
  const applied = await migrate(engine());
  if (engine().kind === "server") await requireCopyOfOthers();
  await finishUpgrade(database(), applied);
  await prepareJobs(engine());
  await refreshStatistics(engine());
  const { kind, client } = engine();
  if (kind === "pglite") {
    await writeThrough(client);
    keepSnapshots(client);
    life.closeDoor = await openLocalDoor(dataFolder(), { "take-snapshot": () => takeSnapshot(client) });
  }
  const { setupLink } = await firstStart(database(), ownAddress().origin);
  life.ready = true;
  await sayAlive();
  console.log(`\n  Common Cause is at ${ownAddress().origin}`);
  if (setupLink) console.log(`  To set it up, open this link once: ${setupLink}`);
  console.log("");
  startWorking();
}

/** Copies on one server share their keys. Their builds may differ for as long as a rolling upgrade takes. */
async function requireCopyOfOthers() {
  const { otherBuild } = await requireSharedKeys(database(), { secrets: secrets(), build: ownBuild() });
  if (otherBuild) console.log("  Another build of the program was started on this database before this one.");
}

/** Visitors come first: what is done in the background begins when the program already serves. */
function startWorking() {
  if (process.env.JOBS === "off") return;
  startJobs({ engine, db: database }, works)
    .then((jobs) => {
      life.jobs = jobs;
      if (life.stopping) return jobs.stop();
    })
    .catch((error) => console.error("Nothing is done in the background, for a reason nobody knows:", error));
}

/** A server that is away at our start is looked for again, after 1 s at first and never later than after 5 s. */
async function openLater(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  if (life.stopping) return;
  try {
    await open();
  } catch (error) {
    if (!isUnreachable(error)) endBadly(error);
    return openLater(Math.min(seconds * 2, 5));
  }
}

async function stop() {
  if (life.stopping) return;
  life.stopping = true;
  life.closeDoor?.();
  setTimeout(() => process.exit(0), patienceMs + 1_500).unref();
  const jobs = life.jobs
    ?.stop(patienceMs - 2_000)
    .catch((error) => console.error("The jobs did not end cleanly.", error));
  await Promise.all([closeStreams(), closeConnections(patienceMs), jobs]);
  await closeDatabase().catch((error) => console.error("The database did not close cleanly.", error));
  process.exit(0);
}

function endBadly(error: unknown): never {
  const full = error instanceof CannotStart ? undefined : noRoomToOpen(error);
  if (full) {
    console.error(`\n  Common Cause cannot start yet. ${full}\n`);
    process.exit(restartMe); // somebody makes room, and the starter has tried again meanwhile
  }
  if (error instanceof CannotStart) console.error(`\n  Common Cause cannot start. ${error.message}\n`);
  else console.error("\n  Common Cause cannot start, for a reason it does not know:\n", error);
  process.exit(1);
}

function lastWords(error: unknown) {
  endIfFatal(error);
  console.error("A fault that nothing caught:", error);
}

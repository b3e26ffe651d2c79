import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, database, engine, serverAt } from "@/db/client";
import { migrate } from "@/db/migrate";
import { addDays, dayIn } from "@/lib/text/days";
import { runProgram } from "../support/program";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { cpuOf, peakMemoryOf } from "./cpu";
import type { Figure } from "./figures";
import type { Filled } from "./fill";
import { buildFloor, startFloor } from "./floor";
import { type FilledDatabase, openPostgres, type Postgres } from "./postgres";
import { settings } from "./settings";
import { fillTrends } from "./trends-fill";
import { type Costs, measureInTurn, ratio, spread, type Turn } from "./turns";
import { visitor } from "./visits";
import { floorWalks, loggingOf } from "./walks";

type Say = (words: string) => void;

/** What the executive's page costs at a million incidents, and what it costs to keep the sums that it reads. */
export async function measureTrends(say: Say): Promise<{ figures: Figure[]; costs: Costs }> {
  say("building the floor");
  await buildFloor();
  const postgres = await openPostgres();
  try {
    say(`filling databases with ${settings.fewTrends} and ${settings.trends} incidents of five years`);
    const few = await postgres.filled(settings.fewTrends, fillTrends);
    const many = await postgres.filled(settings.trends, fillTrends);
    const { figures, costs } = await measureFilled(postgres, { few, many }, say);
    return { figures: [...figures, await measureEmbeddedTrends(say)], costs };
  } finally {
    await postgres.stop();
  }
}

const page = "executive's page";
const withFew = "executive's page, with few";
/** What the page costs when something has happened since it was last drawn: drawn anew, with what has changed in it. */
const afterDeed = "executive's page, after each deed";
const afterDeedWithFew = "executive's page, after each deed, with few";
/** Each is measured with the deed and told without it. */
const deedAnd = (name: string) => `a deed and the ${name}`;
const logging = "logging an incident";
const loggingWithFew = "logging an incident, with few";

/** The same on databases that are filled already. */
export async function measureFilled(
  postgres: Pick<Postgres, "cpu">,
  { few, many }: { few: FilledDatabase; many: FilledDatabase },
  say: Say,
): Promise<{ figures: Figure[]; costs: Costs }> {
  const recounted = await measureRecount(many.url, say);
  const costs = await measureCosts(postgres, few, many, say);
  setDifference(costs, afterDeed, deedAnd(afterDeed), logging);
  setDifference(costs, afterDeedWithFew, deedAnd(afterDeedWithFew), loggingWithFew);
  const compared = (one: string, other: string, limit?: number): Figure => ({
    name: `${one} ÷ ${other}`,
    value: ratio(costs, one, other),
    spread: spread(costs, one, other),
    limit,
  });
  return {
    costs,
    figures: [
      compared(page, "floor list", 2),
      compared(page, withFew, 1.2),
      compared(afterDeed, "floor list"),
      compared(afterDeed, afterDeedWithFew),
      compared(logging, "logging without sums", 1.3),
      recounted,
    ],
  };
}

/** What the one costs without the other, round by round. */
function setDifference(costs: Costs, name: string, one: string, other: string) {
  const less = costs.get(other) ?? [];
  const rounds = (costs.get(one) ?? []).map(({ program, database }, round) => ({
    program: program - (less[round]?.program ?? 0),
    database: database - (less[round]?.database ?? 0),
  }));
  costs.delete(one);
  costs.set(name, rounds);
}

async function measureCosts(postgres: Pick<Postgres, "cpu">, few: FilledDatabase, many: FilledDatabase, say: Say) {
  const floor = await startFloor(many.url, many.world.workspace.id);
  const [small, large] = [await startServer({ DATABASE_URL: few.url }), await startServer({ DATABASE_URL: many.url })];
  const admin = serverAt(many.url, { pool: 1 });
  const turn = (
    name: string,
    { child: { pid = 0 } }: Pick<RunningServer, "child">,
    once: () => Promise<unknown>,
    more: Pick<Turn, "prepare"> = {},
  ): Turn => ({ name, once, cpu: () => ({ program: cpuOf(pid), database: postgres.cpu() }), ...more });
  try {
    const { "floor list": floorList } = await floorWalks(floor.origin);
    // Of these days, so that each deed changes what the charts show.
    const yesterday = addDays(dayIn("UTC"), -1);
    const { "logging an incident": log } = await loggingOf(large.origin, many, yesterday);
    if (!floorList || !log) throw new Error("There is nothing to compare with.");
    const { "logging an incident": logWithFew } = await loggingOf(small.origin, few, yesterday);
    if (!logWithFew) throw new Error("There is nothing to compare with.");
    const [readMany, readFew] = [pageOf(large.origin, many), pageOf(small.origin, few)];
    const keepSums = await sumsOnOff(admin);
    const keeping = { prepare: () => keepSums(true) };
    return await measureInTurn(
      [
        turn("floor list", floor, floorList),
        turn(page, large, readMany),
        turn(withFew, small, readFew),
        turn(deedAnd(afterDeed), large, () => log().then(readMany), keeping),
        turn(deedAnd(afterDeedWithFew), small, () => logWithFew().then(readFew)),
        turn(loggingWithFew, small, logWithFew),
        turn(logging, large, log, keeping),
        turn("logging without sums", large, log, { prepare: () => keepSums(false) }),
      ],
      say,
    );
  } finally {
    floor.child.kill();
    await Promise.all([floor.ended, stopServer(small), stopServer(large), admin.end()]);
  }
}

const pageOf = (origin: string, { world, cookie }: Filled) => {
  const { read } = visitor(origin, cookie);
  return () => read(`/w/${world.workspace.slug}/trends`);
};

/** Without sums no trigger keeps any, and the statement that adds friction finds tables that take nothing. */
async function sumsOnOff(admin: ReturnType<typeof serverAt>): Promise<(on: boolean) => Promise<void>> {
  const tables = ["friction_shares", "friction_weeks"];
  await admin.unsafe("create function takes_nothing() returns trigger language plpgsql as 'begin return null; end'");
  for (const table of tables)
    await admin.unsafe(
      `create trigger takes_nothing before insert on ${table} for each row execute function takes_nothing()`,
    );
  return async (on) => {
    await admin.unsafe(`alter table incidents ${on ? "enable" : "disable"} trigger user`);
    for (const table of tables)
      await admin.unsafe(`alter table ${table} ${on ? "disable" : "enable"} trigger takes_nothing`);
  };
}

/** As an operator does it, on sums that are right. */
async function measureRecount(url: string, say: Say): Promise<Figure> {
  say("recounting all sums");
  const since = performance.now();
  const program = runProgram([join("scripts", "recount.mjs")], { DATABASE_URL: url });
  if ((await program.ended) !== 0) throw new Error(`The recount failed.\n${program.said()}`);
  const seconds = (performance.now() - since) / 1000;
  for (const line of program.said().trim().split("\n")) say(`recount: ${line.trim()}`);
  return { name: `recount of ${settings.trends} incidents`, value: seconds, unit: "s", limit: 120 };
}

/** The page on the embedded database, with a hundred thousand incidents. */
export async function measureEmbeddedTrends(say: Say): Promise<Figure> {
  say(`filling the embedded database with ${settings.many} incidents of five years`);
  const folder = await mkdtemp(join(tmpdir(), "common-cause-bench-"));
  const filled = await fillFolder(folder);
  const server = await startServer({ DATA_DIR: folder });
  try {
    say("embedded: executive's page");
    const page = pageOf(server.origin, filled);
    const end = performance.now() + settings.turnMs * 10;
    while (performance.now() < end) await Promise.all([page(), page()]);
    const value = peakMemoryOf(server.child.pid ?? 0);
    return { name: "embedded: peak memory with the executive's page", value, unit: "MB", limit: 1_000 };
  } finally {
    await stopServer(server);
  }
}

async function fillFolder(folder: string): Promise<Filled> {
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    return await fillTrends(database(), settings.many);
  } finally {
    await closeDatabase();
  }
}

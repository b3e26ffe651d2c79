import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { refreshStatistics } from "@/db/statistics";
import { type RunningServer, startServer, stopServer } from "../support/server";
import { memoryOf } from "./cpu";
import { columns, type Figure } from "./figures";
import { buildFloor, startFloor } from "./floor";
import { fillWithPeople, type Peopled, type Person, peopleAt, peopleAtFloor } from "./people";
import { openPostgres } from "./postgres";
import { settings } from "./settings";
import { p95Of, pace, type Took, walk } from "./walking";

type Say = (words: string) => void;

/** One walk of so many people on one engine, and what the floor took in the same minutes. */
type Walked = { engine: string; people: number; took: Took; floor: Took; memory: Memory };
/** In MB: when the first third was over, and at the end; each the median of what was seen around then. */
type Memory = { before: number; after: number };

const minuteMs = 60_000;
/** Reading and writing at once, as a firm of some hundred people does. */
const requestsPerSecond = 22;
/** Memory that V8 has taken and may give back comes and goes; a leak goes on. */
const mostGrowth = 1.1;
const leastMinutes = 10;

/** People at work on both engines, twenty reading for two who write, and the floor walked by as many beside them. */
export async function measureLoad(say: Say): Promise<{ figures: Figure[]; table: string }> {
  say("building the floor");
  await buildFloor();
  const most = Math.max(...settings.people, 66);
  const postgres = await openPostgres();
  try {
    say(`filling a database with ${settings.load} incidents and ${most} people`);
    let peopled: Peopled | undefined;
    const onServer = await postgres.filled(settings.load, async (db, incidents) => {
      peopled = await fillWithPeople(db, incidents, most);
      return peopled;
    });
    say("the same on the embedded database");
    const { folder, filled } = await fillFolder(most);
    const floor = await startFloor(onServer.url, onServer.world.workspace.id);
    try {
      const atFloor = await peopleAtFloor(floor.origin, most);
      const server = {
        name: "PostgreSQL",
        env: { DATABASE_URL: onServer.url },
        filled: { ...onServer, desks: peopled?.desks ?? [] },
      };
      const embedded = { name: "embedded", env: { DATA_DIR: folder }, filled };
      const both = [await measureOn(server, atFloor, say), await measureOn(embedded, atFloor, say)];
      return { figures: both.flatMap(({ figures }) => figures), table: tableOf(both.flatMap(({ walked }) => walked)) };
    } finally {
      floor.child.kill();
      await floor.ended;
    }
  } finally {
    await postgres.stop();
  }
}

type On = { name: string; env: Record<string, string>; filled: Peopled };

async function measureOn({ name, env, filled }: On, atFloor: Person[], say: Say) {
  const server = await startServer(env);
  try {
    const people = await peopleAt(server.origin, filled);
    say(`${name}: warming up`);
    await walk(people.slice(0, 20), minuteMs / 3, 500);
    await walk(atFloor.slice(0, 20), minuteMs / 6, 500);
    const walked: Walked[] = [];
    for (const many of settings.people) {
      say(`${name}: ${many} people`);
      walked.push(await walkBeside(name, many, people, atFloor, server));
    }
    say(`${name}: ${requestsPerSecond} requests a second`);
    const paced = await pace(people, minuteMs, requestsPerSecond);
    return { walked, figures: [...walked.flatMap(figuresOf), ...pacedFigures(name, paced)] };
  } finally {
    await stopServer(server);
  }
}

/** The floor before and after, so that what else the machine does falls on both. */
async function walkBeside(
  engine: string,
  people: number,
  all: Person[],
  atFloor: Person[],
  { child: { pid = 0 } }: RunningServer,
): Promise<Walked> {
  const floorMs = (settings.minutes * minuteMs) / 4;
  const floorBefore = await walk(atFloor.slice(0, people), Math.min(floorMs, minuteMs));
  const seen: number[] = [];
  const clock = setInterval(() => seen.push(memoryOf(pid)), 2_000);
  const took = await walk(all.slice(0, people), settings.minutes * minuteMs).finally(() => clearInterval(clock));
  const floorAfter = await walk(atFloor.slice(0, people), Math.min(floorMs, minuteMs));
  const floor = { answers: [...floorBefore.answers, ...floorAfter.answers], faults: [] };
  const third = Math.ceil(seen.length / 3);
  return {
    engine,
    people,
    took,
    floor,
    memory: { before: median(seen.slice(third, 2 * third)), after: median(seen.slice(-third)) },
  };
}

const figuresOf = ({ engine, people, took, floor, memory }: Walked): Figure[] => [
  { name: `${engine}, ${people} people: not answered`, value: took.faults.length, unit: "answers", limit: 0 },
  {
    name: `${engine}, ${people} people: p95 ÷ floor`,
    value: p95Of(took) / p95Of(floor),
    ...(people === 50 && { limit: 3, aim: 1.7 }),
  },
  {
    name: `${engine}, ${people} people: memory, last third ÷ second third`,
    value: memory.after / memory.before,
    ...(settings.minutes >= leastMinutes && { limit: mostGrowth }),
  },
];

const pacedFigures = (engine: string, took: Took): Figure[] => [
  { name: `${engine}, 20 + 2 requests a second: not answered`, value: took.faults.length, unit: "answers", limit: 0 },
  { name: `${engine}, 20 + 2 requests a second: reading, p95`, value: p95Of(took, false), unit: "ms", limit: 300 },
  { name: `${engine}, 20 + 2 requests a second: writing, p95`, value: p95Of(took, true), unit: "ms", limit: 500 },
];

function tableOf(walked: Walked[]): string {
  const head = [
    "engine",
    "people",
    "minutes",
    "answers",
    "reading, p95",
    "writing, p95",
    "all, p95",
    "floor, p95",
    "memory",
  ];
  const lines = walked.map(({ engine, people, took, floor, memory }) => [
    engine,
    `${people}`,
    `${settings.minutes}`,
    `${took.answers.length}`,
    ...[p95Of(took, false), p95Of(took, true), p95Of(took), p95Of(floor)].map((ms) => `${ms.toFixed(0)} ms`),
    `${memory.before.toFixed(0)} to ${memory.after.toFixed(0)} MB`,
  ]);
  const steps = walked.map(({ engine, people, took }) => [
    `${engine}, ${people} people`,
    [...new Set(took.answers.map(({ name }) => name))]
      .sort()
      .map(
        (name) => `${name} ${p95Of({ ...took, answers: took.answers.filter((one) => one.name === name) }).toFixed(0)}`,
      )
      .join(", "),
  ]);
  return `${columns([head, ...lines])}\n\n${columns([["p95 in ms", "each"], ...steps])}`;
}

async function fillFolder(people: number): Promise<{ folder: string; filled: Peopled }> {
  const folder = await mkdtemp(join(tmpdir(), "common-cause-bench-"));
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    const filled = await fillWithPeople(database(), settings.load, people);
    await refreshStatistics(engine());
    return { folder, filled };
  } finally {
    await closeDatabase();
  }
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

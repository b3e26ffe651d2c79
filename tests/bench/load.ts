import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, database, engine } from "@/db/client";
import { migrate } from "@/db/migrate";
import { refreshStatistics } from "@/db/statistics";
import { startServer, stopServer } from "../support/server";
import { metricsToken, type Walked, type Walkers, walkBeside } from "./beside";
import { cpuOf } from "./cpu";
import { columns, type Figure } from "./figures";
import { buildFloor, startFloor } from "./floor";
import { fillWithPeople, type Peopled, peopleAt, peopleAtFloor } from "./people";
import { openPostgres } from "./postgres";
import { settings } from "./settings";
import { median, middleHalf } from "./turns";
import { nothing, p95Of, pace, type Took, walk } from "./walking";

type Say = (words: string) => void;
type OnEngine = Walked & { engine: string };

const minuteMs = 60_000;
/** Reading and writing at once, as a firm of some hundred people does. */
const requestsPerSecond = 22;
/** Memory that V8 has taken and may give back comes and goes; a leak goes on. */
const mostGrowth = 1.1;
const leastMinutes = 10;
const pacedMs = minuteMs / 2;

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
    const floor = await startFloor(onServer.url, onServer.world.workspace.id);
    try {
      const atFloor: Walkers = {
        people: await peopleAtFloor(floor.origin, most),
        cpu: () => cpuOf(floor.child.pid ?? 0) + postgres.cpu(),
      };
      const measured: Awaited<ReturnType<typeof measureOn>>[] = [];
      for (const name of settings.engines) {
        const server = { env: { DATABASE_URL: onServer.url }, filled: { ...onServer, desks: peopled?.desks ?? [] } };
        const place = name === "embedded" ? await fillFolder(most, say) : server;
        measured.push(await measureOn({ name, ...place, databaseCpu: postgres.cpu }, atFloor, say));
      }
      return {
        figures: measured.flatMap(({ figures }) => figures),
        table: tableOf(measured.flatMap(({ walked }) => walked)),
      };
    } finally {
      floor.child.kill();
      await floor.ended;
    }
  } finally {
    await postgres.stop();
  }
}

type On = { name: string; env: Record<string, string>; filled: Peopled; databaseCpu: () => number };

async function measureOn({ name, env, filled, databaseCpu }: On, floor: Walkers, say: Say) {
  const server = await startServer({ ...env, METRICS_TOKEN: metricsToken });
  const cpu = () => cpuOf(server.child.pid ?? 0) + databaseCpu();
  try {
    const people = await peopleAt(server.origin, filled);
    say(`${name}: warming up`);
    await walk(people.slice(0, 20), minuteMs / 3, 500);
    await walk(floor.people.slice(0, 20), minuteMs / 6, 500);
    const walked: OnEngine[] = [];
    for (const [at, many] of settings.people.entries()) {
      const minutes = settings.minutes[at] ?? settings.minutes.at(-1) ?? 1;
      say(`${name}: ${many} people for ${minutes} minutes`);
      const beside = await walkBeside(many, minutes, { people, cpu }, floor, server);
      const one = { engine: name, ...beside };
      walked.push(one);
      say(`  ${figuresOf(one).map(inWords).join("; ")}`);
    }
    say(`${name}: ${requestsPerSecond} requests a second`);
    const paced = await pace(people, pacedMs, requestsPerSecond);
    return { walked, figures: [...walked.flatMap(figuresOf), ...pacedFigures(name, paced)] };
  } finally {
    await stopServer(server);
  }
}

const figuresOf = ({ engine, people, minutes, took, ratios, memory }: OnEngine): Figure[] => [
  { name: `${engine}, ${people} people: not answered`, value: took.faults.length, unit: "answers", limit: 0 },
  {
    name: `${engine}, ${people} people: p95 ÷ floor`,
    value: median(ratios),
    ...(ratios.length > 1 && { spread: middleHalf(ratios) }),
    ...(people === 50 && { limit: 3, aim: 1.7 }),
  },
  {
    name: `${engine}, ${people} people: memory, last third ÷ second third`,
    value: memory.after / memory.before,
    ...(minutes >= leastMinutes && { limit: mostGrowth }),
  },
];

/** What a walk gave, said as soon as it is over: the last is an hour later. */
const inWords = ({ name, value }: Figure) => `${name.replace(/^.*: /, "")} ${value.toFixed(2)}`;

const pacedFigures = (engine: string, took: Took): Figure[] => [
  { name: `${engine}, 20 + 2 requests a second: not answered`, value: took.faults.length, unit: "answers", limit: 0 },
  { name: `${engine}, 20 + 2 requests a second: reading, p95`, value: p95Of(took, false), unit: "ms", limit: 300 },
  { name: `${engine}, 20 + 2 requests a second: writing, p95`, value: p95Of(took, true), unit: "ms", limit: 500 },
];

function tableOf(walked: OnEngine[]): string {
  const head = ["p95", "minutes", "answers", "asked beside", "reading", "writing", "all", "floor"];
  const lines = walked.map((one) => [
    nameOf(one),
    `${one.minutes}`,
    `${one.took.answers.length}`,
    `${one.took.beside.length}`,
    ...[p95Of(one.took, false), p95Of(one.took, true), p95Of(one.took), p95Of(one.floor)].map(inMs),
  ]);
  const insides = walked.map((one) => [
    nameOf(one),
    ...[one.cpuMs, one.floorCpuMs, one.inside.lagMs, one.inside.longestLagMs].map(inMs),
    `${(100 * one.stolen).toFixed(1)} %`,
    `${one.again}`,
    `${one.inside.streams}`,
    `${one.memory.before.toFixed(0)} to ${one.memory.after.toFixed(0)} MB`,
  ]);
  const inside = [
    "inside",
    "CPU per answer",
    "of the floor",
    "event loop, p99",
    "longest",
    "lost to the host",
    "rounds walked again",
    "streams",
    "memory",
  ];
  const steps = walked.map((one) => [nameOf(one), eachOf(one.took.answers), eachOf(one.took.beside)]);
  return [
    columns([head, ...lines]),
    columns([inside, ...insides]),
    columns([["p50 and p95 in ms", "what people did", "what browsers asked beside it"], ...steps]),
  ].join("\n\n");
}

const nameOf = ({ engine, people }: OnEngine) => `${engine}, ${people} people`;
const inMs = (ms: number) => `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;

function eachOf(answers: Took["answers"]): string {
  const names = [...new Set(answers.map(({ name }) => name))].sort();
  return names
    .map((name) => {
      const times = answers.filter((one) => one.name === name).map(({ ms }) => ms);
      return `${name} ${median(times).toFixed(0)}, ${p95Of({ ...nothing(), answers: answers.filter((one) => one.name === name) }).toFixed(0)}`;
    })
    .join("; ");
}

async function fillFolder(people: number, say: Say): Promise<Pick<On, "env" | "filled">> {
  say("the same on the embedded database");
  const folder = await mkdtemp(join(tmpdir(), "common-cause-bench-"));
  process.env.DATA_DIR = folder;
  delete process.env.DATABASE_URL;
  try {
    await migrate(engine());
    const filled = await fillWithPeople(database(), settings.load, people);
    await refreshStatistics(engine());
    return { env: { DATA_DIR: folder }, filled };
  } finally {
    await closeDatabase();
  }
}

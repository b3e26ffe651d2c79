import type { RunningServer } from "../support/server";
import { type MachineTime, machineTime, memoryOf } from "./cpu";
import type { Person } from "./people";
import { median } from "./turns";
import { nothing, p95Of, type Took, walk } from "./walking";

/** Those who walk, and the CPU time of what they walk through, in ms since it began. */
export type Walkers = { people: Person[]; cpu: () => number };

/** One walk of so many people, and what the floor took in the same minutes. */
export type Walked = {
  people: number;
  minutes: number;
  took: Took;
  floor: Took;
  memory: Memory;
  /** Of each round: p95 of what people did ÷ that of the floor before and after. */
  ratios: number[];
  /** CPU of program and database for each thing a person did, in ms: what browsers asked for beside it is in it. */
  cpuMs: number;
  floorCpuMs: number;
  /** Which share of the machine's time its host gave to others in the rounds that count. */
  stolen: number;
  /** How many rounds the host spoiled, so that they were walked again. */
  again: number;
  inside: Inside;
};
/** In MB: when the first third was over, and at the end; each the median of what was seen around then. */
type Memory = { before: number; after: number };
/** As the program says itself. The event loop: 99 of 100 times it was no later than this, in ms. */
type Inside = { lagMs: number; longestLagMs: number; streams: number };

/** What the program wants to hear before it tells of itself. */
export const metricsToken = "of-the-bench";
const minuteMs = 60_000;
const roundMs = 2 * minuteMs;
/** A round of which the host took a larger share tells of the host, and is walked again. */
const mostStolen = 0.03;

/**
 * In rounds, with the floor before and after each, so that what else the machine does falls on both; of the rounds the
 * median counts, for a machine that is not one's own is slow for minutes now and then. A round of which the host took too
 * much does not count, whatever it gave, and is walked again, up to as many as were asked for; its faults count all the same.
 */
export async function walkBeside(
  people: number,
  minutes: number,
  own: Walkers,
  floor: Walkers,
  server: RunningServer,
): Promise<Walked> {
  const many = Math.max(1, Math.round((minutes * minuteMs) / roundMs));
  const ownMs = (minutes * minuteMs) / many;
  const floorMs = Math.min(Math.max(ownMs / 4, minuteMs / 3), minuteMs / 2);
  const floors = [await measured(floor, people, floorMs)];
  const rounds: Round[] = [];
  const seen: number[] = [];
  const quiet = () => rounds.filter(({ stolen }) => stolen <= mostStolen);
  while (quiet().length < many && rounds.length < 2 * many) {
    await insideOf(server);
    const clock = setInterval(() => seen.push(memoryOf(server.child.pid ?? 0)), 2_000);
    const amid = new Promise<Inside>((told) => setTimeout(() => told(insideOf(server)), ownMs / 4));
    const one = await measured(own, people, ownMs).finally(() => clearInterval(clock));
    const [{ streams }, inside] = [await amid, await insideOf(server)];
    floors.push(await measured(floor, people, floorMs));
    const beside = floors.slice(-2);
    rounds.push({
      ...one,
      ratio: p95Of(one.took) / p95Of(joined(beside)),
      stolen: stolenShare([one, ...beside]),
      inside: { ...inside, streams },
      beside,
    });
  }
  const counted = quiet().length > 0 ? quiet() : rounds;
  const third = Math.ceil(seen.length / 3);
  return {
    people,
    minutes,
    took: { ...joined(counted), faults: joined(rounds).faults },
    floor: joined([...new Set(counted.flatMap(({ beside }) => beside))]),
    ratios: counted.map(({ ratio }) => ratio),
    cpuMs: cpuEach(counted),
    floorCpuMs: cpuEach(floors),
    stolen: stolenShare(counted),
    again: rounds.length - counted.length,
    inside: {
      lagMs: median(counted.map(({ inside }) => inside.lagMs)),
      longestLagMs: Math.max(...counted.map(({ inside }) => inside.longestLagMs)),
      streams: Math.max(...counted.map(({ inside }) => inside.streams)),
    },
    memory: { before: median(seen.slice(third, 2 * third)), after: median(seen.slice(-third)) },
  };
}

/** `beside` is the floor before and after it; `stolen` which share of all that time the host gave to others. */
type Round = Measured & { ratio: number; stolen: number; inside: Inside; beside: Measured[] };

/** `cpuMs` of it all; `time` of the machine in ms, and what of it its host gave to others. */
type Measured = { took: Took; cpuMs: number; time: MachineTime };

async function measured({ people, cpu }: Walkers, many: number, ms: number): Promise<Measured> {
  const [since, before] = [cpu(), machineTime()];
  const took = await walk(people.slice(0, many), ms);
  const after = machineTime();
  return {
    took,
    cpuMs: cpu() - since,
    time: { allMs: after.allMs - before.allMs, stolenMs: after.stolenMs - before.stolenMs },
  };
}

function joined(walks: readonly Measured[]): Took {
  const all = nothing();
  for (const { took } of walks) {
    all.answers.push(...took.answers);
    all.beside.push(...took.beside);
    all.faults.push(...took.faults);
  }
  return all;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const cpuEach = (walks: readonly Measured[]) =>
  sum(walks.map(({ cpuMs }) => cpuMs)) / sum(walks.map(({ took }) => took.answers.length));
const stolenShare = (walks: readonly Measured[]) =>
  sum(walks.map(({ time }) => time.stolenMs)) / sum(walks.map(({ time }) => time.allMs));

/** What the program says of itself since it was last asked. */
async function insideOf({ origin }: RunningServer): Promise<Inside> {
  const answer = await fetch(`${origin}/api/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
  const text = await answer.text();
  const figure = (name: string) =>
    Number(new RegExp(`^common_cause_${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return {
    lagMs: figure("event_loop_lag_p99_seconds") * 1000,
    longestLagMs: figure("event_loop_lag_max_seconds") * 1000,
    streams: figure("live_streams"),
  };
}

import { chance } from "../support/faults";
import type { Person, Step } from "./people";

type Answer = { name: string; writes: boolean; ms: number };
/** How long each answer took, in ms; what browsers asked for beside it, for which nobody waits; and what was no answer. */
export type Took = { answers: Answer[]; beside: Answer[]; faults: unknown[] };

export const nothing = (): Took => ({ answers: [], beside: [], faults: [] });

const pauseMs = 3_000;
/** In pauses: within so many everybody has come. */
const arrival = 4;

/** Each of the people does one thing after the other for so long, with a pause of about `rest` in between. */
export async function walk(people: readonly Person[], ms: number, rest = pauseMs): Promise<Took> {
  const took = nothing();
  const end = performance.now() + ms;
  await Promise.all(
    people.map(async (person, number) => {
      const next = chance(number + 1);
      // People come one after the other: all at once is a morning that no firm has.
      await pause(rest * arrival * next());
      const leave = await person.come?.(took);
      await pause(rest * (0.5 + next()));
      while (performance.now() < end) {
        await timed(person.next(next()), took);
        await pause(rest * (0.5 + next()));
      }
      await leave?.();
    }),
  );
  return told(took);
}

/** So many things are begun each second, whether those before them are done or not; one person does one at a time. */
export async function pace(people: readonly Person[], ms: number, perSecond: number): Promise<Took> {
  const took = nothing();
  const next = chance(7);
  const leaves = await Promise.all(people.map((person) => person.come?.(took)));
  const free = [...people];
  const under = new Set<Promise<void>>();
  const began = performance.now();
  for (let number = 0; performance.now() - began < ms; number += 1) {
    await pause(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
    const person = free.shift();
    if (!person) {
      took.faults.push(new Error("Everybody still waits for an answer."));
      continue;
    }
    const doing: Promise<void> = timed(person.next(next()), took).finally(() => {
      free.push(person);
      under.delete(doing);
    });
    under.add(doing);
  }
  await Promise.all(under);
  await Promise.all(leaves.map((leave) => leave?.()));
  return told(took);
}

async function timed({ name, writes, once }: Step, took: Took) {
  const since = performance.now();
  try {
    await patiently(once);
    took.answers.push({ name, writes, ms: performance.now() - since });
  } catch (error) {
    took.faults.push(error);
  }
}

/** A kept connection may close just as it is used again; a browser then asks anew, and the time of both counts. */
const patiently = (ask: () => Promise<unknown>, times = 3): Promise<unknown> =>
  ask().catch((error) => {
    if (times > 1 && error instanceof TypeError) return patiently(ask, times - 1);
    throw error;
  });

function told(took: Took): Took {
  const [first] = took.faults;
  if (first) console.error(`${took.faults.length} were not answered; the first:`, first);
  return took;
}

/** The time within which 95 of 100 were answered, in ms: of all, of those who write, or of those who read. */
export function p95Of({ answers }: Took, writes?: boolean): number {
  const sorted = answers
    .filter((one) => writes === undefined || one.writes === writes)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

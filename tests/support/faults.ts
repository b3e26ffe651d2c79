/** What all fault tests share: how long they go on, what they leave to chance, and how they tell what was lost. */

/** `npm test` runs the short form, `npm run test:faults` the long one. */
export const isLong = process.env.FAULTS === "long";

/** How often something is done: in the short form, and in the long one. */
export const often = (short: number, long: number): number => (isLong ? long : short);

/** As a word of a table. */
export const timesOf = (times: number) => (times === 1 ? "once" : `${times} times`);

/** Printed with each test that leaves something to chance; SEED=… repeats it. */
export const seed = Number(process.env.SEED || Date.now() % 1_000_000);

/** A sequence that the printed seed repeats (mulberry32), between 0 and 1. */
export function chance(state = seed): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * One line for whoever reads the run, and for the table of docs/reliability.md that the long form writes
 * (scripts/reliability.mjs reads it). `often` and `lost` hold no comma.
 * @param id of the test, as `T1`
 */
export function tellFault(id: string, done: string, often: string, lost: string, ofChance = false): void {
  console.log(`fault ${id}: ${done}, ${often}, ${lost}${ofChance ? ` (seed ${seed})` : ""}`);
}

/** In the long form, a line now and then for whoever waits. */
export function tellRound(id: string, round: number, rounds: number): void {
  if (isLong && round % Math.max(1, Math.floor(rounds / 10)) === 0) console.log(`  … ${id}: ${round} of ${rounds}`);
}

/** Asks again and again until it is so. Vitest's own `expect.poll` knows its test only where one goes on at a time. */
export async function waitUntil(what: string, isSo: () => Promise<boolean>, mostMs = 120_000): Promise<void> {
  const since = Date.now();
  while (!(await isSo())) {
    if (Date.now() - since > mostMs) throw new Error(`After ${mostMs} ms it is still not so that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

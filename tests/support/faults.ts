/** What all fault tests share: how long they go on, what they leave to chance, and how they tell what was lost. */

/** `npm test` runs the short form, `npm run test:faults` the long one. */
export const isLong = process.env.FAULTS === "long";

/** How often something is done: in the short form, and in the long one. */
export const often = (short: number, long: number): number => (isLong ? long : short);

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

import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "drizzle-orm";

/** Counts on as long as the work it belongs to goes on. */
export type Tally = { queries: number };

const home = Symbol.for("common-cause.query-count");
const shelf = globalThis as typeof globalThis & { [home]?: AsyncLocalStorage<Tally> };
shelf[home] ??= new AsyncLocalStorage<Tally>();
const tallies = shelf[home];

/** Runs the work and says how many statements it sent: the number of queries of a page is a promise that tests hold. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number }> {
  const tally: Tally = { queries: 0 };
  const result = await tallyQueries(tally, work);
  return { result, queries: tally.queries };
}

/** Runs the work; its statements are added to the tally, also those it sends after it has returned. */
export const tallyQueries = <T>(tally: Tally, work: () => T): T => tallies.run(tally, work);

const totalHome = Symbol.for("common-cause.queries-sent");
const total = globalThis as typeof globalThis & { [totalHome]?: number };

/** How many statements this process has sent since it started. */
export const queriesSent = (): number => total[totalHome] ?? 0;

export const queryCounter: Logger = {
  logQuery() {
    total[totalHome] = queriesSent() + 1;
    const tally = tallies.getStore();
    if (tally) tally.queries += 1;
  },
};

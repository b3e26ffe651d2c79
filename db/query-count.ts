import { AsyncLocalStorage } from "node:async_hooks";
import type { Logger } from "drizzle-orm";

type Tally = { queries: number };
type Listener = () => void;

const home = Symbol.for("common-cause.query-count");
type Counter = { tallies: AsyncLocalStorage<Tally>; listener?: Listener };
const shelf = globalThis as typeof globalThis & { [home]?: Counter };
shelf[home] ??= { tallies: new AsyncLocalStorage<Tally>() };
const counter = shelf[home];

/** Runs the work and says how many statements it sent: the number of queries of a page is a promise that tests hold. */
export async function countQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number }> {
  const tally: Tally = { queries: 0 };
  const result = await counter.tallies.run(tally, work);
  return { result, queries: tally.queries };
}

/** Calls the listener with each statement, in the context of whoever sent it. One listener; the next replaces it. */
export function onQuery(listener: Listener) {
  counter.listener = listener;
}

export const queryCounter: Logger = {
  logQuery() {
    const tally = counter.tallies.getStore();
    if (tally) tally.queries += 1;
    counter.listener?.();
  },
};

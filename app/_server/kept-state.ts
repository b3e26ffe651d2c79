import "server-only";
import type { Database } from "@/db/client";
import { findTrendsState } from "@/lib/overview/trends-state";
import { given, type Kept, keep } from "./kept";

/** A signal that a job finds is no deed: it is seen so much later at most. */
const longestMs = 5_000;
const most = 500;

const states = new Map<string, { at: number; state: Kept<string> }>();

/**
 * How far everything has come that trends are read from; see `findTrendsState`. Who enters a workspace has been told how far
 * its history is, so that the same number needs no second question for a few seconds.
 */
export function keptState(db: Database, workspaceId: string, heardUpTo: number): Promise<string> {
  const key = `${workspaceId} ${heardUpTo}`;
  const known = states.get(key);
  if (known && Date.now() - known.at < longestMs) return given(known.state);
  const read = () => findTrendsState(db, { workspaceId });
  const state = keep(read, () => states.delete(key));
  states.delete(key);
  states.set(key, { at: Date.now(), state });
  if (states.size > most) states.delete(states.keys().next().value ?? "");
  return given(state);
}

import "server-only";
import type { Database } from "@/db/client";
import { findTrendsState } from "@/lib/overview/trends-state";

/** A signal that a job finds is no deed: it is seen so much later at most. */
const longestMs = 5_000;
const most = 500;

const states = new Map<string, { at: number; state: Promise<string> }>();

/**
 * How far everything has come that trends are read from; see `findTrendsState`. Who enters a workspace has been told how far
 * its history is, so that the same number needs no second question for a few seconds.
 */
export function keptState(db: Database, workspaceId: string, heardUpTo: number): Promise<string> {
  const key = `${workspaceId} ${heardUpTo}`;
  const known = states.get(key);
  if (known && Date.now() - known.at < longestMs) return known.state;
  const state = findTrendsState(db, { workspaceId });
  states.delete(key);
  states.set(key, { at: Date.now(), state });
  state.catch(() => states.delete(key));
  if (states.size > most) states.delete(states.keys().next().value ?? "");
  return state;
}

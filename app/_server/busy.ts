import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** A moment's work says nothing; it is looked at over this long at least. */
const overMs = 2_000;
/** Up to this share of its time the program has room for everybody at once. */
const easy = 0.2;
const stretch = 10;

let seen: EventLoopUtilization | undefined;
let at = 0;
let share = 0;

/** Which share of its time the program has worked of late, between 0 and 1. */
export function busyShare(now = performance.now()): number {
  if (now - at < overMs) return share;
  const upTo = performance.eventLoopUtilization();
  share = performance.eventLoopUtilization(upTo, seen).utilization;
  seen = upTo;
  at = now;
  return share;
}

/**
 * Among how many browsers what they ask for by themselves is spread: as many as there are, and more the busier the program
 * is. Whoever clicks waits for an answer; a list that somebody else has changed can wait.
 * @param busy between 0 and 1; at one half it is as if there were four times as many
 */
export const spreadAmong = (browsers: number, busy: number): number =>
  Math.round(1 + (browsers - 1) * (1 + stretch * Math.max(0, busy - easy)));

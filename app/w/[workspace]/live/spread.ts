/**
 * When a page that somebody has changed is asked for anew. A browser that is told of a change is told at the same moment
 * as all others, and a page costs far more to draw than a change costs to tell: so each waits for a while of its own, the
 * longer the more there are, and rests between two times. Two people see each other's deeds at once.
 */

/** An answer to one's own deed brings the page with it, if it is given this long. */
const gatherMs = 400;
/** Of a burst of changes the page is asked for this often at most. */
const restMs = 2_000;
/** Pages that show one thing are open at few; lists and Today at everyone. */
const eachMs = { thing: 10, list: 50 } as const;
/** Somebody who looks on sees it by then, however many they are. */
const longestMs = 20_000;

export type Breadth = keyof typeof eachMs;

/** Over how many milliseconds so many browsers spread what they ask for. */
const spreadMs = (among: number, breadth: Breadth) => Math.min(longestMs, (among - 1) * eachMs[breadth]);

/** @param among how many browsers heard of it; @param chance between 0 and 1 */
export const waitMs = (among: number, breadth: Breadth, chance = Math.random()): number =>
  gatherMs + spreadMs(among, breadth) * chance;

/** Also when somebody is looked for who still types. */
export const pauseMs = (among: number, breadth: Breadth): number => Math.max(restMs, 2 * spreadMs(among, breadth));

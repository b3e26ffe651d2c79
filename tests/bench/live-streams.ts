import type { ChildProcess } from "node:child_process";
import type { RunningServer } from "../support/server";
import type { Figure } from "./figures";
import { openStream, type Stream } from "./live-pages";
import type { FilledDatabase } from "./postgres";
import { toldBy } from "./told";
import { median } from "./turns";
import { pagesOf } from "./walks";

/** A workspace and the people who are signed in there. */
export type InRoom = FilledDatabase & { cookies: string[] };

export const baseOf = ({ world }: InRoom) => `/w/${world.workspace.slug}`;

/** How far the history has come. */
export async function lastOf(origin: string, room: InRoom): Promise<number> {
  const headers = { cookie: room.cookie, accept: "application/json" };
  const answer = await fetch(`${origin}${baseOf(room)}/live?since=0`, { headers });
  return ((await answer.json()) as { sequence: number }).sequence;
}

const streams = 300;
const rounds = 3;
const walkMs = 20_000;
/** Requests a second. */
const pace = 8;

/** What so many open streams need of one copy, and what they take from whoever reads pages there. */
export async function measureStreams(
  { origin, child }: RunningServer,
  room: InRoom,
  say: (words: string) => void,
): Promise<Figure[]> {
  const pages = Object.values(await pagesOf(origin, room));
  await walkThrough(pages, walkMs);
  const [quiet, ratios, each]: number[][] = [[], [], []];
  const since = await lastOf(origin, room);
  for (let round = 1; round <= rounds; round += 1) {
    say(`pages without streams and with ${streams}, round ${round} of ${rounds}`);
    const quietMs = quantile(await walkThrough(pages, walkMs), 0.95);
    quiet?.push(quietMs);
    const before = await memoryOf(child);
    const open: Stream[] = Array.from({ length: streams }, (_, number) =>
      openStream(
        origin,
        `${baseOf(room)}/live?since=${since}`,
        room.cookies[number % room.cookies.length] ?? "",
        () => {},
      ),
    );
    await Promise.all(open.map(({ opened }) => opened));
    each?.push(((await memoryOf(child)) - before) / streams);
    ratios?.push(quantile(await walkThrough(pages, walkMs), 0.95) / quietMs);
    for (const stream of open) stream.close();
    await pause(1_000);
  }
  return [
    { name: `live: memory of one of ${streams} streams`, value: median(each ?? []), unit: "kB" },
    { name: `live: pages at p95 beside ${streams} streams ÷ quiet`, value: median(ratios ?? []), limit: 1.3 },
    { name: "live: pages at p95, quiet", value: median(quiet ?? []), unit: "ms" },
  ];
}

/** What the program needs, in kB, once things have settled. */
async function memoryOf(child: ChildProcess): Promise<number> {
  await pause(3_000);
  const { needed } = await toldBy<{ needed: number }>(child, "how much memory?");
  return needed / 1000;
}

/** Asks for the pages in turn, at an even pace, whether the one before was answered or not. Gives their times in ms. */
async function walkThrough(pages: (() => Promise<unknown>)[], ms: number): Promise<number[]> {
  const times: number[] = [];
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (let number = 0; performance.now() - began < ms; number += 1) {
    await pause(Math.max(0, began + (number * 1000) / pace - performance.now()));
    const since = performance.now();
    const asked = pages[number % pages.length]?.();
    if (asked) under.push(asked.then(() => void times.push(performance.now() - since)));
  }
  await Promise.all(under);
  return times;
}

/** The value that so many of the values, as a part of 1, do not pass. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * part) - 1] ?? Number.NaN;
}

export const pause = (ms: number) => new Promise((over) => setTimeout(over, ms));

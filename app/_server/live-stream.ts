import { database, engine } from "@/db/client";
import { type Change, joined } from "@/lib/live/changes";
import type { Here } from "@/lib/live/here";
import { type Hub, openHub } from "@/lib/live/hub";
import type { Now } from "@/lib/live/meeting";
import type { Showing } from "@/lib/live/showing";
import { busyShare, spreadAmong } from "./busy";

/** Streams that stay open, one of which each browser keeps to hear what others do (server-sent events). */

type Open = { close(words?: string): void; holder: string };
type Live = { hub?: Hub; streams: Set<Open>; stopped: boolean };

const home = Symbol.for("common-cause.live");
const shelf = globalThis as typeof globalThis & { [home]?: Live };
shelf[home] ??= { streams: new Set(), stopped: false };
const live = shelf[home];

/** A browser takes silence twice as long for a line that is dead; proxies wait about a minute. */
const beatMs = 20_000;
/** What one deed does in several steps is told at once, not one by one. */
const gatherMs = 50;
/** After a restart all come back at the same moment; each asks for its right to read at a moment of its own. */
const spread = () => 0.75 + Math.random() / 4;
/** What a reader leaves lying before we hang up: it comes back and names the last it has heard. */
const mostWaiting = 64 * 1024;
/** Of one person; a browser needs one. The oldest goes, for it is the one that nobody reads any more. */
const mostStreams = 20;

type Wanted = {
  workspaceId: string;
  /** Whose stream it is: one person's streams are counted together. */
  holder: string;
  since: number;
  /** Whether they may still read on; asked with every beat. */
  mayRead(): Promise<boolean>;
  everyMs?: number; // a beat
};

/**
 * The answer that goes on: `change` events with the number of the history as their id, `here` events with everyone who is
 * on a tree, `shown` events with who shows it to them, `beat` events in between.
 */
export function liveAnswer({ workspaceId, holder, since, mayRead, everyMs = beatMs }: Wanted): Response {
  const hub = openedHub();
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const say = (event: string, data: unknown, id?: number) => {
          if ((controller.desiredSize ?? 0) <= 0) return close();
          const named = id === undefined ? "" : `id: ${id}\n`;
          controller.enqueue(encoder.encode(`${named}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
        };
        let gathered: Change | undefined;
        const met = new Map<string, Here[]>();
        const shown = new Map<string, Showing | null>();
        let gathering: NodeJS.Timeout | undefined;
        const pass = () => {
          gathering = undefined;
          if (gathered) {
            const among = spreadAmong(live.streams.size, busyShare());
            say("change", { ...gathered, among } satisfies Change, gathered.sequence);
          }
          gathered = undefined;
          for (const [tree, people] of met) say("here", { tree, people });
          met.clear();
          for (const [tree, showing] of shown) say("shown", { tree, showing });
          shown.clear();
        };
        const gather = () => {
          gathering ??= setTimeout(pass, gatherMs);
        };
        const leave = hub.follow(
          workspaceId,
          since,
          (change) => {
            gathered = joined(gathered, change);
            gather();
          },
          (tree, people) => {
            met.set(tree, people);
            gather();
          },
          (tree, showing) => {
            shown.set(tree, showing);
            gather();
          },
        );
        const beat = setInterval(async () => {
          // A database that is away says nothing about the right to read; the next beat asks again.
          if (await mayRead().catch(() => true)) say("beat", {});
          else close("ended");
        }, everyMs * spread());
        let closed = false;
        const open: Open = { close, holder };
        function close(words?: string) {
          if (closed) return;
          if (words && (controller.desiredSize ?? 0) > 0) say(words, {});
          closed = true;
          leave();
          clearInterval(beat);
          clearTimeout(gathering);
          live.streams.delete(open);
          try {
            controller.close();
          } catch {
            // The reader has gone already.
          }
        }
        end = () => close();
        live.streams.add(open);
        const own = [...live.streams].filter((stream) => stream.holder === holder);
        for (const stream of own.slice(0, -mostStreams)) stream.close();
        if (live.stopped) close();
        else say("beat", {});
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
  );
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // "no-transform": nothing in between may gather it to press it together; nginx is told in its own words.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

function openedHub(): Hub {
  live.hub ??= openHub({ engine, db: database });
  return live.hub;
}

/** Who is where in a workspace and what is shown, for whoever cannot keep a stream open. */
export const liveNow = (workspaceId: string): Promise<Now> => openedHub().now(workspaceId);

/** How many are open here. */
export const countStreams = () => live.streams.size;

/** Hangs up on everyone, for the program ends: they come back to whichever copy answers. */
export async function closeStreams(): Promise<void> {
  live.stopped = true;
  for (const stream of [...live.streams]) stream.close();
  await live.hub?.stop();
}

import { Agent, get } from "node:http";
import { newsAsker } from "@/app/w/[workspace]/causes/[tree]/news-asker";
import type { TreeNews } from "@/lib/causes/news";
import type { Change } from "@/lib/live/changes";

/** A stream that stays open, and what comes through it. */
export type Stream = { opened: Promise<void>; close(): void };

/** None is kept waiting for another's connection. */
const connections = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

export function openStream(origin: string, path: string, cookie: string, hear: (change: Change) => void): Stream {
  let close = () => {};
  const opened = new Promise<void>((open, fail) => {
    const headers = { cookie, accept: "text/event-stream" };
    const asked = get(origin + path, { agent: connections, headers }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`The stream was answered ${answer.statusCode}.`));
      let rest = "";
      answer.setEncoding("utf8").on("data", (piece: string) => {
        const events = (rest + piece).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
          if (event.includes("event: beat")) open();
          const [, said] = /^event: change\ndata: (.*)$/m.exec(event) ?? [];
          if (said) hear(JSON.parse(said));
        }
      });
      answer.on("error", () => {}); // we hung up
    });
    asked.on("error", fail);
    close = () => asked.destroy();
  });
  return { opened, close };
}

/** A line as a page came to show it: which text, and when (of `performance.now`). */
type Seen = { text: string; at: number };

export type TreePage = Stream & {
  /** By the id of the line, first seen first. */
  seen: Map<string, Seen[]>;
  /** How many times it has asked so far. */
  asked(): number;
  /** What this page has done itself; of that it asks nothing. */
  ownDeed(sequence: number): void;
  faults: unknown[];
};

type Place = { origin: string; base: string; treeId: string; cookie: string; since: number };

/** A tree that stands open in somebody's browser: it asks when and what the page asks. */
export function openTreePage({ origin, base, treeId, cookie, since }: Place): TreePage {
  const seen = new Map<string, Seen[]>();
  const own = new Set<number>();
  const faults: unknown[] = [];
  let asked = 0;

  async function read(since: number, upTo: number) {
    asked += 1;
    const path = `${base}/causes/${treeId}/news?since=${since}&upTo=${upTo}`;
    const answer = await fetch(origin + path, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`The news were answered ${answer.status}.`);
    return (await answer.json()) as TreeNews;
  }
  const asker = newsAsker({
    since,
    between: (ask) => ask(),
    own: () => own,
    read: (since, upTo) =>
      read(since, upTo).catch((error) => {
        faults.push(error);
        return undefined;
      }),
    onNews: ({ whys }) => {
      const at = performance.now();
      for (const { id, text } of whys) seen.set(id, [...(seen.get(id) ?? []), { text, at }]);
    },
  });
  const stream = openStream(origin, `${base}/live?since=${since}`, cookie, ({ sequence, subjects }) => {
    if (subjects && !subjects.includes(treeId)) return;
    asker.want(sequence);
  });
  const close = () => {
    stream.close();
    asker.leave();
  };
  return { ...stream, close, seen, faults, asked: () => asked, ownDeed: (sequence) => void own.add(sequence) };
}

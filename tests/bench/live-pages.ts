import { Agent, get } from "node:http";
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

/** A tree that stands open in somebody's browser: it asks as app/w/[workspace]/causes/[tree]/use-live.ts does. */
export function openTreePage({ origin, base, treeId, cookie, since }: Place): TreePage {
  const seen = new Map<string, Seen[]>();
  const own = new Set<number>();
  const faults: unknown[] = [];
  let [heardUpTo, wanted, isUnderWay, asked] = [since, since, false, 0];

  const isOwn = (after: number, upTo: number) => {
    for (let number = upTo; number > after; number -= 1) if (!own.has(number)) return false;
    return true;
  };
  async function news() {
    asked += 1;
    const upTo = Math.max(wanted, ...own);
    const path = `${base}/causes/${treeId}/news?since=${heardUpTo}&upTo=${upTo}`;
    const answer = await fetch(origin + path, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`The news were answered ${answer.status}.`);
    const told: TreeNews = await answer.json();
    const at = performance.now();
    for (const { id, text } of told.whys) seen.set(id, [...(seen.get(id) ?? []), { text, at }]);
    return told.sequence ?? 0;
  }
  async function ask() {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      while (wanted > heardUpTo) {
        const upTo = wanted;
        heardUpTo = isOwn(heardUpTo, upTo) ? upTo : Math.max(upTo, await news());
      }
    } catch (error) {
      faults.push(error);
    } finally {
      isUnderWay = false;
    }
  }
  const stream = openStream(origin, `${base}/live?since=${since}`, cookie, ({ sequence, subjects }) => {
    if (subjects && !subjects.includes(treeId)) return;
    wanted = Math.max(wanted, sequence);
    void ask();
  });
  return { ...stream, seen, faults, asked: () => asked, ownDeed: (sequence) => void own.add(sequence) };
}

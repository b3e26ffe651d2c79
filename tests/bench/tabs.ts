import { v7 } from "uuid";
import { type Breadth, pauseMs, waitMs } from "@/app/w/[workspace]/live/spread";
import type { Change } from "@/lib/live/changes";
import { saidAt } from "@/lib/live/said";
import { asData } from "./visits";
import type { Took } from "./walking";

/**
 * What a browser does by itself while somebody works: it keeps a stream open, asks anew for the page it shows when others
 * change that, and says on which tree it is. As app/w/[workspace]/live and the tree's page do it.
 */
export type Tab = {
  /** The person looks at this page now. */
  shows(path: string, page: string): void;
  close(): Promise<void>;
};

type Sight = { path: string; names: Set<string>; known: number; treeId: string; breadth: Breadth };

const hereMs = 20_000;

/** @param base the address of the workspace; what is asked beside is noted in `took`, and what fails as a fault */
export function openTab(origin: string, cookie: string, base: string, took: Took): Tab {
  const over = new AbortController();
  const tab = v7();
  let sight: Sight = { path: "", names: new Set(), known: 0, treeId: "", breadth: "thing" };
  let wanted = 0;
  let others = 1;
  let timer: NodeJS.Timeout | undefined;
  let stream: Promise<void> | undefined;

  async function ask(name: string, path: string, more: RequestInit = {}) {
    const began = performance.now();
    try {
      const headers = { cookie, origin, ...more.headers };
      const answer = await fetch(origin + path, { ...more, headers, signal: over.signal });
      const text = await answer.text();
      if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.\n${text.slice(0, 500)}`);
      took.beside.push({ name, writes: false, ms: performance.now() - began });
      return text;
    } catch (error) {
      if (!over.signal.aborted) took.faults.push(error);
      return "";
    }
  }

  async function renew() {
    const { path, treeId, known, breadth } = sight;
    const shown = sight;
    const upTo = wanted;
    if (treeId) {
      await ask("news", `${path}/news?since=${known}`, { headers: { accept: "application/json" } });
    } else {
      timer = setTimeout(look, pauseMs(others, breadth));
      await ask("renewed", path + asData.query, { headers: asData.headers });
    }
    shown.known = Math.max(shown.known, upTo);
    if (sight === shown && treeId) look();
  }

  const look = () => {
    timer = undefined;
    if (sight.known < wanted) void renew();
  };

  const hear = ({ sequence, subjects, kinds, among = 1 }: Change) => {
    const { names } = sight;
    if (subjects && !subjects.some((id) => names.has(id)) && !kinds.some((kind) => names.has(kind))) return;
    // One question for the news is under way at a time.
    const isAsking = sight.treeId !== "" && sight.known < wanted;
    wanted = sequence;
    others = among;
    if (sight.treeId && !isAsking) look();
    else if (!sight.treeId) timer ??= setTimeout(look, waitMs(among, sight.breadth));
  };

  async function listen(since: number) {
    const headers = { cookie, accept: "text/event-stream" };
    try {
      const answer = await fetch(`${origin}${base}/live?since=${since}`, { headers, signal: over.signal });
      if (answer.status !== 200 || !answer.body) throw new Error(`The stream was answered ${answer.status}.`);
      let rest = "";
      for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
        const events = (rest + piece).split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) {
          const [, said] = /^event: change\ndata: (.*)$/m.exec(event) ?? [];
          if (said) hear(JSON.parse(said));
        }
      }
      if (!over.signal.aborted) throw new Error("The stream was ended.");
    } catch (error) {
      if (!over.signal.aborted) took.faults.push(error);
    }
  }

  const sayHere = (path: string, gone: boolean) =>
    void ask("here", saidAt(`${path}/here`, { tab, why: null, isTyping: false, gone }), { method: "POST" });
  const beat = setInterval(() => sight.treeId && sayHere(sight.path, false), hereMs);

  return {
    shows(path, page) {
      const [, treeId = ""] = /\/causes\/([0-9a-f-]{36})$/.exec(path) ?? [];
      if (sight.treeId && sight.treeId !== treeId) sayHere(sight.path, true);
      if (treeId && sight.treeId !== treeId) sayHere(path, false);
      clearTimeout(timer);
      timer = undefined;
      // The answer to a deed may leave out what the page said before.
      const names = treeId ? [treeId] : namesIn(page);
      const known = sinceIn(page) ?? sight.known;
      const heard = new Set(names.length > 0 || path !== sight.path ? names : sight.names);
      sight = { path, names: heard, known, treeId, breadth: /\\?"kinds\\?":\[/.test(page) ? "list" : "thing" };
      wanted = known;
      if (known > 0) stream ??= listen(known);
    },
    async close() {
      clearInterval(beat);
      clearTimeout(timer);
      over.abort();
      await stream;
    },
  };
}

/** Up to where the history had come, as the page tells its own script. */
function sinceIn(page: string): number | undefined {
  const [, since] = /\\?"since\\?":(\d+)/.exec(page) ?? [];
  return since === undefined ? undefined : Number(since);
}

/** Of which things or kinds of things the page wants to hear. */
function namesIn(page: string): string[] {
  return [...page.matchAll(/\\?"(?:kinds|subjects)\\?":\[([^\]]*)\]/g)].flatMap(([, list = ""]) =>
    list.split(",").map((name) => name.replaceAll(/[\\"]/g, "")),
  );
}

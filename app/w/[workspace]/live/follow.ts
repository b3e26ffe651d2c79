/**
 * Hears what others do in the workspace. One tab of a browser keeps a stream open and passes on to the others what it
 * hears; where no stream gets through, or tabs cannot agree on one, it is asked for every few seconds instead.
 */

import type { Change } from "@/lib/live/changes";
import type { Here } from "@/lib/live/here";
import type { Now } from "@/lib/live/meeting";
import type { Showing } from "@/lib/live/showing";
import { tellLine } from "./line";
import { openStream } from "./stream";

type Heard = (change: Change) => void;
/** Who is on a tree; whenever it changes, and at once where it is known. */
type Met = (tree: string, people: Here[]) => void;
/** Who shows a tree to everyone on it; likewise. */
type Shown = (tree: string, showing: Showing | null) => void;

/** What comes through a stream, and what the tab that has it passes on to the others. */
export type Passed = { change: Change } | { tree: string; people: Here[] } | { tree: string; showing: Showing | null };
/** A tab that comes later asks who is where. */
type Asked = { asks: "who" };

type Line = {
  follow(heard: Heard, since: number, met?: Met, shown?: Shown): () => void;
  /** True while nobody follows and the line has hung up. */
  isOver(): boolean;
};

const askMs = 4_000;
/** Of a tab that nobody looks at. */
const askHiddenMs = 60_000;
/** The page itself comes first; what happens meanwhile is told then. */
const settleMs = 1_000;
/** A stream is tried anew after this long of asking. */
const tryAgainMs = 300_000;

const lines = new Map<string, Line>();

/** @param since the number of the history up to which the caller knows all; @returns how to stop */
export function followWorkspace(workspace: string, since: number, heard: Heard, met?: Met, shown?: Shown): () => void {
  const open = lines.get(workspace);
  const line = open && !open.isOver() ? open : openLine(workspace, since);
  lines.set(workspace, line);
  return line.follow(heard, since, met, shown);
}

function openLine(workspace: string, since: number): Line {
  const address = `/w/${workspace}/live`;
  const name = `common-cause:live:${workspace}`;
  const followers = new Set<{ heard: Heard; met?: Met; shown?: Shown }>();
  const present = new Map<string, Here[]>();
  const showings = new Map<string, Showing | null>();
  const over = new AbortController();
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : undefined;
  let last = since;

  const take = (passed: Passed | Asked) => {
    if ("asks" in passed) {
      for (const [tree, people] of present) channel?.postMessage({ tree, people } satisfies Passed);
      for (const [tree, showing] of showings) channel?.postMessage({ tree, showing } satisfies Passed);
    } else if ("showing" in passed) {
      showings.set(passed.tree, passed.showing);
      for (const { shown } of followers) shown?.(passed.tree, passed.showing);
    } else if ("people" in passed) {
      present.set(passed.tree, passed.people);
      for (const { met } of followers) met?.(passed.tree, passed.people);
    } else if (passed.change.sequence > last) {
      last = passed.change.sequence;
      for (const { heard } of followers) heard(passed.change);
    }
  };
  const passOn = (passed: Passed) => {
    take(passed);
    channel?.postMessage(passed);
  };
  channel?.addEventListener("message", ({ data }) => take(data as Passed | Asked));

  /**
   * Gives false when there is no right to hear any more.
   * @param isAll nothing else tells who is where and what is shown: what is not named is no more
   */
  async function ask(isAll = false): Promise<boolean> {
    try {
      const since = last;
      const answer = await fetch(`${address}?since=${since}`, { headers: { accept: "application/json" } });
      tellLine(answer.status < 500);
      if (answer.ok) {
        const { shown = [], here = [], ...change }: Change & Partial<Now> = await answer.json();
        passOn({ change });
        // Another tab has told of a later one meanwhile, and of none in between.
        if (since < change.sequence && change.sequence < last) for (const { heard } of followers) heard(change);
        for (const each of here) passOn(each);
        for (const showing of shown) passOn({ tree: showing.tree, showing });
        if (isAll) forget(here, shown);
      }
      return ![401, 403, 404].includes(answer.status);
    } catch {
      tellLine(false);
      return true; // the line is down; it is asked again
    }
  }

  const forget = (here: Now["here"], shown: Now["shown"]) => {
    const [met, told] = [here, shown].map((named) => new Set(named.map(({ tree }) => tree)));
    for (const tree of present.keys()) if (!met?.has(tree)) passOn({ tree, people: [] });
    for (const tree of showings.keys()) if (!told?.has(tree)) passOn({ tree, showing: null });
  };

  async function keepAsking(forMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    const until = Date.now() + forMs;
    while (!over.signal.aborted && Date.now() < until) {
      if (!(await ask(true))) return false;
      await pause(document.hidden ? askHiddenMs : askMs, over.signal);
    }
    return true;
  }

  /** For all tabs, until this one is closed. */
  async function lead() {
    let isFirst = true;
    // A stream names who is there, not who went while it was broken.
    const onOpen = () => {
      if (!isFirst) void ask(true);
      isFirst = false;
    };
    while (!over.signal.aborted) {
      const end = await openStream(`${address}?since=${last}`, passOn, onOpen, over.signal);
      if (end === "ended") return;
      if (!(await keepAsking(end === "silent" ? tryAgainMs : askMs))) return;
    }
  }

  async function begin() {
    await pause(settleMs, over.signal);
    if (over.signal.aborted) return;
    if (!channel || !("locks" in navigator)) return void keepAsking();
    // Whoever comes second hears from the first, but not what was told before.
    void ask();
    channel.postMessage({ asks: "who" } satisfies Asked);
    await navigator.locks.request(name, { signal: over.signal }, lead).catch(() => {});
  }
  void begin();

  return {
    isOver: () => over.signal.aborted,
    follow(heard, knows, met, shown) {
      const follower = { heard, met, shown };
      followers.add(follower);
      for (const [tree, people] of present) met?.(tree, people);
      for (const [tree, showing] of showings) shown?.(tree, showing);
      if (last > knows) heard({ sequence: last, subjects: null, kinds: [] });
      return () => {
        followers.delete(follower);
        // The next page of the same workspace goes on with the line, if it comes at once.
        setTimeout(() => {
          if (followers.size > 0) return;
          over.abort();
          channel?.close();
        }, 1_000);
      };
    },
  };
}

/** Ends early when the tab is looked at again. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const seen = () => !document.hidden && done();
    const timer = setTimeout(done, ms);
    document.addEventListener("visibilitychange", seen);
    signal.addEventListener("abort", done);
  });
}

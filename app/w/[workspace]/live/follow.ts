/**
 * Hears what others do in the workspace. One tab of a browser keeps a stream open and passes on to the others what it
 * hears; where no stream gets through, or tabs cannot agree on one, it is asked for every few seconds instead.
 */

import type { Change } from "@/lib/live/changes";
import { openStream } from "./stream";

export type { Change };

type Heard = (change: Change) => void;

type Line = {
  follow(heard: Heard, since: number): () => void;
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
export function followWorkspace(workspace: string, since: number, heard: Heard): () => void {
  const open = lines.get(workspace);
  const line = open && !open.isOver() ? open : openLine(workspace, since);
  lines.set(workspace, line);
  return line.follow(heard, since);
}

function openLine(workspace: string, since: number): Line {
  const address = `/w/${workspace}/live`;
  const name = `common-cause:live:${workspace}`;
  const followers = new Set<Heard>();
  const over = new AbortController();
  const channel = "BroadcastChannel" in window ? new BroadcastChannel(name) : undefined;
  let last = since;

  const tell = (change: Change) => {
    if (change.sequence <= last) return;
    last = change.sequence;
    for (const heard of followers) heard(change);
  };
  const tellAll = (change: Change) => {
    tell(change);
    channel?.postMessage(change);
  };
  channel?.addEventListener("message", ({ data }) => tell(data as Change));

  /** Gives false when there is no right to hear any more. */
  async function ask(): Promise<boolean> {
    try {
      const answer = await fetch(`${address}?since=${last}`, { headers: { accept: "application/json" } });
      if (answer.ok) tellAll(await answer.json());
      return ![401, 403, 404].includes(answer.status);
    } catch {
      return true; // the line is down; it is asked again
    }
  }

  async function keepAsking(forMs = Number.POSITIVE_INFINITY): Promise<boolean> {
    const until = Date.now() + forMs;
    while (!over.signal.aborted && Date.now() < until) {
      if (!(await ask())) return false;
      await pause(document.hidden ? askHiddenMs : askMs, over.signal);
    }
    return true;
  }

  /** For all tabs, until this one is closed. */
  async function lead() {
    while (!over.signal.aborted) {
      const end = await openStream(() => `${address}?since=${last}`, tellAll, over.signal);
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
    await navigator.locks.request(name, { signal: over.signal }, lead).catch(() => {});
  }
  void begin();

  return {
    isOver: () => over.signal.aborted,
    follow(heard, knows) {
      followers.add(heard);
      if (last > knows) heard({ sequence: last, subjects: null, kinds: [] });
      return () => {
        followers.delete(heard);
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
      resolve();
    };
    const seen = () => !document.hidden && done();
    const timer = setTimeout(done, ms);
    document.addEventListener("visibilitychange", seen);
    signal.addEventListener("abort", done, { once: true });
  });
}

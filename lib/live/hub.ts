import "server-only";
import { sql } from "drizzle-orm";
import type { Database, Engine } from "@/db/client";
import { rows } from "@/db/rows";
import { type Change, changesSince, channel, joined, type Told } from "./changes";
import { type Met, type Now, openMeeting, type Shown } from "./meeting";

/**
 * Hears from the database what happens in the workspaces that somebody looks at, whichever copy of the program did it,
 * and tells those who follow. A notification can be lost (a connection that breaks, a pooler that passes none on) or come
 * twice. The numbers of a history have no gaps: whatever is not the next one is asked for, and they are compared every few
 * seconds, too.
 */
export type Hub = {
  /**
   * @param heard called with each change after `since`, in the order of their numbers
   * @param met called with everyone on a tree, for each tree that somebody looks at, and whenever that changes
   * @param shown called with who shows a tree to everyone on it, likewise
   * @returns how to stop
   */
  follow(workspaceId: string, since: number, heard: (change: Change) => void, met?: Met, shown?: Shown): () => void;
  /** Who is where and what is shown at the moment, for whoever cannot follow. */
  now(workspaceId: string): Promise<Now>;
  stop(): Promise<void>;
};

/** Asked for anew each time: after a lost connection they are others. */
export type Ground = { engine(): Engine; db(): Database };

/** `last`: all up to here has been told; `known`: so far the history has come. */
type Followed = { last: number; known: number; heard: Set<Follower>; isAsking: boolean };
/** `waiting`: what was told while it was still being asked what happened before; then that comes first. */
type Follower = {
  last: number;
  heard: (change: Change) => void;
  isCatchingUp: boolean;
  waiting?: Change;
  met?: Met;
  shown?: Shown;
};

const compareMs = 5_000;
/** Within this the other copies have said what they know. */
const answerMs = 300;

export function openHub(ground: Ground, every = compareMs): Hub {
  const followed = new Map<string, Followed>();
  const meeting = openMeeting(
    () => ground.db(),
    (workspaceId) => followed.get(workspaceId)?.heard ?? [],
  );
  let stopListening: (() => Promise<unknown>) | undefined;
  let listening: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const since = async (workspaceId: string, last: number) => changesSince(ground.db(), workspaceId, last);

  /** @param change all there was after `place.last`, up to its number */
  const tell = (place: Followed, change: Change) => {
    place.last = Math.max(place.last, change.sequence);
    for (const follower of place.heard) {
      if (follower.isCatchingUp) follower.waiting = joined(follower.waiting, change);
      else pass(follower, change);
    }
  };

  const pass = (follower: Follower, change: Change) => {
    if (follower.last >= change.sequence) return;
    follower.last = change.sequence;
    follower.heard(change);
  };

  /** What happened before the first notification came. */
  async function catchUp(workspaceId: string, place: Followed, follower: Follower) {
    const { last } = follower;
    const before = await since(workspaceId, last).catch(() => undefined);
    if (!place.heard.has(follower)) return;
    // A database that is away: what is told meanwhile waits, too.
    if (!before) return void setTimeout(() => void catchUp(workspaceId, place, follower), every).unref();
    follower.isCatchingUp = false;
    pass(follower, joined(before, follower.waiting ?? before));
    if (last <= place.last && before.sequence > place.last) tell(place, before);
  }

  /** Asks for what was told out of turn, or not at all. */
  async function ask(workspaceId: string, place: Followed) {
    if (place.isAsking) return;
    place.isAsking = true;
    try {
      while (place.known > place.last) {
        const { last } = place;
        tell(place, await since(workspaceId, last));
        if (place.last === last) break; // the database knows no more; what told of it was wrong
      }
    } finally {
      place.isAsking = false;
    }
  }

  const onTold = (payload: string) => {
    const { w, n, s, k } = JSON.parse(payload) as Told;
    const place = followed.get(w);
    if (!place || n <= place.last) return;
    place.known = Math.max(place.known, n);
    if (n === place.last + 1) tell(place, { sequence: n, subjects: s, kinds: k });
    else void ask(w, place).catch(() => {}); // comparing asks again
  };

  /** On a server the driver keeps a connection of its own for it. */
  async function listen() {
    const { kind, client } = ground.engine();
    const channels = [[channel, onTold] as const, ...meeting.channels];
    const stops: (() => Promise<void>)[] = [];
    for (const [name, heard] of channels)
      if (kind === "pglite") stops.push(await client.listen(name, heard));
      else stops.push((await client.listen(name, heard)).unlisten);
    stopListening = () => Promise.all(stops.map((stop) => stop()));
    // What was told before, or while nothing could be heard.
    meeting.catchUp();
  }
  const beginListening = () => {
    listening ??= listen().catch(() => {
      listening = undefined; // until it succeeds, comparing alone tells
    });
    return listening;
  };

  /** The connection may be dead, and would never answer that it stopped: that is not waited for. */
  async function listenAnew() {
    stopListening?.().catch(() => {});
    stopListening = undefined;
    if (!stopped) await listen();
  }

  /** What no notification told of. Where there was any, the connection may be one that hears nothing any more. */
  async function compare() {
    const asked = new Map([...followed].map(([id, { last }]) => [id, last]));
    if (asked.size === 0) return;
    const ids = sql.join(
      [...asked.keys()].map((id) => sql`${id}::uuid`),
      sql`, `,
    );
    const found = rows<{ id: string; sequence: number }>(
      await ground
        .db()
        .execute(sql`select id, activity_sequence::float8 as sequence from workspaces where id in (${ids})`),
    );
    let missed = false;
    for (const { id, sequence } of found) {
      const place = followed.get(id);
      if (!place || sequence <= place.last) continue;
      // What was told while we asked is no miss.
      missed ||= asked.get(id) === place.last;
      place.known = Math.max(place.known, sequence);
      await ask(id, place);
    }
    if (missed) await listenAnew();
  }

  function keepComparing() {
    timer ??= setTimeout(async () => {
      // A database that is away is told of elsewhere; what is missed meanwhile is found when it is back.
      await compare().catch(() => {});
      meeting.forgetSilent();
      timer = undefined;
      if (followed.size > 0 && !stopped) keepComparing();
    }, every);
    timer.unref();
  }

  return {
    follow(workspaceId, since, heard, met, shown) {
      void beginListening();
      const place = followed.get(workspaceId) ?? { last: since, known: since, heard: new Set(), isAsking: false };
      followed.set(workspaceId, place);
      const follower: Follower = { last: since, heard, isCatchingUp: true, met, shown };
      place.heard.add(follower);
      void catchUp(workspaceId, place, follower);
      meeting.greet(workspaceId, follower);
      keepComparing();
      return () => {
        place.heard.delete(follower);
        if (place.heard.size === 0 && followed.get(workspaceId) === place) followed.delete(workspaceId);
      };
    },
    async now(workspaceId) {
      if (!listening) {
        await beginListening();
        await new Promise((resolve) => setTimeout(resolve, answerMs));
      }
      return meeting.now(workspaceId);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      followed.clear();
      await listening;
      stopListening?.().catch(() => {});
    },
  };
}

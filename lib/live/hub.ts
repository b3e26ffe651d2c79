import "server-only";
import { sql } from "drizzle-orm";
import type { Database, Engine } from "@/db/client";
import { rows } from "@/db/rows";
import { type Change, changesSince, channel, joined, type Told } from "./changes";
import { type Here, hereChannel, presence, type ToldHere } from "./here";

/**
 * Hears from the database what happens in the workspaces that somebody looks at, whichever copy of the program did it,
 * and tells those who follow. A notification can be lost (a connection that breaks, a pooler that passes none on), so the
 * numbers of the history are compared every few seconds, and what was missed is told then.
 */
export type Hub = {
  /**
   * @param heard called with each change after `since`, in the order of their numbers
   * @param met called with everyone on a tree, for each tree that somebody looks at, and whenever that changes
   * @returns how to stop
   */
  follow(workspaceId: string, since: number, heard: (change: Change) => void, met?: Met): () => void;
  stop(): Promise<void>;
};

export type Met = (tree: string, people: Here[]) => void;

/** Asked for anew each time: after a lost connection they are others. */
export type Ground = { engine(): Engine; db(): Database };

type Followed = { last: number; heard: Set<Follower> };
/** `waiting`: what was told while it was still being asked what happened before; then that comes first. */
type Follower = { last: number; heard: (change: Change) => void; isCatchingUp: boolean; waiting?: Change; met?: Met };

const compareMs = 5_000;

export function openHub(ground: Ground, every = compareMs): Hub {
  const followed = new Map<string, Followed>();
  const present = presence();
  let stopListening: (() => Promise<unknown>) | undefined;
  let listening: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const tell = (workspaceId: string, change: Change) => {
    const place = followed.get(workspaceId);
    if (!place) return;
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

  /** What happened before the first notification came; where it cannot be asked, comparing tells it later. */
  async function catchUp(workspaceId: string, follower: Follower) {
    const before = await changesSince(ground.db(), workspaceId, follower.last).catch(() => undefined);
    const place = followed.get(workspaceId);
    if (place && before) place.last = Math.max(place.last, before.sequence);
    follower.isCatchingUp = false;
    const { waiting } = follower;
    if (before && waiting) pass(follower, joined(before, waiting));
    else if (before) pass(follower, before);
    else if (waiting) pass(follower, waiting);
  }

  const onTold = (payload: string) => {
    const { w, n, s, k } = JSON.parse(payload) as Told;
    tell(w, { sequence: n, subjects: s, kinds: k });
  };

  const onHere = (payload: string) => {
    const told = JSON.parse(payload) as ToldHere;
    tellPresent(told.w, present.heard(told, Date.now()));
  };

  const tellPresent = (workspaceId: string, trees: string[]) => {
    for (const { met } of followed.get(workspaceId)?.heard ?? [])
      for (const tree of trees) met?.(tree, present.on(workspaceId, tree));
  };

  /** On a server the driver keeps a connection of its own for it. */
  async function listen() {
    const { kind, client } = ground.engine();
    if (kind === "pglite") {
      const stops = [await client.listen(channel, onTold), await client.listen(hereChannel, onHere)];
      stopListening = () => Promise.all(stops.map((stop) => stop()));
    } else {
      const heard = [await client.listen(channel, onTold), await client.listen(hereChannel, onHere)];
      stopListening = () => Promise.all(heard.map(({ unlisten }) => unlisten()));
    }
  }

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
      // What was told while we asked is no miss.
      const last = followed.get(id)?.last;
      if (last === undefined || sequence <= last) continue;
      missed ||= asked.get(id) === last;
      tell(id, await changesSince(ground.db(), id, last));
    }
    if (missed) await listenAnew();
  }

  function keepComparing() {
    timer ??= setTimeout(async () => {
      // A database that is away is told of elsewhere; what is missed meanwhile is found when it is back.
      await compare().catch(() => {});
      for (const { workspaceId, trees } of present.forget(Date.now())) tellPresent(workspaceId, trees);
      timer = undefined;
      if (followed.size > 0 && !stopped) keepComparing();
    }, every);
    timer.unref();
  }

  return {
    follow(workspaceId, since, heard, met) {
      listening ??= listen().catch(() => {
        listening = undefined; // until it succeeds, comparing alone tells
      });
      const place = followed.get(workspaceId) ?? { last: since, heard: new Set() };
      followed.set(workspaceId, place);
      const follower: Follower = { last: since, heard, isCatchingUp: true, met };
      place.heard.add(follower);
      void catchUp(workspaceId, follower);
      for (const tree of present.trees(workspaceId)) met?.(tree, present.on(workspaceId, tree));
      keepComparing();
      return () => {
        place.heard.delete(follower);
        if (place.heard.size === 0 && followed.get(workspaceId) === place) followed.delete(workspaceId);
      };
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

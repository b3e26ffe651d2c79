import { newsAsker } from "@/app/w/[workspace]/causes/[tree]/news-asker";
import { type TreeState, treeReducer } from "@/app/w/[workspace]/causes/[tree]/tree-state";
import type { Database, Engine } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { type CauseTree, treeIndex } from "@/lib/causes/cause-tree";
import { loadTree } from "@/lib/causes/load-tree";
import { newsOf, type TreeNews } from "@/lib/causes/news";
import { sharedNews } from "@/lib/causes/shared-news";
import type { Done } from "@/lib/causes/tree-deed";
import { type Change, changesSince } from "@/lib/live/changes";
import { type Ground, type Hub, openHub } from "@/lib/live/hub";

/** A number between 0 and 1. */
export type Dice = () => number;

/** A hub to which of ten notifications about three do not come, two come late and two twice. */
export function lossyHub(ground: Ground, dice: Dice): Hub {
  const lossy = (heard: (payload: string) => void) => (payload: string) => {
    const chance = dice();
    if (chance < 0.3) return;
    if (chance < 0.5) setTimeout(() => heard(payload), 40 * dice());
    else heard(payload);
    if (chance > 0.8) heard(payload);
  };
  const engine = () => {
    const { kind, client } = ground.engine();
    const listen = (name: string, heard: (payload: string) => void) => client.listen(name, lossy(heard));
    return { kind, client: { listen } } as unknown as Engine;
  };
  return openHub({ ...ground, engine }, 300);
}

export type Screen = {
  member: Member;
  treeId: string;
  /** Sends a deed in its turn and takes in the answer, as the page does. */
  does(deed: () => Promise<Done>): Promise<Done>;
  /** Its stream breaks, and is opened again on this hub; without one the page asks what has happened instead. */
  follow(hub: Hub | undefined): void;
  shown(): Shown;
  leave(): void;
};

/** What a tree looks like on a screen. */
export type Shown = Pick<CauseTree, "whys" | "problem"> & { settledAt: string | null };

/** In one order, for two to be compared. */
const asShown = ({ whys, problem }: CauseTree, settledAt: string | null): Shown => ({
  whys: whys.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  problem,
  settledAt,
});

/** What the database says. */
export async function standsIn(db: Database, member: Member, treeId: string): Promise<Shown> {
  const loaded = await loadTree(db, member, treeId);
  if (!loaded) throw new Error("There is no such tree.");
  return asShown(loaded.tree, loaded.settledAt?.toISOString() ?? null);
}

/** Somebody's page of a tree without the browser: it hears, asks and takes in what the page does, at a pace of its own. */
export async function aScreen(db: Database, member: Member, treeId: string, dice: Dice): Promise<Screen> {
  const { sequence: since } = await changesSince(db, member.workspaceId, 0);
  const loaded = await loadTree(db, member, treeId);
  if (!loaded) throw new Error("There is no such tree.");
  const start: Partial<TreeState> = {
    tree: loaded.tree,
    settledAt: loaded.settledAt?.toISOString() ?? null,
    selectedId: null,
    editing: null,
    collapsed: new Set(),
  };
  let state = start as TreeState; // the rest is not looked at
  const own = new Set<number>();
  const take = (news: TreeNews) => {
    state = treeReducer(state, { type: "news", news });
    treeIndex(state.tree); // throws on an orphan or a circle: the page could not draw it
  };

  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(ask: () => Promise<T>): Promise<T> => {
    const turn = queue.then(ask);
    queue = turn.catch(() => {});
    return turn;
  };
  const asker = newsAsker({
    since,
    between: inTurn,
    own: () => own,
    read: (from, upTo) => sharedNews(db, member, treeId, from, upTo),
    onNews: take,
  });

  let last = since;
  const hear = ({ sequence, subjects }: Change) => {
    if (sequence <= last) return;
    last = sequence;
    if (!subjects || subjects.includes(treeId)) asker.want(sequence);
  };
  let stop = () => {};
  /** What is on its way when the line breaks never comes. */
  const streamFrom = (hub: Hub) => {
    let isBroken = false;
    let arrives = Promise.resolve();
    const leave = hub.follow(member.workspaceId, last, (change) => {
      arrives = arrives.then(() => pause(60 * dice())).then(() => (isBroken ? undefined : hear(change)));
    });
    return () => {
      isBroken = true;
      leave();
    };
  };
  const poll = () => {
    const timer = setInterval(async () => {
      const change = await changesSince(db, member.workspaceId, last).catch(() => undefined);
      if (change) hear(change);
    }, 150);
    return () => clearInterval(timer);
  };
  return {
    member,
    treeId,
    does: (deed) =>
      inTurn(async () => {
        const done = await deed();
        const news = await newsOf(db, member, done);
        if (news.sequence !== null) own.add(news.sequence);
        take(news);
        return done;
      }),
    follow: (hub) => {
      stop();
      stop = hub ? streamFrom(hub) : poll();
    },
    shown: () => asShown(state.tree, state.settledAt),
    leave: () => {
      stop();
      asker.leave();
    },
  };
}

const pause = (ms: number) => new Promise<void>((over) => setTimeout(over, ms));

import "server-only";
import type { Database } from "@/db/client";
import { type Here, hereChannel, presence, type ToldHere } from "./here";
import {
  type AskedShowing,
  returningMs,
  type Showing,
  showingChannel,
  showings,
  type ToldShowing,
  tellAgain,
} from "./showing";

export type Met = (tree: string, people: Here[]) => void;
/** null: nobody shows it any more. */
export type Shown = (tree: string, showing: Showing | null) => void;
export type Now = { here: { tree: string; people: Here[] }[]; shown: Showing[] };

/** Who follows a workspace at this copy, as far as they want to hear of it. */
export type Guest = { met?: Met; shown?: Shown };

/**
 * What is true for a moment and kept nowhere: who is on which tree, and who shows it to the others. Every copy says it
 * to all copies; this one tells its guests.
 */
export function openMeeting(db: () => Database, guestsOf: (workspaceId: string) => Iterable<Guest>) {
  const present = presence();
  const showing = showings();

  const tellPresent = (workspaceId: string, trees: string[]) => {
    for (const { met } of guestsOf(workspaceId)) for (const tree of trees) met?.(tree, present.on(workspaceId, tree));
  };

  const tellShown = (workspaceId: string, tree: string) => {
    for (const { shown } of guestsOf(workspaceId)) shown?.(tree, showing.on(workspaceId, tree));
  };

  const onHere = (payload: string) => {
    const told = JSON.parse(payload) as ToldHere;
    tellPresent(told.w, present.heard(told, Date.now()));
  };

  const onShowing = (payload: string) => {
    const told = JSON.parse(payload) as ToldShowing | AskedShowing;
    if ("asks" in told) {
      // Every copy that knows says it: what is heard twice changes nothing.
      for (const known of showing.all(Date.now())) tellAgain(db(), known).catch(() => {});
      return;
    }
    if (showing.heard(told, Date.now())) tellShown(told.w, told.tree);
    if (told.lastsMs <= returningMs) setTimeout(forgetShown, told.lastsMs).unref();
  };

  const forgetShown = () => {
    for (const { workspaceId, tree } of showing.forget(Date.now())) tellShown(workspaceId, tree);
  };

  /** Whoever was not heard of for too long is there no more. */
  const forgetSilent = () => {
    for (const { workspaceId, trees } of present.forget(Date.now())) tellPresent(workspaceId, trees);
    forgetShown();
  };

  return {
    /** What this hears, and where. */
    channels: [
      [hereChannel, onHere],
      [showingChannel, onShowing],
    ] as const,
    /** Asks the other copies what was said before this one listened. */
    catchUp: () => void tellAgain(db(), { asks: "what" }).catch(() => {}),
    /** Tells one guest how it stands. */
    greet(workspaceId: string, { met, shown }: Guest) {
      for (const tree of present.trees(workspaceId)) met?.(tree, present.on(workspaceId, tree));
      for (const now of showing.of(workspaceId, Date.now())) shown?.(now.tree, now);
    },
    forgetSilent,
    now(workspaceId: string): Now {
      forgetSilent();
      const here = present.trees(workspaceId).map((tree) => ({ tree, people: present.on(workspaceId, tree) }));
      return { here, shown: showing.of(workspaceId, Date.now()) };
    },
  };
}

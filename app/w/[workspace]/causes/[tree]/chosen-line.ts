import { useSyncExternalStore } from "react";
import type { ShownPlace } from "@/lib/live/showing";

/**
 * The line that is chosen on this page, for whoever shows it to others and for the address, which can be sent to somebody.
 *
 * The router must not hear of it: to it an address with another query is another page. Its next drawing of this one would
 * scroll to the top, and a second at the same time load the page anew, with all that is being typed
 * (github.com/vercel/next.js/issues/98323). So the address is set past it, and set again after each drawing, for the
 * router puts its own back.
 */
type Chosen = Pick<ShownPlace, "view" | "why">;

let chosen: Chosen | null = null;
const listeners = new Set<() => void>();

/** @param why null: no line, or the problem */
export function tellChosen(view: Chosen["view"], why: string | null): void {
  const url = new URL(window.location.href);
  if (url.searchParams.get("why") !== why) {
    if (why) url.searchParams.set("why", why);
    else url.searchParams.delete("why");
    History.prototype.replaceState.call(window.history, window.history.state, "", url);
  }
  if (chosen?.view !== view || chosen.why !== why) tell({ view, why });
}

/** The page that told of it is left. */
export const forgetChosen = () => tell(null);

function tell(now: Chosen | null) {
  chosen = now;
  for (const heard of listeners) heard();
}

const subscribe = (heard: () => void) => {
  listeners.add(heard);
  return () => listeners.delete(heard);
};

/** What the page has chosen; null until it says so, and on pages that choose by their address. */
export const useChosen = (): Chosen | null =>
  useSyncExternalStore(
    subscribe,
    () => chosen,
    () => null,
  );

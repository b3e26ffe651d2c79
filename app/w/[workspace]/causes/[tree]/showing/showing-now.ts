import { useSyncExternalStore } from "react";

/** What the parts of a tree's page need to know of who shows it; told by the bar, which stands around them all. */
export type ShowingNow = {
  /** Absent where this person may not ask, nobody else is there, or somebody shows the tree already. */
  ask?: () => void;
  /** Whether this page goes along with somebody. */
  follows: boolean;
};

const nobody: ShowingNow = { follows: false };
let now = nobody;
const listeners = new Set<() => void>();

export function tellShowingNow(told: ShowingNow | null): void {
  now = told ?? nobody;
  for (const heard of listeners) heard();
}

const subscribe = (heard: () => void) => {
  listeners.add(heard);
  return () => listeners.delete(heard);
};

export const useShowingNow = (): ShowingNow =>
  useSyncExternalStore(
    subscribe,
    () => now,
    () => nobody,
  );

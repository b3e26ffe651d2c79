import { useSyncExternalStore } from "react";

/** Honest words for the foot of the page. */
export type Saving = { state: "saved"; at: Date | null } | { state: "saving" } | { state: "failed" };

/** Whether all is saved, for whoever shows it: nothing else is drawn anew when that changes. */
export type SavingNews = {
  now: () => Saving;
  tell: (saving: Saving) => void;
  subscribe: (heard: () => void) => () => void;
};

export function savingNews(): SavingNews {
  let saving: Saving = { state: "saved", at: null };
  const listeners = new Set<() => void>();
  return {
    now: () => saving,
    tell: (news) => {
      saving = news;
      for (const heard of listeners) heard();
    },
    subscribe: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

export const useSaving = ({ subscribe, now }: SavingNews): Saving => useSyncExternalStore(subscribe, now, now);

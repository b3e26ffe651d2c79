"use client";

import { letGoAbout } from "@/app/_ui/kept-typing";
import { askWhyAction } from "./actions";
import { letGoText } from "./kept-texts";
import type { useTree } from "./use-tree";
import type { Conflict } from "./use-typing";

type Tree = Pick<ReturnType<typeof useTree>, "conflicts" | "index" | "deed" | "forget">;

/** What this person wrote in lines that are in the tree no more, until they ask it anew or drop it. */
export function useGoneTexts(treeId: string, { conflicts, index, deed, forget }: Tree) {
  const stands = (line: string | null) => (line && index.byId.has(line) ? line : null);
  const onDrop = (whyId: string) => {
    forget(whyId);
    letGoText(treeId, whyId);
    letGoAbout(`${treeId} ${whyId} `);
  };
  return {
    gone: Object.entries(conflicts).flatMap(([whyId, conflict]) =>
      index.byId.has(whyId) ? [] : [{ whyId, conflict }],
    ),
    onAskAnew: async (whyId: string, { mine, gone }: Conflict) => {
      if (!gone?.id) return;
      const place = { parentId: stands(gone.parentId), afterId: stands(gone.afterId) };
      const { done } = await deed(askWhyAction, { id: gone.id, ...place, text: mine });
      if (done) onDrop(whyId);
    },
    onDrop,
  };
}

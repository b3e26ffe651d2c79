import { pathUp } from "@/lib/causes/cause-tree";
import type { useTree } from "../use-tree";
import { showElement, usePageHands } from "./page-hands";

type Tree = Pick<ReturnType<typeof useTree>, "latest" | "select" | "fold" | "saving" | "conflicts" | "treeHasFocus">;

/** Lets somebody else choose the line that this outline shows. */
export function useShownLine(tree: Tree): void {
  usePageHands({
    view: "outline",
    goTo: (whyId) => {
      const { index, state } = tree.latest.current;
      const why = whyId ? index.byId.get(whyId) : undefined;
      if (whyId && !why) return undefined;
      for (const above of why ? pathUp(index, why.id) : [])
        if (above.id !== whyId && state.collapsed.has(above.id)) tree.fold(above.id, false);
      if (state.selectedId !== whyId) {
        const had = tree.treeHasFocus.current;
        tree.select(whyId);
        tree.treeHasFocus.current = had;
      }
      showElement(why ? `[data-why="${why.id}"]` : "#problem");
      return why?.text ?? index.tree.problem;
    },
    isBusy: () =>
      tree.latest.current.state.editing !== null ||
      tree.saving.now().state !== "saved" ||
      Object.keys(tree.conflicts).length > 0,
  });
}

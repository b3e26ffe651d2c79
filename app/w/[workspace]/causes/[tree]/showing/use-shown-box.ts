import { wordsIn } from "../diagram/boxes";
import type { Deeds } from "../diagram/use-deeds";
import type { View } from "../diagram/use-view";
import { usePageHands } from "./page-hands";

/** Lets somebody else choose the box that this diagram shows. */
export function useShownBox(view: View, deeds: Deeds): void {
  usePageHands({
    view: "diagram",
    goTo: (whyId) => {
      const box = whyId ? view.boxes().byId.get(whyId) : undefined;
      if (whyId && !box) return undefined;
      if ((view.chosenId.current ?? null) !== whyId) view.choose(whyId, { show: true });
      return box ? wordsIn(box) : "";
    },
    isBusy: () => deeds.asking !== null || deeds.carriedId !== null || deeds.saving.now().state !== "saved",
  });
}

import { isLive, type TreeIndex } from "@/lib/causes/cause-tree";
import { pathsToRootCauses } from "@/lib/causes/gates";
import { disputedBy, standingReadBack } from "@/lib/causes/read-back";
import type { SignShown } from "./tree-view";

/** A side's answer to the tree as a whole: signed when it agrees with every line on the way to a root cause. */
export function treeStanding(index: TreeIndex, sideId: string): SignShown {
  const answers = index.inOrder.map((why) => isLive(index, why.id) && standingReadBack(index, why, sideId)?.answer);
  if (answers.includes("disputes")) return "no";
  const path = pathsToRootCauses(index);
  return path.length > 0 && path.every((why) => standingReadBack(index, why, sideId)?.answer === "agrees")
    ? "yes"
    : "open";
}

/** How many live whys a side disputes, in words; nothing where none is. */
export function disputesInWords(index: TreeIndex): string {
  const disputed = index.inOrder.filter((why) => isLive(index, why.id) && disputedBy(index, why).length > 0);
  if (disputed.length === 0) return "";
  return disputed.length === 1 ? "one why disputed" : `${disputed.length} whys disputed`;
}

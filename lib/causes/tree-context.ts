import type { TreeContext } from "./gates";
import type { LoadedTree } from "./load-tree";

/** What the rules need to know beside the tree: who must not be named, and what the sides are called. */
export const treeContext = ({
  memberNames,
  relationship,
}: Pick<LoadedTree, "memberNames" | "relationship">): TreeContext => ({
  members: memberNames,
  sideNames: Object.fromEntries(relationship.sides.map(({ id, name }) => [id, name])),
});

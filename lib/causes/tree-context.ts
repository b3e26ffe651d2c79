import type { TreeContext } from "./gates";
import type { LoadedTree } from "./load-tree";

/** What the rules need to know beside the tree: what the sides are called. */
export const treeContext = ({ relationship }: Pick<LoadedTree, "relationship">): TreeContext => ({
  sideNames: Object.fromEntries(relationship.sides.map(({ id, name }) => [id, name])),
});

import { startTransition } from "react";
import type { CauseTree } from "@/lib/causes/cause-tree";

/** From here on a browser that draws every line at every change would let people wait for their letters. */
const manyWhys = 300;

export const isLargeTree = ({ whys }: Pick<CauseTree, "whys">): boolean => whys.length > manyWhys;

/** In a large tree, what nobody waits for is drawn between the letters that somebody types; else at once. */
export const gently = (tree: Pick<CauseTree, "whys">, draw: () => void): void =>
  isLargeTree(tree) ? startTransition(draw) : draw();

import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import { type Score, type ScoreFacts, scoreOf } from "@/lib/causes/score";

const known = new WeakMap<TreeIndex, { facts: ScoreFacts; score: Score }>();

/** The score of the tree as the page holds it, counted once for all who show it. */
export function treeScore(index: TreeIndex, rules: TreeContext, facts: ScoreFacts): Score {
  const before = known.get(index);
  if (before?.facts === facts) return before.score;
  const score = scoreOf(index, rules, facts);
  known.set(index, { facts, score });
  return score;
}

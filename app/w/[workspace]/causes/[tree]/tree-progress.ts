import type { TreeIndex } from "@/lib/causes/cause-tree";
import { settlingFaults, type TreeContext } from "@/lib/causes/gates";
import { countsOf, type Score, type ScoreFacts, scoreOf } from "@/lib/causes/score";
import { type ScoreStep, stepsAhead } from "@/lib/causes/score-steps";

type Standing = { rules: TreeContext; facts: ScoreFacts; score: Score; steps: ScoreStep[]; isReady: boolean };
const known = new WeakMap<TreeIndex, Standing>();

/**
 * How far the tree is as the page holds it: its score, what is missing next, and whether it can be settled. Counted
 * once for all who show it, and not again while nothing in the tree has changed.
 */
export function treeProgress(index: TreeIndex, rules: TreeContext, facts: ScoreFacts): Standing {
  const before = known.get(index);
  if (before?.facts === facts && before.rules === rules) return before;
  const counts = countsOf(index, rules, facts);
  const standing = {
    rules,
    facts,
    score: scoreOf(index, rules, facts, counts),
    steps: stepsAhead(index, rules, facts, counts),
    isReady: settlingFaults(index, rules).length === 0,
  };
  known.set(index, standing);
  return standing;
}

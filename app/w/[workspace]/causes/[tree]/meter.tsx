"use client";

import type { TreeIndex } from "@/lib/causes/cause-tree";
import { isOneSidedDraft, type TreeContext } from "@/lib/causes/gates";
import type { ScoreFacts } from "@/lib/causes/score";
import { bandWords } from "@/lib/causes/score-words";
import { treeProgress } from "./tree-progress";

/** The score as one number with its band; its parts stand in the panel. */
export function Meter({ index, rules, facts }: { index: TreeIndex; rules: TreeContext; facts: ScoreFacts }) {
  const { total, band, held } = treeProgress(index, rules, facts).score;
  const word = isOneSidedDraft(index, rules) ? "one-sided draft" : bandWords[band];
  const why = held ? "Never more than 49 while a gate is closed" : "How much of a sound analysis is there";
  return (
    <a className="meter" href="#score" title={`${why}. See how it comes about.`}>
      {word}{" "}
      <span className="track" aria-hidden="true">
        <i style={{ width: `${total}%` }} />
      </span>
      <span className="sr">·</span> {total}
    </a>
  );
}

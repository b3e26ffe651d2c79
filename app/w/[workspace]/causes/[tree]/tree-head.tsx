"use client";

import type { ReactNode } from "react";
import { Sign, type SignState, Signs } from "@/app/_ui/signs";
import { Tag } from "@/app/_ui/tag";
import { isLive, type TreeIndex } from "@/lib/causes/cause-tree";
import { isOneSidedDraft, pathsToRootCauses, type TreeContext } from "@/lib/causes/gates";
import type { TreeNews } from "@/lib/causes/news";
import { disputedBy, standingReadBack } from "@/lib/causes/read-back";
import type { Side } from "@/lib/teams/sides";
import { ProblemLine } from "./problem-line";

type TreeHeadProps = {
  crumbs: ReactNode;
  workspace: string;
  index: TreeIndex;
  rules: TreeContext;
  sides: readonly [Side, Side];
  settledAt: string | null;
  canEdit: boolean;
  onNews: (news: TreeNews) => void;
};

/** The problem, and how far the two sides are with it. */
export function TreeHead({ crumbs, workspace, index, rules, sides, settledAt, canEdit, onNews }: TreeHeadProps) {
  const disputed = index.inOrder.filter((why) => isLive(index, why.id) && disputedBy(index, why).length > 0);
  return (
    <header className="tree-head">
      <div className="row">{crumbs}</div>
      <div className="problem">
        <ProblemLine
          workspace={workspace}
          treeId={index.tree.id}
          problem={index.tree.problem}
          {...{ canEdit, onNews }}
        />
        <div className="right">
          <span className="state">
            <Signs>
              {sides.map((side) => (
                <Sign
                  key={side.id}
                  side={side.place}
                  letter={side.letter}
                  team={side.name}
                  state={standing(index, side.id)}
                />
              ))}
            </Signs>
            {disputed.length > 0 && ` ${disputed.length === 1 ? "one why" : `${disputed.length} whys`} disputed`}
          </span>
          <Tag accent={settledAt !== null}>
            {settledAt ? "settled" : isOneSidedDraft(index, rules) ? "one-sided draft" : "draft"}
          </Tag>
        </div>
      </div>
    </header>
  );
}

/** A side's answer to the tree as a whole: signed when it agrees with every line on the way to a root cause. */
function standing(index: TreeIndex, sideId: string): SignState {
  const answers = index.inOrder.map((why) => isLive(index, why.id) && standingReadBack(index, why, sideId)?.answer);
  if (answers.includes("disputes")) return "no";
  const path = pathsToRootCauses(index);
  return path.length > 0 && path.every((why) => standingReadBack(index, why, sideId)?.answer === "agrees")
    ? "yes"
    : "open";
}

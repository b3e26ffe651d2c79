"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import { Sign, Signs } from "@/app/_ui/signs";
import { Tag } from "@/app/_ui/tag";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import type { TreeNews } from "@/lib/causes/news";
import type { ScoreFacts } from "@/lib/causes/score";
import type { Side } from "@/lib/teams/sides";
import { Presence } from "./here-shown";
import type { PeopleHere } from "./people-here";
import { ProblemLine } from "./problem-line";
import { AskToFollow } from "./showing/ask-to-follow";
import { disputesInWords, treeStanding } from "./tree-standing";
import { TreeWays } from "./tree-ways";

type TreeHeadProps = {
  crumbs: ReactNode;
  workspace: string;
  index: TreeIndex;
  rules: TreeContext;
  sides: readonly [Side, Side];
  facts: ScoreFacts;
  selectedId: string | null;
  settledAt: string | null;
  canEdit: boolean;
  onNews: (news: TreeNews) => void;
  people: PeopleHere;
};

// The rules that are counted come after the outline, as the panel does.
const Meter = dynamic(
  patiently(() => import("./meter").then(({ Meter: found }) => found)),
  { loading: meanwhile },
);

/** The problem, and how far the two sides are with it. */
export function TreeHead(props: TreeHeadProps) {
  const { crumbs, workspace, index, rules, facts, sides, selectedId, settledAt, canEdit, onNews } = props;
  return (
    <header className="tree-head">
      <div className="row">
        {crumbs}
        <div className="tools">
          <Presence people={props.people} sides={sides} />
          <AskToFollow />
          <TreeWays {...{ workspace, whyId: selectedId }} treeId={index.tree.id} view="outline" />
        </div>
      </div>
      <div className="problem" id="problem">
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
                  state={treeStanding(index, side.id)}
                />
              ))}
            </Signs>
            {` ${disputesInWords(index)}`}
          </span>
          {settledAt && <Tag accent>settled</Tag>}
          <Meter {...{ index, rules, facts }} />
        </div>
      </div>
    </header>
  );
}

import type { ReactNode } from "react";
import { Link } from "@/app/_ui/link";
import { Sign, Signs } from "@/app/_ui/signs";
import { Tag } from "@/app/_ui/tag";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import { isOneSidedDraft, type TreeContext } from "@/lib/causes/gates";
import type { Score } from "@/lib/causes/score";
import { bandWords } from "@/lib/causes/score-words";
import type { Side } from "@/lib/teams/sides";
import { AskToFollow } from "../showing/ask-to-follow";
import { disputesInWords, treeStanding } from "../tree-standing";
import { ChosenWays } from "./chosen-ways";

type DiagramHeadProps = {
  crumbs: ReactNode;
  workspace: string;
  index: TreeIndex;
  selectedId: string | null;
  rules: TreeContext;
  score: Score;
  sides: readonly [Side, Side];
  settledAt: Date | null;
};

/** The problem, and how far the two sides are with it; to be read here, changed in the outline. */
export function DiagramHead(props: DiagramHeadProps) {
  const { crumbs, workspace, index, selectedId, rules, score, sides, settledAt } = props;
  const outline = `/w/${workspace}/causes/${index.tree.id}`;
  return (
    <header className="tree-head">
      <div className="row">
        {crumbs}
        <div className="tools">
          <AskToFollow />
          <ChosenWays {...{ workspace, selectedId }} treeId={index.tree.id} />
        </div>
      </div>
      <div className="problem">
        <h1>{index.tree.problem}</h1>
        <div className="right">
          <span className="state">
            <Signs>
              {sides.map(({ id, place, letter, name }) => (
                <Sign key={id} side={place} letter={letter} team={name} state={treeStanding(index, id)} />
              ))}
            </Signs>{" "}
            {disputesInWords(index)}
          </span>
          {settledAt && <Tag accent>settled</Tag>}
          <Link className="meter" href={`${outline}#score`} title="See how it comes about.">
            {isOneSidedDraft(index, rules) ? "one-sided draft" : bandWords[score.band]}{" "}
            <span className="track" aria-hidden="true">
              <i style={{ width: `${score.total}%` }} />
            </span>
            <span className="sr">·</span> {score.total}
          </Link>
        </div>
      </div>
    </header>
  );
}

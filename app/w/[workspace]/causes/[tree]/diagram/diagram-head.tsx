import type { ReactNode } from "react";
import { Sign, Signs } from "@/app/_ui/signs";
import { Tag } from "@/app/_ui/tag";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import { isOneSidedDraft, type TreeContext } from "@/lib/causes/gates";
import type { Side } from "@/lib/teams/sides";
import { disputesInWords, treeStanding } from "../tree-standing";
import { ViewSwitch } from "../view-switch";

type DiagramHeadProps = {
  crumbs: ReactNode;
  workspace: string;
  index: TreeIndex;
  selectedId: string | null;
  rules: TreeContext;
  sides: readonly [Side, Side];
  settledAt: Date | null;
};

/** The problem, and how far the two sides are with it; to be read here, changed in the outline. */
export function DiagramHead({ crumbs, workspace, index, selectedId, rules, sides, settledAt }: DiagramHeadProps) {
  const draft = isOneSidedDraft(index, rules) ? "one-sided draft" : "draft";
  return (
    <header className="tree-head">
      <div className="row">
        {crumbs}
        <div className="tools">
          <ViewSwitch workspace={workspace} treeId={index.tree.id} view="diagram" whyId={selectedId} />
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
          <Tag accent={settledAt !== null}>{settledAt ? "settled" : draft}</Tag>
        </div>
      </div>
    </header>
  );
}

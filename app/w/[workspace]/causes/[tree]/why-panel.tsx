"use client";

import type { ReactNode } from "react";
import { Tag } from "@/app/_ui/tag";
import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import type { TreeImprovement } from "@/lib/causes/load-tree";
import type { Side } from "@/lib/teams/sides";
import { improvementKindWords, phaseWords } from "@/lib/text/words";
import { AskForm } from "./ask-form";
import { EndingForm } from "./ending-form";
import { EvidenceForm } from "./evidence-form";
import { Folded, type PanelContext } from "./panel-forms";
import { QuestionsForm } from "./questions-form";
import { ReadBackForm } from "./read-back-form";

type WhyPanelProps = {
  context: PanelContext;
  index: TreeIndex;
  rules: TreeContext;
  why: TreeWhy | undefined;
  sides: readonly [Side, Side];
  own: Side | undefined;
  canEdit: boolean;
  locale: string;
  rootCauses: { id: string; text: string }[];
  improvements: TreeImprovement[];
  /** The buttons for moving, joining and removing. */
  tools: ReactNode;
};

/** All there is to say about the chosen line; about the problem itself while none is chosen. */
export function WhyPanel(props: WhyPanelProps) {
  const { context, index, rules, why, sides, own, canEdit, locale, rootCauses, improvements, tools } = props;
  const { workspace } = context;
  if (!why) {
    return canEdit ? (
      <section aria-label="Ask why">
        <h2>The problem</h2>
        <AskForm context={context} why={undefined} />
      </section>
    ) : null;
  }
  const acting = improvements.filter(({ whyIds }) => whyIds.includes(why.id));
  return (
    <>
      <section aria-label="The chosen why" id="chosen-why">
        <p className="chosen">{why.text}</p>
        {canEdit && (
          <details className="folded">
            <Folded>Ask why</Folded>
            <AskForm key={why.id} context={context} why={why} />
          </details>
        )}
      </section>
      <ReadBackForm key={`read ${why.id}`} {...{ context, index, why, sides, own }} />
      <EvidenceForm key={`evidence ${why.id}`} {...{ context, why, sides, locale, canEdit }} />
      <EndingForm
        key={`ending ${why.id}`}
        {...{ context, index, rules, why, rootCauses, workspace, locale, canEdit }}
      />
      <section aria-label="Improvements">
        <h2>
          What we do about it <span>{acting.length}</span>
        </h2>
        <ul className="evidence-list">
          {acting.map(({ id, title, kind, phase }) => (
            <li key={id}>
              <p>
                <a href={`/w/${workspace}/improvements/${id}`}>{title}</a>
              </p>
              <small>
                {improvementKindWords[kind]} <Tag>{phaseWords[phase]}</Tag>
              </small>
            </li>
          ))}
        </ul>
        {canEdit && (
          <p className="note">
            <a className="link" href={`/w/${workspace}/improvements/new?why=${why.id}`}>
              Plan an improvement
            </a>
          </p>
        )}
      </section>
      {tools && (
        <details className="folded tools-fold">
          <Folded>Move, join, reword or remove</Folded>
          {tools}
        </details>
      )}
      {canEdit && <QuestionsForm key={`questions ${why.id}`} context={context} why={why} />}
    </>
  );
}

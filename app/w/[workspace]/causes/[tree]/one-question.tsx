"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { SubmitButton } from "@/app/_ui/form-fields";
import type { TreeIndex, TreeWhy } from "@/lib/causes/cause-tree";
import { type Question, questionsOn } from "@/lib/causes/questions";
import { describeWhyAction } from "./actions";
import { jumpTo } from "./jump-to";
import { type PanelContext, WhyForm } from "./panel-forms";

type OneQuestionProps = {
  context: PanelContext;
  index: TreeIndex;
  why: TreeWhy;
  /** The name of the side that is not the reader's. */
  otherSide: string;
  canEdit: boolean;
};

/** One quiet question to the chosen line, never a list of them; the next one comes when it is asked for. */
export function OneQuestion({ context, index, why, otherSide, canEdit }: OneQuestionProps) {
  const [passed, setPassed] = useState(0);
  const asked = questionsOn(index, why, otherSide);
  const question = asked[passed % Math.max(1, asked.length)];
  if (!question || !canEdit) return null;
  const next = asked.length > 1 && (
    <Button variant="plain" small className="scripted" onClick={() => setPassed(passed + 1)}>
      Another question
    </Button>
  );
  return (
    <div className="one-question">
      <p className="asked">{question.words}</p>
      {isKept(question) ? (
        <WhyForm action={describeWhyAction} context={context} whyId={why.id} label={question.words}>
          <input type="hidden" name="version" value={why.version} />
          <input type="hidden" name="kind" value={why.kind ?? ""} />
          {question.is !== "necessary" && <input type="hidden" name="necessary" value={why.necessary} />}
          {question.is !== "sufficient" && <input type="hidden" name="sufficient" value={why.sufficient} />}
          <div className="buttons">
            {answersTo[question.is].map(([value, words]) => (
              <SubmitButton key={value} variant="edged" small name={question.is} value={value}>
                {words}
              </SubmitButton>
            ))}
            {next}
          </div>
        </WhyForm>
      ) : (
        <div className="buttons">
          {question.leadsTo === "ask" && (
            <Button small className="scripted" onClick={() => jumpTo("ask", why.id)}>
              Answer it
            </Button>
          )}
          {question.leadsTo === "evidence" && (
            <Button small className="scripted" onClick={() => jumpTo("evidence", why.id)}>
              Add evidence
            </Button>
          )}
          {next}
        </div>
      )}
    </div>
  );
}

const isKept = (question: Question): question is Question & { is: "necessary" | "sufficient" } =>
  question.is === "necessary" || question.is === "sufficient";

/** "Would it still have happened?" No means that it was necessary (method 1.3). */
const answersTo = {
  necessary: [
    ["yes", "No"],
    ["no", "Yes"],
  ],
  sufficient: [
    ["yes", "Yes"],
    ["no", "No"],
  ],
} as const;

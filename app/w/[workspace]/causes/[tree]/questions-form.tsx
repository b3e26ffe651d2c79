"use client";

import type { ComponentProps } from "react";
import { FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { type Answer, whyKinds } from "@/db/terms";
import { whyKindWords } from "@/lib/text/words";
import { describeWhyAction } from "./actions";
import { OneQuestion } from "./one-question";
import { choicesOf, Folded, WhyForm } from "./panel-forms";

/** Asked the way people think, stored the way the method counts: "would it still have happened?" No means necessary. */
const necessaryAsked: Record<Answer, string> = { unknown: "Don't know", yes: "No", no: "Yes" };
const sufficientAsked: Record<Answer, string> = { unknown: "Don't know", yes: "Yes", no: "No, more had to be true" };

type QuestionsFormProps = ComponentProps<typeof OneQuestion>;

/** The questions of method 1.3 on one why: one of them at a time, and all that are kept in a form for whoever wants it. */
export function QuestionsForm(props: QuestionsFormProps) {
  const { context, index, why, otherSide, canEdit } = props;
  if (!canEdit) return null;
  return (
    <section id="questions" aria-label="Questions to this why">
      <OneQuestion {...{ context, index, why, otherSide, canEdit }} />
      <details className="folded">
        <Folded>All questions to this why</Folded>
        <WhyForm action={describeWhyAction} context={context} whyId={why.id} label="Questions">
          <input type="hidden" name="version" value={why.version} />
          <FormSelect
            name="necessary"
            label="Would it still have happened without this?"
            defaultValue={why.necessary}
            options={choicesOf(necessaryAsked)}
          />
          <FormSelect
            name="sufficient"
            label={why.joint ? "Are these joint whys together enough?" : "Is this enough on its own?"}
            defaultValue={why.sufficient}
            options={choicesOf(sufficientAsked)}
          />
          <FormSelect
            name="kind"
            label="It is"
            nothing="not said"
            defaultValue={why.kind ?? ""}
            options={choicesOf(whyKindWords, whyKinds)}
          />
          <SubmitButton variant="edged" small>
            Keep the answers
          </SubmitButton>
        </WhyForm>
      </details>
    </section>
  );
}

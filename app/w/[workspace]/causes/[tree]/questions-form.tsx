"use client";

import { FormSelect, SubmitButton } from "@/app/_ui/form-fields";
import { type Answer, whyKinds } from "@/db/terms";
import type { TreeWhy } from "@/lib/causes/cause-tree";
import { whyKindWords } from "@/lib/text/words";
import { describeWhyAction } from "./actions";
import { choicesOf, Folded, type PanelContext, WhyForm } from "./panel-forms";

/** Asked the way people think, stored the way the method counts: "would it still have happened?" No means necessary. */
const necessaryAsked: Record<Answer, string> = { unknown: "Don't know", yes: "No", no: "Yes" };
const sufficientAsked: Record<Answer, string> = { unknown: "Don't know", yes: "Yes", no: "No, more had to be true" };

/** The questions of method 1.3 on one why. */
export function QuestionsForm({ context, why }: { context: PanelContext; why: TreeWhy }) {
  return (
    <details className="folded" id="questions">
      <Folded>Questions to this why</Folded>
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
  );
}

"use client";

import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { childrenOf, type TreeIndex } from "@/lib/causes/cause-tree";
import { explainOnlyCauseAction } from "./actions";
import { Angles } from "./angles";
import { Folded, type PanelContext, WhyForm } from "./panel-forms";

type ProblemDetailsProps = {
  context: PanelContext;
  index: TreeIndex;
  onlyCauseReason: string | null;
  canEdit: boolean;
};

/** What else there is to say of the problem: why it has one cause only, and where to look for others. */
export function ProblemDetails({ context, index, onlyCauseReason, canEdit }: ProblemDetailsProps) {
  const first = childrenOf(index, null).length;
  return (
    <>
      {(first === 1 || onlyCauseReason) && (
        <section id="only-cause" aria-label="The only cause">
          <h2>
            The only cause? <span>{first > 1 ? "not any more" : onlyCauseReason ? "with a reason" : "so far"}</span>
          </h2>
          {onlyCauseReason && <p className="aloud">{onlyCauseReason}</p>}
          {canEdit && (
            <details className="folded">
              <Folded>{onlyCauseReason ? "Change the reason" : "Say why there is no other"}</Folded>
              <WhyForm action={explainOnlyCauseAction} context={context} label="The only cause">
                <input type="hidden" name="before" value={onlyCauseReason ?? ""} />
                <FormTextArea
                  name="reason"
                  label="Why nothing else could have led to the problem"
                  rows={2}
                  words
                  maxLength={500}
                  defaultValue={onlyCauseReason ?? undefined}
                />
                <SubmitButton variant="edged" small>
                  Keep the reason
                </SubmitButton>
              </WhyForm>
            </details>
          )}
        </section>
      )}
      <Angles index={index} />
    </>
  );
}

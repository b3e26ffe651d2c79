"use client";

import { Button } from "@/app/_ui/button";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import { RowId } from "@/app/_ui/row-id";
import type { TreeWhy } from "@/lib/causes/cause-tree";
import { askWhyAction } from "./actions";
import { type PanelContext, WhyForm } from "./panel-forms";

/** Answering a why without the keyboard's help, and without JavaScript: below the chosen line, or beside it. */
export function AskForm({ context, why }: { context: PanelContext; why: TreeWhy | undefined }) {
  return (
    <WhyForm action={askWhyAction} context={context} label="Answer why">
      <RowId first={context.ids.ask} />
      {!why && <input type="hidden" name="parentId" value="" />}
      <FormTextArea
        name="text"
        label={why ? "Why did this happen?" : "Why did the problem happen?"}
        rows={2}
        words
        maxLength={500}
      />
      <div className="buttons">
        {why ? (
          <>
            <SubmitButton variant="edged" small name="parentId" value={why.id}>
              Ask why
            </SubmitButton>
            <Button type="submit" variant="plain" small name="parentId" value={why.parentId ?? ""}>
              Another cause beside it
            </Button>
          </>
        ) : (
          <SubmitButton variant="edged" small>
            Ask why
          </SubmitButton>
        )}
      </div>
    </WhyForm>
  );
}

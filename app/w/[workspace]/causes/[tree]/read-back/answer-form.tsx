"use client";

import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea } from "@/app/_ui/form-fields";
import type { ReadBackAnswer } from "@/db/terms";
import { useShowingNow } from "../showing/showing-now";
import { answerStepAction } from "./actions";

type AnswerFormProps = {
  workspace: string;
  ids: Record<"treeId" | "whyId" | "endId" | "onId" | "mark", string>;
  /** What the side says now. */
  given: ReadBackAnswer | undefined;
};

/** Two equal buttons, none preselected; a dispute says where it leaps. */
export function AnswerForm({ workspace, ids, given }: AnswerFormProps) {
  const { follows } = useShowingNow();
  // Who follows somebody stays with them: it is they who go on to the next line.
  const fields = follows ? { ...ids, onId: ids.whyId } : ids;
  return (
    <ActionForm action={answerStepAction.bind(null, workspace)} className="form" label="Your side's answer">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormTextArea name="reason" label="If it leaps: where?" rows={1} maxLength={2000} words />
      <div className="buttons">
        <Button type="submit" name="answer" value="agrees" aria-pressed={given === "agrees"} data-key="a">
          It holds
        </Button>
        <Button type="submit" name="answer" value="disputes" aria-pressed={given === "disputes"} data-key="d">
          It leaps
        </Button>
        {given && (
          <Button type="submit" variant="plain" name="answer" value="">
            Take back
          </Button>
        )}
      </div>
    </ActionForm>
  );
}

"use client";

import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import type { TreeNews } from "@/lib/causes/news";
import { rewordProblemAction } from "./actions";

type RewordProblemProps = {
  workspace: string;
  treeId: string;
  problem: string;
  onNews: (news: TreeNews) => void;
  onLeave: () => void;
};

/** The small form to reword the problem. Rewording voids what was signed on it. */
export function RewordProblem({ workspace, treeId, problem, onNews, onLeave }: RewordProblemProps) {
  return (
    <ActionForm<TreeNews>
      action={rewordProblemAction.bind(null, workspace)}
      label="Reword the problem"
      className="form"
      onDone={({ result }) => {
        if (result) onNews(result);
        onLeave();
      }}
    >
      <input type="hidden" name="treeId" value={treeId} />
      <input type="hidden" name="before" value={problem} />
      <FormTextArea
        name="problem"
        label="The problem: what, where, when, how much"
        words
        rows={2}
        defaultValue={problem}
        maxLength={500}
      />
      <div className="buttons">
        <SubmitButton small>Keep this wording</SubmitButton>
        <Button small variant="plain" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </ActionForm>
  );
}

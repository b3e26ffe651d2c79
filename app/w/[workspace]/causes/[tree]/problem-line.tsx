"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ActionForm } from "@/app/_ui/form";
import { FormTextArea, SubmitButton } from "@/app/_ui/form-fields";
import type { TreeNews } from "@/lib/causes/news";
import { rewordProblemAction } from "./actions";

type ProblemLineProps = {
  workspace: string;
  treeId: string;
  problem: string;
  canEdit: boolean;
  onNews: (news: TreeNews) => void;
};

/** The problem at the top of the tree, and the small form to reword it. Rewording voids what was signed on it. */
export function ProblemLine({ workspace, treeId, problem, canEdit, onNews }: ProblemLineProps) {
  const [rewording, setRewording] = useState(false);
  if (!rewording) {
    return (
      <>
        <h1>{problem}</h1>
        {canEdit && (
          <Button variant="plain" small onClick={() => setRewording(true)}>
            Reword
          </Button>
        )}
      </>
    );
  }
  return (
    <ActionForm<TreeNews>
      action={rewordProblemAction.bind(null, workspace)}
      label="Reword the problem"
      className="form"
      onDone={({ result }) => {
        if (result) onNews(result);
        setRewording(false);
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
        <Button small variant="plain" onClick={() => setRewording(false)}>
          Leave it
        </Button>
      </div>
    </ActionForm>
  );
}

"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { meanwhile, patiently } from "@/app/_ui/patiently";
import type { TreeNews } from "@/lib/causes/news";

type ProblemLineProps = {
  workspace: string;
  treeId: string;
  problem: string;
  canEdit: boolean;
  onNews: (news: TreeNews) => void;
};

const RewordProblem = dynamic(
  patiently(() => import("./reword-problem").then(({ RewordProblem: found }) => found)),
  { loading: meanwhile },
);

/** The problem at the top of the tree, and the way to reword it. */
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
  return <RewordProblem {...{ workspace, treeId, problem, onNews }} onLeave={() => setRewording(false)} />;
}

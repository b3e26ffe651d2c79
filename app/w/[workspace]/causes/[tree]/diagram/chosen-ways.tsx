"use client";

import { useChosen } from "../chosen-line";
import { TreeWays } from "../tree-ways";

type ChosenWaysProps = { workspace: string; treeId: string; selectedId: string | null };

/** The ways from the box that is chosen now; what the server drew knows only the one that the page was opened with. */
export function ChosenWays({ workspace, treeId, selectedId }: ChosenWaysProps) {
  const chosen = useChosen();
  const whyId = chosen?.view === "diagram" ? chosen.why : selectedId;
  return <TreeWays {...{ workspace, treeId, whyId }} view="diagram" />;
}

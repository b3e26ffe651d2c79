"use server";

import type { z } from "zod";
import { memberAction } from "@/app/_server/member-action";
import { type Database, database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { askWhy, describeWhy, joinWhy, moveWhy, rewordProblem, rewordWhy } from "@/lib/causes/edit-whys";
import {
  addEvidenceInput,
  askWhyInput,
  describeWhyInput,
  endBranchInput,
  joinWhyInput,
  judgeWhyInput,
  moveWhyInput,
  onlyCauseInput,
  readBackInput,
  removeEvidenceInput,
  removeWhyInput,
  rewordProblemInput,
  rewordWhyInput,
  stepInput,
  treeInput,
} from "@/lib/causes/input";
import { addEvidence, endBranch, judgeWhy, readBack, removeEvidence } from "@/lib/causes/judge-whys";
import { newsOf } from "@/lib/causes/news";
import { explainOnlyCause } from "@/lib/causes/only-cause";
import { removeWhy } from "@/lib/causes/remove-why";
import { settleTree } from "@/lib/causes/settling";
import type { Done } from "@/lib/causes/tree-deed";
import { redoOnTree, undoOnTree } from "@/lib/causes/undo";
import { removeFile } from "@/lib/files/attachments";
import { type FileInput, fileInput } from "@/lib/files/input";
import { fileStore } from "@/lib/files/store";

/** A deed on the tree answers with what it changed; the page merges that instead of loading the tree again. */
const withNews =
  <I>(deed: (db: Database, member: Member, input: I) => Promise<Done>) =>
  async (member: Member, input: I) =>
    newsOf(database(), member, await deed(database(), member, input));

export const askWhyAction = memberAction("tree:edit", askWhyInput, withNews(askWhy));
export const rewordWhyAction = memberAction("tree:edit", rewordWhyInput, withNews(rewordWhy));
export const rewordProblemAction = memberAction("tree:edit", rewordProblemInput, withNews(rewordProblem));
export const explainOnlyCauseAction = memberAction("tree:edit", onlyCauseInput, withNews(explainOnlyCause));
export const moveWhyAction = memberAction("tree:edit", moveWhyInput, withNews(moveWhy));
export const joinWhyAction = memberAction("tree:edit", joinWhyInput, withNews(joinWhy));
export const removeWhyAction = memberAction("tree:edit", removeWhyInput, withNews(removeWhy));
export const describeWhyAction = memberAction("tree:edit", describeWhyInput, withNews(describeWhy));
export const judgeWhyAction = memberAction("tree:edit", judgeWhyInput, withNews(judgeWhy));
export const endBranchAction = memberAction("tree:edit", endBranchInput, withNews(endBranch));
export const addEvidenceAction = memberAction("tree:edit", addEvidenceInput, withNews(addEvidence));
export const removeEvidenceAction = memberAction("tree:edit", removeEvidenceInput, withNews(removeEvidence));
export const removeFileAction = memberAction(
  "tree:edit",
  fileInput,
  withNews((db, member, input: FileInput) => removeFile(db, fileStore(db), member, input)),
);
export const readBackAction = memberAction("tree:edit", readBackInput, withNews(readBack));
export const undoAction = memberAction("tree:edit", stepInput, withNews(undoOnTree));
export const redoAction = memberAction("tree:edit", stepInput, withNews(redoOnTree));

export const settleTreeAction = memberAction(
  "tree:settle",
  treeInput,
  async (member, input: z.output<typeof treeInput>) => {
    await settleTree(database(), member, input);
    return newsOf(database(), member, { treeId: input.treeId, sequence: null, whyIds: [], unsettled: false });
  },
);

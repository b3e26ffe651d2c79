import { askWhy, describeWhy, joinWhy, moveWhy, rewordProblem, rewordWhy } from "@/lib/causes/edit-whys";
import { dismissFindingInput, ofFinding, overruleFindingInput } from "@/lib/causes/finding-input";
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
import { explainOnlyCause } from "@/lib/causes/only-cause";
import { removeWhy } from "@/lib/causes/remove-why";
import { dismissFinding, overruleFinding, reopenFinding } from "@/lib/causes/settle-findings";
import { settleTree } from "@/lib/causes/settling";
import { redoOnTree, undoOnTree } from "@/lib/causes/undo";
import { removeFile } from "@/lib/files/attachments";
import { fileInput } from "@/lib/files/input";
import { fileStore } from "@/lib/files/store";
import { commentOn } from "./comment-deeds";
import { type Deeds, deed } from "./deed";

/** `POST /api/v1/trees/{treeId}/…`; each answers with the whys it touched and whether it unsettled the tree. */
export const treeDeeds: Deeds = {
  "ask-why": deed("tree:edit", "Adds a why below another, or below the problem.", askWhyInput, askWhy),
  "reword-why": deed(
    "tree:edit",
    "Changes the words of a why; `before` is the text you saw.",
    rewordWhyInput,
    rewordWhy,
  ),
  "reword-problem": deed(
    "tree:edit",
    "Changes the problem; `before` is the text you saw.",
    rewordProblemInput,
    rewordProblem,
  ),
  "explain-only-cause": deed(
    "tree:edit",
    "Says why the problem has one first why only.",
    onlyCauseInput,
    explainOnlyCause,
  ),
  "move-why": deed("tree:edit", "Hangs a why elsewhere, or puts it in another order.", moveWhyInput, moveWhy),
  "join-why": deed(
    "tree:edit",
    "Says that whys act only together, or that one acts on its own.",
    joinWhyInput,
    joinWhy,
  ),
  "remove-why": deed("tree:edit", "Takes a why out that nobody else has built on.", removeWhyInput, removeWhy),
  "describe-why": deed(
    "tree:edit",
    "Says what kind of thing a why is, and answers its questions.",
    describeWhyInput,
    describeWhy,
  ),
  "judge-why": deed(
    "tree:edit",
    "Sets its status: hypothesis, verified, refuted, unverifiable.",
    judgeWhyInput,
    judgeWhy,
  ),
  "end-branch": deed("tree:edit", "Says how a branch ends, or takes its ending away.", endBranchInput, endBranch),
  "add-evidence": deed("tree:edit", "Adds what supports or contradicts a why.", addEvidenceInput, addEvidence),
  "remove-evidence": deed("tree:edit", "Takes evidence back that you brought.", removeEvidenceInput, removeEvidence),
  "remove-file": deed("tree:edit", "Takes a picture or PDF off a piece of evidence.", fileInput, (db, member, input) =>
    removeFile(db, fileStore(db), member, input),
  ),
  "read-back": deed("tree:edit", "Agrees with a why or disputes it, for your own side.", readBackInput, readBack),
  "dismiss-finding": deed(
    "tree:edit",
    "Settles a hint on the wording, with the reason.",
    dismissFindingInput,
    dismissFinding,
  ),
  "overrule-finding": deed(
    "tree:edit",
    "Overrules an error of wording for your own side, with the reason.",
    overruleFindingInput,
    overruleFinding,
  ),
  "reopen-finding": deed("tree:edit", "Takes back that a finding was settled.", ofFinding, reopenFinding),
  undo: deed("tree:edit", "Takes your latest deed on the tree back.", stepInput, undoOnTree),
  redo: deed("tree:edit", "Does again what you took back.", stepInput, redoOnTree),
  "settle-tree": deed(
    "tree:settle",
    "Settles the tree: every gate passed, every path agreed by both sides.",
    treeInput,
    settleTree,
  ),
  "write-comment": commentOn("tree", "treeId"),
};

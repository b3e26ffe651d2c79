import {
  type CauseTree,
  type EvidenceItem,
  type TreeIndex,
  type TreeWhy,
  treeIndex,
  unansweredWhy,
} from "@/lib/causes/cause-tree";
import type { TreeContext } from "@/lib/causes/gates";
import { readBackMark } from "@/lib/causes/read-back";
import { findingsReader } from "@/lib/causes/text-findings";
import { englishWords } from "@/lib/causes/wording";

/** Trees of plain data for tests of the rules; no database. */
export const marketing = "side-m";
export const sales = "side-s";
export const sideNames = { [marketing]: "Marketing", [sales]: "Sales" };
export const context: TreeContext = { sideNames };
const rules = { members: ["Dana Reyes", "Jonas Lindqvist"], sides: ["Marketing", "Sales"], words: englishWords };
const findingsOn = (whyId: string | null, text: string) => findingsReader(rules, [])("tree", whyId, text);

export const someEvidence = (item: Partial<EvidenceItem> = {}): EvidenceItem => ({
  id: "evidence",
  type: "data",
  stance: "supports",
  text: "Counted in the CRM",
  source: null,
  observedOn: null,
  sideId: marketing,
  collectedBy: null,
  version: 1,
  ...item,
});

/** A why named by dotted number: "1.2" hangs on "1", "1" on the problem; the last part is its place. */
export function aWhy(id: string, given: Partial<TreeWhy> = {}): TreeWhy {
  const parts = id.split(".");
  return {
    id,
    parentId: parts.length > 1 ? parts.slice(0, -1).join(".") : null,
    position: (parts.at(-1) ?? "").padStart(4, "0"),
    text: `Line ${id} of the tree`,
    ...unansweredWhy(),
    sideId: marketing,
    author: "Dana Reyes",
    findings: findingsOn(id, given.text ?? ""),
    ...given,
  };
}

/** All that a root cause needs in order to hold. */
export const asRootCause = {
  ending: "root_cause",
  status: "verified",
  category: "process",
  rootCauseId: "entry",
  reach: "control",
  removal: "prevents",
} as const;

export const aTree = (whys: TreeWhy[], given: Partial<CauseTree> = {}): CauseTree => ({
  id: "tree",
  problem: "Web leads wait more than a day",
  problemFindings: findingsOn(null, given.problem ?? ""),
  sideIds: [marketing, sales],
  whys,
  targets: [],
  perspectiveSideIds: [marketing, sales],
  ...given,
});

export const indexOf = (...whys: TreeWhy[]): TreeIndex => treeIndex(aTree(whys));

/** The tree after a side has read the whys back, or answered otherwise. */
export function readBackBy(
  tree: CauseTree,
  sideId: string,
  whyIds: readonly string[],
  answer: "agrees" | "disputes" = "agrees",
): CauseTree {
  const index = treeIndex(tree);
  const at = "2026-03-02T10:00:00.000Z";
  return {
    ...tree,
    whys: tree.whys.map((why) => {
      if (!whyIds.includes(why.id)) return why;
      const reason = answer === "disputes" ? "Since May two people share the south" : null;
      const readBack = { sideId, answer, reason, by: "Jonas Lindqvist", at, mark: readBackMark(index, why.id) };
      return { ...why, readBacks: [...why.readBacks.filter((other) => other.sideId !== sideId), readBack] };
    }),
  };
}

const reworded = (whyId: string, { text, findings }: Partial<TreeWhy>) =>
  text === undefined || findings ? {} : { findings: findingsOn(whyId, text) };

export const changed = (tree: CauseTree, whyId: string, change: Partial<TreeWhy>): CauseTree => ({
  ...tree,
  whys: tree.whys.map((why) => (why.id === whyId ? { ...why, ...change, ...reworded(whyId, change) } : why)),
});

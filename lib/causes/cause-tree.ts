/** The cause tree as plain data, and the questions that need nothing but its shape (method 1.2). */
import type {
  Answer,
  Category,
  Ending,
  EvidenceType,
  Reach,
  ReadBackAnswer,
  Removal,
  Stance,
  WhyKind,
  WhyStatus,
} from "@/db/terms";
import type { TextFinding } from "./finding";

/** A picture or a PDF that was attached to a piece of evidence; `notIncluded`: a case has named it, and no more. */
export type AttachedFile = { id: string; fileName: string; mediaType: string; sizeBytes: number; notIncluded?: true };

export type EvidenceItem = {
  id: string;
  type: EvidenceType;
  stance: Stance;
  text: string;
  source: string | null;
  observedOn: string | null;
  sideId: string | null;
  collectedBy: string | null;
  version: number;
  files?: AttachedFile[]; // none: there are none
};

/** A side's answer to "this, therefore the line above". `mark` is the pair of sentences it was given on. */
export type ReadBack = {
  sideId: string;
  answer: ReadBackAnswer;
  reason: string | null;
  by: string;
  at: string;
  mark: string;
};

export type TreeWhy = {
  id: string;
  parentId: string | null; // none: it answers the problem itself
  position: string; // among its siblings, in byte order; ties are broken by id
  text: string;
  kind: WhyKind | null;
  status: WhyStatus;
  statusReason: string | null;
  joint: string | null;
  ending: Ending | null;
  category: Category | null;
  rootCauseId: string | null;
  reach: Reach | null;
  removal: Removal | null;
  necessary: Answer;
  sufficient: Answer; // of its group; alike in all its whys
  endingBy: string | null; // who receives the escalation, or the sponsor who accepted
  endingOn: string | null; // day of the escalation, or of the review
  endingNote: string | null; // how we live with the pressure, or why it was accepted
  sameAsId: string | null;
  sideId: string | null;
  author: string;
  version: number;
  evidence: EvidenceItem[];
  readBacks: ReadBack[];
  findings: TextFinding[]; // of the wording check, on the text as it stands
  openInvestigations: number; // improvements of kind investigation on this why, with owner and due day
};

/** A why about which nobody has answered anything yet, of no side and of nobody. */
export const unansweredWhy = (): Omit<TreeWhy, "id" | "parentId" | "position" | "text"> => ({
  kind: null,
  status: "hypothesis",
  statusReason: null,
  joint: null,
  ending: null,
  category: null,
  rootCauseId: null,
  reach: null,
  removal: null,
  necessary: "unknown",
  sufficient: "unknown",
  endingBy: null,
  endingOn: null,
  endingNote: null,
  sameAsId: null,
  sideId: null,
  author: "",
  version: 1,
  evidence: [],
  readBacks: [],
  findings: [],
  openInvestigations: 0,
});

/** What a cross-link needs to know of a why in another tree. */
export type SameAsTarget = {
  id: string;
  treeId: string;
  text: string;
  status: WhyStatus;
  ending: Ending | null;
  rootCauseId: string | null;
  live: boolean;
  endingHolds: boolean;
  hasWhysBelow: boolean;
};

export type CauseTree = {
  id: string;
  problem: string;
  problemFindings: TextFinding[];
  sideIds: readonly [string, string];
  whys: TreeWhy[];
  targets: SameAsTarget[]; // of this tree's cross-links into other trees
  perspectiveSideIds: string[]; // sides with at least one perspective on an incident of the tree
};

/** The tree made ready for questions, in one pass. Build it once per tree, then ask. */
export type TreeIndex = {
  readonly tree: CauseTree;
  readonly byId: ReadonlyMap<string, TreeWhy>;
  readonly children: ReadonlyMap<string | null, readonly TreeWhy[]>;
  readonly depths: ReadonlyMap<string, number>;
  readonly live: ReadonlySet<string>;
  /** As the outline reads: each why before the whys below it. */
  readonly inOrder: readonly TreeWhy[];
  readonly targets: ReadonlyMap<string, SameAsTarget>;
};

const byPlace = (a: TreeWhy, b: TreeWhy) =>
  a.position < b.position ? -1 : a.position > b.position ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** Throws when a why hangs on nothing or in a circle: the database lets neither happen, so it is a bug. */
export function treeIndex(tree: CauseTree): TreeIndex {
  const byId = new Map(tree.whys.map((why) => [why.id, why]));
  const children = new Map<string | null, TreeWhy[]>();
  for (const why of tree.whys) {
    const siblings = children.get(why.parentId);
    if (siblings) siblings.push(why);
    else children.set(why.parentId, [why]);
  }
  for (const siblings of children.values()) siblings.sort(byPlace);

  const depths = new Map<string, number>();
  const live = new Set<string>();
  const inOrder: TreeWhy[] = [];
  // A stack instead of recursion: a tree may hold 5,000 whys.
  const waiting = [...(children.get(null) ?? [])].reverse();
  for (let why = waiting.pop(); why; why = waiting.pop()) {
    inOrder.push(why);
    depths.set(why.id, why.parentId === null ? 1 : (depths.get(why.parentId) ?? 0) + 1);
    if (why.status !== "refuted" && (why.parentId === null || live.has(why.parentId))) live.add(why.id);
    const below = children.get(why.id) ?? [];
    for (let at = below.length - 1; at >= 0; at--) waiting.push(below[at] as TreeWhy);
  }
  if (inOrder.length !== tree.whys.length) {
    throw new Error(`Tree ${tree.id}: ${tree.whys.length - inOrder.length} whys do not lead up to the problem.`);
  }
  return { tree, byId, children, depths, live, inOrder, targets: new Map(tree.targets.map((t) => [t.id, t])) };
}

const none: readonly TreeWhy[] = [];

/** The whys directly below, in order; of the problem itself for null. */
export const childrenOf = (index: TreeIndex, whyId: string | null): readonly TreeWhy[] =>
  index.children.get(whyId) ?? none;

/** 1 for a why directly under the problem; 0 for an unknown one. */
export const depthOf = (index: TreeIndex, whyId: string): number => index.depths.get(whyId) ?? 0;

/** The why itself first, then each line above it up to the one under the problem. */
export function pathUp(index: TreeIndex, whyId: string): TreeWhy[] {
  const path: TreeWhy[] = [];
  for (let why = index.byId.get(whyId); why; why = why.parentId === null ? undefined : index.byId.get(why.parentId)) {
    path.push(why);
  }
  return path;
}

/** Not refuted, and nothing above it is. */
export const isLive = (index: TreeIndex, whyId: string): boolean => index.live.has(whyId);

export const hasLiveBelow = (index: TreeIndex, whyId: string): boolean =>
  childrenOf(index, whyId).some((why) => index.live.has(why.id));

export const isBranchEnd = (index: TreeIndex, whyId: string): boolean =>
  isLive(index, whyId) && !hasLiveBelow(index, whyId);

/** Live whys with no live why below: what gates and score look at. */
export const branchEnds = (index: TreeIndex): TreeWhy[] => index.inOrder.filter((why) => isBranchEnd(index, why.id));

/** Whys with no why at all below, whatever their status: what counts look at. */
export const leaves = (index: TreeIndex): TreeWhy[] =>
  index.inOrder.filter((why) => childrenOf(index, why.id).length === 0);

/** The ending that stands. A cross-link whose target was taken away is no ending any more. */
export function endingOf(index: TreeIndex, why: TreeWhy): Ending | null {
  if (why.ending !== "same_as") return why.ending;
  const found = why.sameAsId !== null && (index.byId.has(why.sameAsId) || index.targets.has(why.sameAsId));
  return found ? "same_as" : null;
}

/** Branch ends without an ending. */
export const openEnds = (index: TreeIndex): TreeWhy[] =>
  branchEnds(index).filter((why) => endingOf(index, why) === null);

/** Whys that act only together (one letter), or one that acts on its own (no letter). */
export type Group = { joint: string | null; whys: TreeWhy[] };

/** The groups directly below a why, or below the problem for null, in order of their first why. */
export function groupsUnder(index: TreeIndex, whyId: string | null): Group[] {
  const groups: Group[] = [];
  const lettered = new Map<string, Group>();
  for (const why of childrenOf(index, whyId)) {
    const joined = why.joint === null ? undefined : lettered.get(why.joint);
    if (joined) {
      joined.whys.push(why);
      continue;
    }
    const group: Group = { joint: why.joint, whys: [why] };
    groups.push(group);
    if (why.joint !== null) lettered.set(why.joint, group);
  }
  return groups;
}

export type TreeSummary = {
  whys: number;
  depth: number;
  leaves: number;
  linkGroups: number;
  jointGroups: number;
  rootCauses: number;
};

/** The counts of a tree: refuted whys are counted too, since they prove that breadth was searched. */
export function treeSummary(index: TreeIndex): TreeSummary {
  const summary = { whys: index.inOrder.length, depth: 0, leaves: 0, linkGroups: 0, jointGroups: 0, rootCauses: 0 };
  const countGroups = (whyId: string | null) => {
    const groups = groupsUnder(index, whyId);
    summary.linkGroups += groups.length;
    summary.jointGroups += groups.filter((group) => group.whys.length > 1).length;
  };
  countGroups(null);
  for (const why of index.inOrder) {
    summary.depth = Math.max(summary.depth, depthOf(index, why.id));
    if (childrenOf(index, why.id).length === 0) summary.leaves++;
    if (why.ending === "root_cause") summary.rootCauses++;
    countGroups(why.id);
  }
  return summary;
}

/** Would the why come to stand below itself? */
export const wouldCircle = (index: TreeIndex, whyId: string, newParentId: string | null): boolean =>
  newParentId !== null && pathUp(index, newParentId).some((why) => why.id === whyId);

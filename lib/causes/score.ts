/** The score of a cause tree: how much of a sound analysis is there, never who is better at it (method 1.9). */
import { branchEnds, childrenOf, type Group, groupsUnder, isLive, type TreeIndex, type TreeWhy } from "./cause-tree";
import { endingHolds } from "./endings";
import { evidenceStrength } from "./evidence-strength";
import { placedFindings } from "./finding";
import { gates, pathsToRootCauses, rootCauseWhys, type TreeContext } from "./gates";
import { standingReadBack } from "./read-back";

/** What the score needs that changes elsewhere than in the lines of the tree. */
export type ScoreFacts = {
  onlyCauseReason: string | null; // why the problem has one first why only
  /** What any one incident of the tree says of the problem; `expected` also when no standard exists. */
  problem: { handOff: boolean; day: boolean; extent: boolean; expected: boolean };
  /** Whys that end in a root cause on which an improvement acts, or which was accepted. */
  followedIds: readonly string[];
  /** e(why) of cross-link targets in other trees, by their id. */
  targetStrengths: Readonly<Record<string, number>>;
};

export const scoreCodes = [
  "problem",
  "breadth",
  "evidence",
  "read_back",
  "logic",
  "endings",
  "both_sides",
  "wording",
  "follow_through",
] as const;
export type ScoreCode = (typeof scoreCodes)[number];

/** What each component is worth at most; together 100. */
export const mostPoints: Record<ScoreCode, number> = {
  problem: 10,
  breadth: 10,
  evidence: 20,
  read_back: 15,
  logic: 10,
  endings: 15,
  both_sides: 10,
  wording: 5,
  follow_through: 5,
};

export type Band = "draft" | "usable" | "solid" | "reference";
/** `sum` and the points are unrounded; `total` is the number shown, held at 49 while a gate is closed. */
export type Score = { total: number; band: Band; sum: number; held: boolean; components: ScoreComponent[] };
export type ScoreComponent = { code: ScoreCode; points: number; most: number };

/** The best a tree can be called while a gate is closed. */
const mostWithGateClosed = 49;

export const bandOf = (total: number): Band =>
  total >= 90 ? "reference" : total >= 75 ? "solid" : total >= 50 ? "usable" : "draft";

/** All that the components are counted from, found once. */
export function countsOf(index: TreeIndex, context: TreeContext, facts: ScoreFacts) {
  const path = pathsToRootCauses(index);
  const ends = branchEnds(index);
  const followed = new Set(facts.followedIds);
  return {
    path,
    roots: rootCauseWhys(index),
    ends,
    endsHolding: ends.filter((why) => endingHolds(index, why, context)),
    groups: groupsWith(index, path),
    isFollowed: ({ id }: TreeWhy) => followed.has(id),
    strength: (why: TreeWhy) => strengthOf(index, why, facts),
    /** Open ones of level warn or error, one per why and code; on the problem too. */
    findings: placedFindings(index).filter(
      ({ whyId, level, settled }) => !settled && level !== "info" && (whyId === null || isLive(index, whyId)),
    ),
  };
}
export type Counts = ReturnType<typeof countsOf>;

/** The nine components, the gates and what is shown of them. */
export function scoreOf(
  index: TreeIndex,
  context: TreeContext,
  facts: ScoreFacts,
  counts = countsOf(index, context, facts),
): Score {
  const points: Record<ScoreCode, number> = {
    problem: problemPoints(index, facts, counts),
    breadth: breadthPoints(index, facts),
    evidence: mostPoints.evidence * mean(counts.path, counts.strength),
    read_back: mostPoints.read_back * mean(counts.path, (why) => signatures(index, why) / 2),
    logic:
      5 * share(counts.path, ({ necessary }) => necessary !== "unknown") + 5 * share(counts.groups, isAnsweredEnough),
    endings: counts.ends.length > 0 ? (mostPoints.endings * counts.endsHolding.length) / counts.ends.length : 0,
    both_sides: bothSidesPoints(contributionsOf(index)),
    wording: Math.max(0, mostPoints.wording - counts.findings.length),
    follow_through: mostPoints.follow_through * share(counts.roots, counts.isFollowed),
  };
  const components = scoreCodes.map((code) => ({ code, points: points[code], most: mostPoints[code] }));
  const sum = components.reduce((total, component) => total + component.points, 0);
  const whole = Math.floor(sum + 1e-9);
  const held = gates(index, context).some(({ open }) => !open);
  const total = held ? Math.min(whole, mostWithGateClosed) : whole;
  return { total, band: bandOf(total), sum, held, components };
}

const mean = <T>(list: readonly T[], of: (item: T) => number) =>
  list.length === 0 ? 0 : list.reduce((sum, item) => sum + of(item), 0) / list.length;
const share = <T>(list: readonly T[], is: (item: T) => boolean) => mean(list, (item) => (is(item) ? 1 : 0));

function problemPoints(index: TreeIndex, { problem }: ScoreFacts, { findings }: Counts): number {
  const isWorded = index.tree.problem.trim() !== "" && findings.every(({ whyId }) => whyId !== null);
  const isPlaced = index.tree.problem.trim() !== "" && problem.handOff;
  return 2 * [isPlaced, problem.day, problem.extent, problem.expected, isWorded].filter(Boolean).length;
}

/** 10 for a problem with several first whys, or a reason for its only one; 6 where a line further down branches. */
export function breadthPoints(index: TreeIndex, { onlyCauseReason }: Pick<ScoreFacts, "onlyCauseReason">): number {
  if (childrenOf(index, null).length >= 2 || onlyCauseReason?.trim()) return mostPoints.breadth;
  return index.inOrder.some(({ id }) => childrenOf(index, id).length >= 2) ? 6 : 0;
}

/** A cross-link takes the stronger of its own evidence and its target's. */
function strengthOf(index: TreeIndex, why: TreeWhy, { targetStrengths }: ScoreFacts): number {
  const own = evidenceStrength(why.evidence);
  if (why.ending !== "same_as" || why.sameAsId === null) return own;
  const here = index.byId.get(why.sameAsId);
  return Math.max(own, here ? evidenceStrength(here.evidence) : (targetStrengths[why.sameAsId] ?? 0));
}

/** How many sides agree with it as it reads now: 0, 1 or 2. A dispute counts like no answer. */
const signatures = (index: TreeIndex, why: TreeWhy) =>
  index.tree.sideIds.filter((sideId) => standingReadBack(index, why, sideId)?.answer === "agrees").length;

export const isAnsweredEnough = ({ whys }: Group) => whys.every(({ sufficient }) => sufficient !== "unknown");

/** The groups that hold a why of the path, each once. */
function groupsWith(index: TreeIndex, path: readonly TreeWhy[]): Group[] {
  const onPath = new Set(path.map(({ id }) => id));
  const parents = new Set(path.map(({ parentId }) => parentId));
  return [...parents].flatMap((parentId) =>
    groupsUnder(index, parentId).filter(({ whys }) => whys.some(({ id }) => onPath.has(id))),
  );
}

/** Whys written and evidence brought, by side, refuted ones too; what neutral people gave is not counted. */
export function contributionsOf(index: TreeIndex): [number, number] {
  const by = (sideId: string) =>
    index.tree.whys.reduce(
      (sum, why) =>
        sum + (why.sideId === sideId ? 1 : 0) + why.evidence.filter((item) => item.sideId === sideId).length,
      0,
    );
  const [first, second] = index.tree.sideIds;
  return [by(first), by(second)];
}

export function bothSidesPoints([first, second]: readonly [number, number]): number {
  if (first + second === 0) return 0;
  return mostPoints.both_sides * Math.min(1, (2 * Math.min(first, second)) / (first + second));
}

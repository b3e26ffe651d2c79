import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer, Category, Ending, EvidenceType, Stance, WhyKind, WhyStatus } from "@/db/terms";
import { type CauseTree, isLive, type SameAsTarget, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { asRootCause, aTree, aWhy, readBackBy, someEvidence } from "./a-tree";
import { aFinding } from "./score-facts-given";

type CaseWhy = {
  key: string;
  text: string;
  kind: WhyKind | null;
  status: WhyStatus;
  joint: string | null;
  ending: Ending | null;
  sameAs: string | null;
  category: Category | null;
  evidence: { type: EvidenceType; text: string; stance: Stance; side: string | null }[];
  whys: CaseWhy[];
};
type CaseFile = {
  key: string;
  relationship: [string, string];
  trees: { key: string; problem: string; whys: CaseWhy[] }[];
};

const folder = join(import.meta.dirname, "../../cases");
const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), "utf8"));

function whysOf(treeKey: string, whys: readonly CaseWhy[], parentId: string | null): TreeWhy[] {
  return whys.flatMap(({ key, whys: below, sameAs, evidence, ...said }, at) => {
    const id = `${treeKey}/${key}`;
    const items = evidence.map(({ side, ...item }, n) => ({
      ...item,
      id: `${id}#${n}`,
      source: null,
      observedOn: null,
      sideId: side,
      collectedBy: null,
      version: 1,
    }));
    const position = String(at).padStart(4, "0");
    const why = aWhy(id, { ...said, parentId, position, sameAsId: sameAs, evidence: items, sideId: null });
    return [why, ...whysOf(treeKey, below, id)];
  });
}

/** A public case as the trees it would give, each why named `tree/why`. */
export function caseTrees(caseKey: string): { key: string; tree: CauseTree }[] {
  const file = read<CaseFile>(`${caseKey}.case.json`);
  const trees = file.trees.map(({ key, problem, whys }) => ({
    key,
    tree: {
      id: key,
      problem,
      problemFindings: [],
      sideIds: file.relationship,
      whys: whysOf(key, whys, null),
      targets: [] as SameAsTarget[],
      perspectiveSideIds: [],
    },
  }));
  for (const { key, tree } of trees) {
    for (const { sameAsId } of tree.whys) {
      const home = trees.find((other) => other.key !== key && sameAsId?.startsWith(`${other.key}/`));
      const why = home?.tree.whys.find((each) => each.id === sameAsId);
      if (!home || !why) continue;
      const { id, text, status, ending, rootCauseId } = why;
      const live = isLive(treeIndex(home.tree), id);
      const hasWhysBelow = home.tree.whys.some((each) => each.parentId === id);
      const shown = { id, treeId: home.key, text, status, ending, rootCauseId };
      tree.targets.push({ ...shown, live, endingHolds: false, hasWhysBelow });
    }
  }
  return trees;
}

export const caseKeys = readdirSync(folder)
  .filter((file) => file.endsWith(".case.json"))
  .map((file) => file.replace(".case.json", ""));

type Expected = {
  cases: Record<
    string,
    { trees: Record<string, Record<string, number> & { also: { openEnds: number; breadthPoints: number } }> }
  >;
};
export const expected = read<unknown>("expected.json") as Expected;

/** An example of the score as the tree it describes. */
export function scoreTree({
  sides,
  perspectives,
  problem,
  sufficient,
  openWordingFindings,
  whys,
}: TreeScoreExample["input"]): CauseTree {
  const given = allOf(whys);
  let tree = aTree(
    given.map(({ key, author, status, joint, ending, necessary, evidence }) => {
      const holds = { ...asRootCause, endingBy: "C. Aubert", endingOn: "2026-03-02" };
      const parent = key.split(".").slice(0, -1).join(".");
      const items = evidence.map(({ side, ...item }) => someEvidence({ ...item, sideId: side }));
      const enough = sufficient[`${parent}|${key}`] ?? "unknown";
      const said = { status, joint, ending, necessary, evidence: items, sideId: author, sufficient: enough };
      const findings = codes.slice(0, key === "1" ? openWordingFindings : 0).map((code) => aFinding(code));
      return aWhy(key, { ...holds, ...said, findings });
    }),
    {
      problem: problem.what ? "Web leads wait more than a day" : "",
      sideIds: sides,
      perspectiveSideIds: sides.filter((side) => (perspectives[side] ?? 0) > 0),
    },
  );
  for (const { key, readBack } of given) {
    for (const [side, answer] of Object.entries(readBack)) tree = readBackBy(tree, side, [key], answer);
  }
  return tree;
}

const codes = ["vague_judgement", "side_generalised", "solution_as_cause"] as const;

export const allOf = (whys: readonly ScoreWhy[]): ScoreWhy[] => whys.flatMap((why) => [why, ...allOf(why.whys)]);

export const numbers = read<{
  wording: { name: string; input: { text: string; members: string[]; sides: string[] }; expect: { codes: string[] } }[];
  treeScore: TreeScoreExample[];
}>("numbers.json");

export type ScoreWhy = {
  key: string;
  author: string;
  status: WhyStatus;
  joint: string | null;
  ending: Ending | null;
  evidence: { type: EvidenceType; side: string | null; stance: Stance }[];
  readBack: Record<string, "agrees" | "disputes">;
  necessary: Answer;
  improvements: number;
  whys: ScoreWhy[];
};
export type TreeScoreExample = {
  name: string;
  input: {
    sides: [string, string];
    perspectives: Record<string, number>;
    problem: {
      what: boolean;
      where: boolean;
      when: boolean;
      extent: boolean;
      expectedStated: boolean;
      wordingFindings: number;
      onlyCauseReason: string | null;
    };
    openWordingFindings: number;
    sufficient: Record<string, Answer>; // "parent|why" of each group that was asked
    whys: ScoreWhy[];
  };
  expect: {
    components: number[];
    sum: number;
    shown: number;
    band: string;
    path: string[];
    gates: { rootCause: boolean; noOpenEnd: boolean; endingsHold: boolean; noPersonAtEnd: boolean; bothSides: boolean };
  };
};

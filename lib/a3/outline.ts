import type { Category, Ending, ReadBackAnswer, WhyStatus } from "@/db/terms";
import { depthOf, endingOf, groupsUnder, isLive, pathUp, type TreeIndex, type TreeWhy } from "@/lib/causes/cause-tree";
import { rootCauseWhys } from "@/lib/causes/gates";
import { agreedByBothSides, readAloud, standingReadBack } from "@/lib/causes/read-back";
import { rowsOf } from "./fit";

export type SheetLine = {
  id: string;
  depth: number; // 0 for a first why
  text: string;
  joint: boolean; // acts only together with others beside it
  dead: boolean; // refuted, or below a refuted why
  status: WhyStatus;
  reason: string | null; // why it was refuted or cannot be verified
  ending: Ending | null;
  category: Category | null;
  settled: boolean;
  answers: (ReadBackAnswer | null)[]; // of the first side, then of the second
};

export type SheetTree = {
  id: string;
  problem: string;
  settledAt: Date | null;
  lines: SheetLine[];
  more: number; // whys that the sheet leaves out
  disputed: number; // live whys that a side disputes
  unsigned: number; // whys in a root cause that both sides have not signed
  aloud: { text: string; link: string }[]; // the path of the first root cause, from its end up to the problem
};

/**
 * What a sheet of paper shows of a tree: at most `room` rows, in the tree's order. The paths of root causes come first,
 * then what else is live, then what was ruled out; a line never stands without those above it.
 */
export function outlineFor(index: TreeIndex, settledAt: Date | null, room: number): SheetTree {
  const roots = rootCauseWhys(index);
  const chosen = new Set<string>();
  let left = room;
  const choose = (whys: readonly TreeWhy[]) => {
    for (const why of whys) {
      const path = pathUp(index, why.id).filter(({ id }) => !chosen.has(id));
      const rows = path.reduce((sum, { id, text }) => sum + rowsOf(text, depthOf(index, id)), 0);
      if (rows > left) continue;
      left -= rows;
      for (const { id } of path) chosen.add(id);
    }
  };
  choose(roots);
  choose(index.inOrder.filter(({ id }) => isLive(index, id)));
  choose(index.inOrder);

  const live = index.inOrder.filter(({ id }) => isLive(index, id));
  const answersOf = (why: TreeWhy) =>
    index.tree.sideIds.map((sideId) => standingReadBack(index, why, sideId)?.answer ?? null);
  const joint = jointWhys(index);
  const first = roots[0];
  return {
    id: index.tree.id,
    problem: index.tree.problem,
    settledAt,
    lines: index.inOrder
      .filter(({ id }) => chosen.has(id))
      .map((why) => ({
        id: why.id,
        depth: depthOf(index, why.id) - 1,
        text: why.text,
        joint: joint.has(why.id),
        dead: !isLive(index, why.id),
        status: why.status,
        reason: why.statusReason,
        ending: endingOf(index, why),
        category: why.category,
        settled: agreedByBothSides(index, why),
        answers: answersOf(why),
      })),
    more: index.inOrder.length - chosen.size,
    disputed: live.filter((why) => answersOf(why).includes("disputes")).length,
    unsigned: roots.filter((why) => !agreedByBothSides(index, why)).length,
    aloud: first ? readAloud([...pathUp(index, first.id).map(({ text }) => text), index.tree.problem]) : [],
  };
}

function jointWhys(index: TreeIndex): Set<string> {
  const parents = [null, ...index.inOrder.map(({ id }) => id)];
  const together = parents.flatMap((parentId) => groupsUnder(index, parentId).filter(({ whys }) => whys.length > 1));
  return new Set(together.flatMap(({ whys }) => whys.map(({ id }) => id)));
}

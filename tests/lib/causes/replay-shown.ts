import { expect } from "vitest";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import { type CauseTree, treeIndex } from "@/lib/causes/cause-tree";
import { loadReplay } from "@/lib/causes/load-replay";
import { loadTree } from "@/lib/causes/load-tree";
import { type Replay, treeAt } from "@/lib/causes/replay";

/** What of a tree its replay shows, in a form that can be compared; throws on a circle and on an orphan. */
export function shownOf(tree: CauseTree, settled: boolean) {
  return {
    problem: tree.problem,
    settled,
    whys: treeIndex(tree).inOrder.map((why) => {
      const { evidence, readBacks, findings: _, openInvestigations: __, version: ___, ...fields } = why;
      return {
        ...fields,
        evidence: evidence.map(({ id, stance, sideId }) => ({ id, stance, sideId })),
        readBacks: readBacks
          .map(({ sideId, answer, reason, mark }) => ({ sideId, answer, reason, mark }))
          .toSorted((a, b) => (a.sideId < b.sideId ? -1 : 1)),
      };
    }),
  };
}

/** The tree as its page shows it today. */
export async function shownNow(db: Database, member: Member, treeId: string) {
  const loaded = await loadTree(db, member, treeId);
  if (!loaded) throw new Error("There is no such tree.");
  return shownOf(loaded.tree, loaded.settledAt !== null);
}

export async function replayOf(db: Database, member: Member, treeId: string) {
  const loaded = await loadReplay(db, member, treeId, (at) => at.toISOString().slice(0, 10));
  if (!loaded) throw new Error("There is no such tree.");
  return loaded.replay;
}

export const shownAt = (replay: Replay, n: number) => {
  const tree = treeAt(replay, n);
  return shownOf(tree, tree.settled);
};

const mostLooks = 200;

/** From nothing to the tree of today, and at no deed that is looked at an orphan or a circle. */
export async function expectReplayed(db: Database, member: Member, treeId: string): Promise<Replay> {
  const replay = await replayOf(db, member, treeId);
  const every = Math.ceil(replay.steps.length / mostLooks);
  expect(shownAt(replay, 0).whys).toEqual([]);
  for (let n = 1; n < replay.steps.length; n += every) shownAt(replay, n);
  expect(shownAt(replay, replay.steps.length)).toEqual(await shownNow(db, member, treeId));
  return replay;
}

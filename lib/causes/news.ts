import "server-only";
import type { Database } from "@/db/client";
import type { Member } from "@/lib/access/member";
import type { SameAsTarget, TreeWhy } from "./cause-tree";
import type { TextFinding } from "./finding";
import { loadWhysAgain } from "./load-tree";
import type { ScoreFacts } from "./score";
import { loadScoreFacts } from "./score-facts";
import type { Done } from "./tree-deed";
import { stepsAhead } from "./undo";

/** What a deed has changed in the tree, for whoever holds the tree already. */
export type TreeNews = {
  whys: TreeWhy[]; // as they stand now
  goneIds: string[]; // taken out of the tree
  targets?: SameAsTarget[]; // of all cross-links into other trees, where a deed touched one
  problem: string;
  problemFindings: TextFinding[];
  settledAt: string | null;
  facts: ScoreFacts;
  steps: { undo: number; redo: number };
  lastSteps?: { undo: string | null; redo: string | null }; // what the next step back, or forth, is about
  sequence: number | null; // the number of the history up to which this tells; null where nothing was done
};

/** A few queries, whatever the size of the tree. */
export async function newsOf(db: Database, member: Member, done: Done): Promise<TreeNews> {
  const ids = [...new Set(done.whyIds)];
  const [again, facts, { steps, lastSteps }] = await Promise.all([
    loadWhysAgain(db, member, done.treeId, ids),
    loadScoreFacts(db, member, done.treeId),
    stepsAhead(db, member, done.treeId),
  ]);
  const { head, whys, problemFindings, targets } = again ?? { head: undefined, whys: [], problemFindings: [] };
  const standing = new Set(whys.map(({ id }) => id));
  return {
    whys,
    goneIds: ids.filter((id) => !standing.has(id)),
    targets,
    problem: head?.problem ?? "",
    problemFindings,
    settledAt: head?.settledAt?.toISOString() ?? null,
    facts,
    steps,
    lastSteps,
    sequence: done.sequence,
  };
}

import { childrenOf, type TreeIndex, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { type Replay, treeAt } from "@/lib/causes/replay";
import type { Relationship } from "@/lib/teams/sides";
import { sideById } from "@/lib/teams/sides";

type WhyThen = {
  id: string;
  text: string;
  side: string | null; // its team's name
  status: TreeWhy["status"];
  ending: TreeWhy["ending"];
  joint: string | null;
  evidence: { supports: number; contradicts: number };
  whys: WhyThen[];
};

/** The tree after `at` deeds as `GET /api/v1/trees/{id}/replay?at=` answers, and the deed that left it so. */
export function replayAnswer(replay: Replay, at: number, relationship: Relationship) {
  const total = replay.steps.length;
  const nth = Math.min(total, Math.max(1, at));
  const { settled, ...tree } = treeAt(replay, nth);
  const nameOf = (sideId: string | null) => sideById(relationship, sideId)?.name ?? null;
  const step = replay.steps[nth - 1];
  const { verb, day, by, says, quote = null } = step ?? {};
  return {
    at: nth,
    deeds: total,
    deed: { verb, day, by, side: nameOf(step?.sideId ?? null), says, quote },
    problem: tree.problem,
    settled,
    whys: whysThen(treeIndex(tree), nameOf),
  };
}

/** From the ends of the branches upwards, for a branch may be as long as the tree. */
function whysThen(index: TreeIndex, nameOf: (sideId: string | null) => string | null): WhyThen[] {
  const done = new Map<string, WhyThen>();
  const below = (id: string | null) => childrenOf(index, id).flatMap((child) => done.get(child.id) ?? []);
  for (const { id, text, sideId, status, ending, joint, evidence } of index.inOrder.toReversed()) {
    const contradicts = evidence.filter(({ stance }) => stance === "contradicts").length;
    done.set(id, {
      ...{ id, text, side: nameOf(sideId), status, ending, joint },
      evidence: { supports: evidence.length - contradicts, contradicts },
      whys: below(id),
    });
  }
  return below(null);
}

/** A cause tree for machines: nested as in a case file, with what the workspace adds to it. */
import { childrenOf, openEnds, type TreeIndex, type TreeWhy, treeIndex, treeSummary } from "@/lib/causes/cause-tree";
import { type EndingContext, holdingFaults } from "@/lib/causes/endings";
import { placedFindings } from "@/lib/causes/finding";
import { gates } from "@/lib/causes/gates";
import type { LoadedTree } from "@/lib/causes/load-tree";
import type { PointingWhy } from "@/lib/causes/pointing";
import { standingReadBack } from "@/lib/causes/read-back";
import { type ScoreFacts, scoreOf } from "@/lib/causes/score";
import { treeContext } from "@/lib/causes/tree-context";

type Asked = {
  index: TreeIndex;
  context: EndingContext;
  sideName: (id: string | null) => string | null;
  pointing: readonly PointingWhy[];
};

/**
 * The tree as `GET /api/v1/trees/{id}` answers. `key` is the why's present place, as in "1.2"; sides are names of teams;
 * `holds` is null for a why without an ending; only read-backs of the sentences as they read now are given. A gate that
 * is `open` has been passed; points of the score are unrounded, its total is what is shown. `apart` names the side that
 * draws the tree by itself; `sameFrom` are the cross-links that lead to a why, from this tree or another.
 */
export function treeAnswer(loaded: LoadedTree, facts: ScoreFacts, pointing: readonly PointingWhy[]) {
  const { tree, relationship } = loaded;
  const index = treeIndex(tree);
  const names = new Map(relationship.sides.map(({ id, name }) => [id, name]));
  const context = treeContext(loaded);
  const { total, band, components } = scoreOf(index, context, facts);
  const asked: Asked = { index, context, sideName: (id) => (id && names.get(id)) || null, pointing };
  return {
    id: tree.id,
    problem: tree.problem,
    relationship: relationship.sides.map(({ name }) => name),
    apart: asked.sideName(loaded.apartSideId),
    incidents: loaded.incidents,
    settledAt: loaded.settledAt,
    summary: treeSummary(index),
    score: { total, band, components: components.map(({ code, points, most }) => ({ code, points, of: most })) },
    gates: gates(index, context).map(({ code, open, message }) => ({ code, open, message })),
    findings: placedFindings(index).map(({ whyId, code, level, message, settled }) => ({
      why: whyId, // null: the problem
      code,
      level,
      message,
      settled,
    })),
    openEnds: openEnds(index).map(({ id }) => id),
    whys: answersBelow(asked, null, ""),
    improvements: loaded.improvements.map(({ id, title, kind, phase, whyIds }) => ({
      id,
      title,
      kind,
      phase,
      whys: whyIds,
    })),
  };
}

export type WhyAnswer = ReturnType<typeof answerOf> & { whys: WhyAnswer[] };

/** Calls itself once for each level, of which a tree has at most 50. */
function answersBelow(asked: Asked, whyId: string | null, above: string): WhyAnswer[] {
  return childrenOf(asked.index, whyId).map((why, at) => {
    const key = `${above}${at + 1}`;
    return { ...answerOf(asked, why, key), whys: answersBelow(asked, why.id, `${key}.`) };
  });
}

function answerOf({ index, context, sideName, pointing }: Asked, why: TreeWhy, key: string) {
  const faults = holdingFaults(index, why, context);
  return {
    id: why.id,
    key,
    text: why.text,
    kind: why.kind,
    status: why.status,
    statusReason: why.statusReason,
    joint: why.joint,
    necessary: why.necessary,
    sufficient: why.sufficient,
    live: index.live.has(why.id),
    ending: why.ending,
    category: why.category,
    rootCause: why.rootCauseId,
    sameAs: why.sameAsId === null ? null : { tree: treeOf(index, why.sameAsId), why: why.sameAsId },
    sameFrom: pointing
      .filter(({ sameAsId }) => sameAsId === why.id)
      .map(({ id, treeId }) => ({ tree: treeId, why: id })),
    reach: why.reach,
    removal: why.removal,
    endingBy: why.endingBy,
    endingOn: why.endingOn,
    endingNote: why.endingNote,
    holds: why.ending === null ? null : faults.length === 0,
    missing: faults.map(({ code, message }) => ({ code, message })),
    side: sideName(why.sideId),
    author: why.author,
    evidence: why.evidence.map(({ id, type, text, stance, sideId, source, observedOn, files }) => ({
      id,
      type,
      text,
      stance,
      side: sideName(sideId),
      source,
      observedOn,
      files: files ?? [],
    })),
    readBacks: index.tree.sideIds.flatMap((sideId) => {
      const standing = standingReadBack(index, why, sideId);
      if (!standing) return [];
      const { answer, reason, by, at } = standing;
      return [{ side: sideName(sideId), answer, reason, by, at }];
    }),
  };
}

/** null when the target was taken out. */
const treeOf = (index: TreeIndex, whyId: string) =>
  index.byId.has(whyId) ? index.tree.id : (index.targets.get(whyId)?.treeId ?? null);

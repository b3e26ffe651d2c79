/** Cross-links: a branch that ends because another why says the same (method 1.2). */
import type { Ending, WhyStatus } from "@/db/terms";
import { childrenOf, isLive, type SameAsTarget, type TreeIndex, type TreeWhy } from "./cause-tree";

/** One why as far as its way down and across matters. Rows of several trees may stand in one list. */
export type Link = { id: string; parentId: string | null; sameAsId: string | null };

export const linksOf = (whys: readonly TreeWhy[]): Link[] =>
  whys.map(({ id, parentId, ending, sameAsId }) => ({
    id,
    parentId,
    sameAsId: ending === "same_as" ? sameAsId : null,
  }));

/** Does following whys down and cross-links across lead from one why to the other? Each way is walked once. */
export function leadsTo(links: readonly Link[], fromId: string, toId: string): boolean {
  const onward = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const known = onward.get(from);
    if (known) known.push(to);
    else onward.set(from, [to]);
  };
  for (const { id, parentId, sameAsId } of links) {
    if (parentId !== null) add(parentId, id);
    if (sameAsId !== null) add(id, sameAsId);
  }
  const seen = new Set([fromId]);
  const waiting = [fromId];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === toId) return true;
    for (const next of onward.get(at) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}

/** Do whys and cross-links anywhere lead back to where they began? What nothing leads to is taken off until all is gone. */
export function holdsRing(links: readonly Link[]): boolean {
  const onward = new Map(links.map(({ id }) => [id, [] as string[]]));
  for (const { id, parentId, sameAsId } of links) {
    if (parentId !== null) onward.get(parentId)?.push(id);
    if (sameAsId !== null) onward.get(id)?.push(sameAsId);
  }
  const leading = new Map(links.map(({ id }) => [id, 0]));
  const count = (id: string, by: number) => {
    const known = leading.get(id);
    if (known === undefined) return false; // taken out, or in a tree that was not asked for
    leading.set(id, known + by);
    return known + by === 0;
  };
  for (const next of [...onward.values()].flat()) count(next, 1);
  const waiting = links.filter(({ id }) => leading.get(id) === 0).map(({ id }) => id);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    leading.delete(at);
    for (const next of onward.get(at) ?? []) if (count(next, -1)) waiting.push(next);
  }
  return leading.size > 0;
}

/** Would marking the why as the same as the target lead back to it? `links` hold every tree on the way. */
export const sameAsLeadsBack = (links: readonly Link[], whyId: string, targetId: string): boolean =>
  leadsTo(links, targetId, whyId);

/** Would moving the why below the new parent close a ring, be it by the tree alone or across a cross-link? */
export const moveLeadsBack = (links: readonly Link[], whyId: string, newParentId: string | null): boolean =>
  newParentId !== null && leadsTo(links, whyId, newParentId);

/** The why that a cross-link points to, in this tree or another; undefined when there is none. */
export function targetOf(index: TreeIndex, why: TreeWhy): Omit<SameAsTarget, "endingHolds"> | undefined {
  if (why.ending !== "same_as" || why.sameAsId === null) return undefined;
  const here = index.byId.get(why.sameAsId);
  if (!here) return index.targets.get(why.sameAsId);
  const { id, text, status, ending, rootCauseId } = here;
  const hasWhysBelow = childrenOf(index, id).length > 0;
  return { id, treeId: index.tree.id, text, status, ending, rootCauseId, live: isLive(index, id), hasWhysBelow };
}

/**
 * Status and ending to show and to count: a cross-link takes those of its target.
 * Whether the why is live stays its own matter, so that refuting the target elsewhere never hides a branch here.
 */
export function shownAs(index: TreeIndex, why: TreeWhy): { status: WhyStatus; ending: Ending | null } {
  if (why.ending !== "same_as") return { status: why.status, ending: why.ending };
  const target = targetOf(index, why);
  return target ? { status: target.status, ending: target.ending } : { status: why.status, ending: null };
}

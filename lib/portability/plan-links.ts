/** Cross-links of an imported case: whether each may be made, seen over all trees at once (method 1.2). */
import type { TreeWhy } from "@/lib/causes/cause-tree";
import type { EndingCode } from "@/lib/causes/endings";
import { type Link, linksOf } from "@/lib/causes/same-as";
import { ringsAmong, type Way } from "./rings";
import type { ForeignTarget } from "./standing-case";

/** What stands beside the trees of the file. */
export type Outside = {
  targets: ReadonlyMap<string, ForeignTarget>; // "case:tree/why" → its row
  links: readonly Link[]; // of every tree that cross-links lead to
  pointers: readonly { id: string; sameAsId: string }[]; // whys marked as the same as one of ours
};

export type LinkFault = { code: EndingCode; message: string };
type Marked = Pick<TreeWhy, "id" | "sameAsId">;

const itself: LinkFault = { code: "same_as_itself", message: "A why cannot be the same as itself." };
const missing: LinkFault = { code: "same_as_missing", message: "The why it points to is not in the tree." };
const chain: LinkFault = {
  code: "same_as_chain",
  message: "That why is itself the same as another. Point to the final one.",
};
const pointedAt: LinkFault = {
  code: "same_as_chain",
  message: "Another why is marked as the same as this one. Point that one further first.",
};
const circle: LinkFault = {
  code: "same_as_leads_back",
  message: "From there the whys lead back to this one. Write the circle as a comment.",
};

/**
 * @param whys all whys of the file's trees as they will stand, the links that are asked for among them
 * @param asked the whys whose link is new; the others' links stood before
 * @param more links that are only asked about
 */
export function linkJudge(
  whys: readonly TreeWhy[],
  asked: ReadonlySet<TreeWhy>,
  outside: Outside,
  more: readonly Marked[] = [],
): (why: Marked) => LinkFault | undefined {
  const here = new Map(whys.map((why) => [why.id, why]));
  const foreign = new Map([...outside.targets.values()].map((target) => [target.id, target]));
  const endingOf = (id: string) => here.get(id)?.ending ?? foreign.get(id)?.ending;
  const standingOutside = outside.links.filter(({ id }) => !here.has(id));
  const ways = [...linksOf(whys), ...standingOutside].flatMap(({ id, parentId, sameAsId }): Way[] => [
    ...(parentId === null ? [] : [{ from: parentId, to: id }]),
    ...(sameAsId === null ? [] : [{ from: id, to: sameAsId }]),
  ]);
  const inRing = ringsAmong([...ways, ...more.map(({ id, sameAsId }) => ({ from: id, to: sameAsId ?? id }))]);
  const pointed = new Set([
    ...whys.flatMap((why) => (why.ending === "same_as" && why.sameAsId && !asked.has(why) ? [why.sameAsId] : [])),
    ...outside.pointers.flatMap(({ id, sameAsId }) => (here.has(id) ? [] : [sameAsId])),
  ]);
  return ({ id, sameAsId }) => {
    if (sameAsId === null) return missing;
    if (sameAsId === id) return itself;
    if (endingOf(sameAsId) === "same_as") return chain;
    if (pointed.has(id)) return pointedAt;
    return inRing({ from: id, to: sameAsId }) ? circle : undefined;
  };
}

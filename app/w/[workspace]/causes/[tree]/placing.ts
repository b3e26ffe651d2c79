import { generateKeyBetween } from "fractional-indexing";
import { childrenOf, type TreeIndex, type TreeWhy } from "@/lib/causes/cause-tree";
import type { Target } from "./moves";

/** Where a line stands: below what, where among its siblings, and together with whom. */
export type Placed = Pick<TreeWhy, "parentId" | "position" | "joint">;
/** New places of some lines, by their ids. */
export type Places = Readonly<Record<string, Placed>>;

export const placeOf = ({ parentId, position, joint }: TreeWhy): Placed => ({ parentId, position, joint });

/** A position first, behind `afterId`, or last below the parent; a guess, until the server says. */
export function positionAt(index: TreeIndex, { parentId, afterId, first }: Target, whyId?: string): string {
  const siblings = childrenOf(index, parentId).filter(({ id }) => id !== whyId);
  const at = first ? -1 : afterId ? siblings.findIndex(({ id }) => id === afterId) : siblings.length - 1;
  const before = siblings[at]?.position ?? null;
  const next = siblings.slice(at + 1).find(({ position }) => before === null || position > before)?.position ?? null;
  return generateKeyBetween(before, next);
}

/** The places once a why is moved. Another parent takes it out of its joint group. */
export function movedTo(index: TreeIndex, whyId: string, to: Target): Places {
  const why = index.byId.get(whyId);
  if (!why) return {};
  const elsewhere = why.parentId !== to.parentId;
  const moved = { parentId: to.parentId, position: positionAt(index, to, whyId), joint: elsewhere ? null : why.joint };
  return elsewhere ? { ...leftAlone(index, why), [whyId]: moved } : { [whyId]: moved };
}

/** The places once a why acts together with the one before it, or behind it; on its own again where it did already. */
export function joined(index: TreeIndex, whyId: string): { withId: string | null; places: Places } | undefined {
  const why = index.byId.get(whyId);
  if (!why) return undefined;
  if (why.joint) {
    return { withId: null, places: { ...leftAlone(index, why), [whyId]: { ...placeOf(why), joint: null } } };
  }
  const siblings = childrenOf(index, why.parentId);
  const at = siblings.findIndex(({ id }) => id === whyId);
  const partner = siblings[at - 1] ?? siblings[at + 1];
  if (!partner) return undefined;
  // The server gives the group its letter; until then anything will do that no other group has.
  const joint = partner.joint ?? whyId;
  const both = { [whyId]: { ...placeOf(why), joint }, [partner.id]: { ...placeOf(partner), joint } };
  return { withId: partner.id, places: both };
}

/** Whom a why leaves behind in its joint group: nobody is joint alone. */
function leftAlone(index: TreeIndex, why: TreeWhy): Places {
  const others = childrenOf(index, why.parentId).filter(({ id, joint }) => id !== why.id && joint === why.joint);
  const [other, ...more] = why.joint ? others : [];
  return other && more.length === 0 ? { [other.id]: { ...placeOf(other), joint: null } } : {};
}

import type { DragEvent } from "react";

type Placed = { id: string; parentId: string | null };
/** As much of a tree as a move has to know: what stands where. The outline and the diagram both have it. */
export type Shape = {
  byId: ReadonlyMap<string, Placed>;
  children: ReadonlyMap<string | null, readonly Placed[]>;
};

const none: readonly Placed[] = [];
const below = (shape: Shape, id: string | null) => shape.children.get(id) ?? none;

/** Does the line stand at or below the why? */
export function standsBelow(shape: Shape, lineId: string, whyId: string): boolean {
  for (let at = shape.byId.get(lineId); at; at = at.parentId === null ? undefined : shape.byId.get(at.parentId)) {
    if (at.id === whyId) return true;
  }
  return false;
}

/** A step of a why by key or button: among its siblings, or one level in or out. */
export type Step = "up" | "down" | "in" | "out";

/** Where a carried why would land, seen from the row under it. */
export type Place = "above" | "below" | "inside";

/** As the form sends it: `first` stands before all siblings, an empty `afterId` behind all. */
export type Target = { parentId: string | null; afterId: string | null; first: "on" | null };

const target = (parentId: string | null, afterId: string | null, first = false): Target => ({
  parentId,
  afterId,
  first: first ? "on" : null,
});

/** Where one step leads; undefined at the edge of the tree. */
export function placeFor(shape: Shape, whyId: string, step: Step): Target | undefined {
  const why = shape.byId.get(whyId);
  if (!why) return undefined;
  const siblings = below(shape, why.parentId);
  const at = siblings.findIndex(({ id }) => id === whyId);
  const parent = why.parentId ? shape.byId.get(why.parentId) : undefined;
  if (step === "up" && at > 0) return target(why.parentId, siblings[at - 2]?.id ?? null, at === 1);
  if (step === "down" && at < siblings.length - 1) return target(why.parentId, siblings[at + 1]?.id ?? null);
  if (step === "in" && at > 0) return target(siblings[at - 1]?.id ?? null, null);
  if (step === "out" && parent) return target(parent.parentId, parent.id);
  return undefined;
}

/** Where a why dropped on a row would go: the upper quarter of the row is above it, the lower below, the middle inside. */
export function dropPlace(
  shape: Shape,
  carriedId: string,
  rowId: string,
  event: DragEvent<HTMLElement>,
): { side: Place; to: Target } | undefined {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  return dropAt(shape, carriedId, rowId, (event.clientY - top) / height);
}

/** The same where `part` says how far down the row it is held, 0 to 1. Nothing lands below itself. */
export function dropAt(
  shape: Shape,
  carriedId: string,
  rowId: string,
  part: number,
): { side: Place; to: Target } | undefined {
  const row = shape.byId.get(rowId);
  if (!row || standsBelow(shape, rowId, carriedId)) return undefined;
  if (part >= 0.25 && part <= 0.75) return { side: "inside", to: target(rowId, null) };
  if (part > 0.75) return { side: "below", to: target(row.parentId, rowId) };
  const siblings = below(shape, row.parentId).filter(({ id }) => id !== carriedId);
  const before = siblings[siblings.findIndex(({ id }) => id === rowId) - 1];
  return { side: "above", to: target(row.parentId, before?.id ?? null, !before) };
}

/** Last below a why, or below the problem for null. */
export const lastBelow = (parentId: string | null): Target => target(parentId, null);

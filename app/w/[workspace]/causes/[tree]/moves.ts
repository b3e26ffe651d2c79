import type { DragEvent } from "react";
import { childrenOf, type TreeIndex, wouldCircle } from "@/lib/causes/cause-tree";

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
export function placeFor(index: TreeIndex, whyId: string, step: Step): Target | undefined {
  const why = index.byId.get(whyId);
  if (!why) return undefined;
  const siblings = childrenOf(index, why.parentId);
  const at = siblings.findIndex(({ id }) => id === whyId);
  const parent = why.parentId ? index.byId.get(why.parentId) : undefined;
  if (step === "up" && at > 0) return target(why.parentId, siblings[at - 2]?.id ?? null, at === 1);
  if (step === "down" && at < siblings.length - 1) return target(why.parentId, siblings[at + 1]?.id ?? null);
  if (step === "in" && at > 0) return target(siblings[at - 1]?.id ?? null, null);
  if (step === "out" && parent) return target(parent.parentId, parent.id);
  return undefined;
}

/** Where a why dropped on a row would go: the upper quarter of the row is above it, the lower below, the middle inside. */
export function dropPlace(
  index: TreeIndex,
  carriedId: string,
  rowId: string,
  event: DragEvent<HTMLElement>,
): { side: Place; to: Target } | undefined {
  const row = index.byId.get(rowId);
  if (!row || carriedId === rowId || wouldCircle(index, carriedId, rowId)) return undefined;
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  if (part >= 0.25 && part <= 0.75) return { side: "inside", to: target(rowId, null) };
  if (part > 0.75) return { side: "below", to: target(row.parentId, rowId) };
  const siblings = childrenOf(index, row.parentId).filter(({ id }) => id !== carriedId);
  const before = siblings[siblings.findIndex(({ id }) => id === rowId) - 1];
  return { side: "above", to: target(row.parentId, before?.id ?? null, !before) };
}

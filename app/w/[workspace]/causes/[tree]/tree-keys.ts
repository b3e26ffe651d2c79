import type { KeyboardEvent } from "react";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import type { Step } from "./moves";
import type { Row } from "./tree-view";

/** What the keys of the outline can do; the page gives the hands. */
export type Hands = {
  select: (id: string | null) => void;
  edit: (id: string) => void;
  draft: (parentId: string | null, afterId: string | null) => void;
  fold: (id: string, folded: boolean) => void;
  move: (id: string, step: Step) => void;
  join: (id: string) => void;
  remove: (id: string) => void;
  jumpTo: (part: "read-back" | "evidence" | "ending" | "why-panel") => void;
  showKeys: () => void;
  undo: () => void;
  redo: () => void;
};

/** Does what a key asks for; false when the key is none of the tree's. */
export function pressKey(
  event: KeyboardEvent,
  at: { index: TreeIndex; rows: readonly Row[]; selectedId: string | null; canEdit: boolean },
  hands: Hands,
): boolean {
  const { index, rows, selectedId } = at;
  // While none is chosen, the first line is the one that has the focus.
  const place = Math.max(
    0,
    rows.findIndex(({ why }) => why.id === selectedId),
  );
  const row = rows[place];
  const { key, shiftKey, altKey } = event;
  const command = event.ctrlKey || event.metaKey;
  if (command && key.toLowerCase() === "z" && at.canEdit) return done(shiftKey ? hands.redo() : hands.undo());
  if (command && key.toLowerCase() === "y" && at.canEdit) return done(hands.redo());
  if (command || !row) return false;
  const { why } = row;
  if (altKey) return at.canEdit && steps[key] ? done(hands.move(why.id, steps[key])) : false;
  const go = (to: number) => done(hands.select(rows[Math.max(0, Math.min(rows.length - 1, to))]?.why.id ?? null));
  switch (key) {
    case "ArrowDown":
      return go(place + 1);
    case "ArrowUp":
      return go(place - 1);
    case "Home":
      return go(0);
    case "End":
      return go(rows.length - 1);
    case "ArrowRight":
      if (row.collapsed) return done(hands.fold(why.id, false));
      return row.hasBelow ? go(place + 1) : true;
    case "ArrowLeft":
      if (row.hasBelow && !row.collapsed) return done(hands.fold(why.id, true));
      return why.parentId ? done(hands.select(why.parentId)) : true;
    case "Escape":
      return done(hands.jumpTo("why-panel"));
    case "/":
    case "?":
      return done(hands.showKeys());
    case "r":
    case "R":
      return done(hands.jumpTo("read-back"));
  }
  return at.canEdit ? pressWritingKey(event, why.id, why.parentId, index, hands) : false;
}

const steps: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const done = (_deed: unknown) => true;

function pressWritingKey(
  { key, shiftKey }: KeyboardEvent,
  id: string,
  parentId: string | null,
  index: TreeIndex,
  hands: Hands,
): boolean {
  switch (key) {
    case "Enter":
      return done(hands.draft(parentId, id));
    case "Tab":
      if (!shiftKey) return done(hands.draft(id, null));
      // From a first why Shift+Tab leaves the tree as anywhere else.
      return parentId && index.byId.has(parentId) ? done(hands.select(parentId)) : false;
    case "F2":
      return done(hands.edit(id));
    case "j":
    case "J":
      return done(hands.join(id));
    case "e":
    case "E":
      return done(hands.jumpTo("evidence"));
    case "m":
    case "M":
      return done(hands.jumpTo("ending"));
    case "Delete":
    case "Backspace":
      return done(hands.remove(id));
  }
  return false;
}

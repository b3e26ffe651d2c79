import type { KeyboardEvent } from "react";
import type { Step } from "../moves";
import { type Boxes, neighbour } from "./boxes";
import type { Deeds } from "./use-deeds";
import type { ChooseHow, ZoomDeed } from "./use-view";

/** All keys, as the dialog behind "/" lists them. */
export const keyList: readonly (readonly [keys: string, what: string])[] = [
  ["← →", "to what a box answers, to what explains it"],
  ["↑ ↓", "the box above, the box below in its column"],
  ["Home, End", "the problem, the last box"],
  ["+ −", "larger, smaller"],
  ["0", "the whole tree"],
  ["Shift ← ↑ → ↓", "move the view"],
  ["W", "ask why: a box that explains this one"],
  ["Enter", "another cause beside this one"],
  ["Alt ↑ ↓", "move the box among its siblings"],
  ["Alt ← →", "move the box out, or in below the one above"],
  ["M, then Enter", "take the box up, choose a line, put it down below it"],
  ["J", "joint with the box above, or on its own again"],
  ["O", "to the box in the outline"],
  ["Ctrl Z", "undo your own last deed"],
  ["Ctrl Shift Z", "do it again"],
  ["Escape", "leave what was begun"],
];

export type KeyDeed =
  | { zoom: ZoomDeed }
  | { choose: string | null }
  | { step: Step }
  | { do: "askBelow" | "askBeside" | "carry" | "join" | "undo" | "redo" | "leave" | "openOutline" | "showKeys" };

const ways: Record<string, ZoomDeed> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const steps: Record<string, Step> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
const zooms: Record<string, ZoomDeed> = { "+": "larger", "=": "larger", "-": "smaller", "−": "smaller", "0": "fit" };
const letters: Record<string, Extract<KeyDeed, { do: string }>["do"]> = {
  w: "askBelow",
  enter: "askBeside",
  m: "carry",
  j: "join",
};

/** What a key asks for on a box, or on the view around the boxes; undefined when it is none of ours. */
export function deedOfKey(
  event: KeyboardEvent,
  at: { boxes: Boxes; chosenId: string | null; canEdit: boolean },
): KeyDeed | undefined {
  const { key, shiftKey, altKey } = event;
  const isBox = (event.target as Element).matches(".d-item");
  const command = event.ctrlKey || event.metaKey;
  if (command) return at.canEdit ? commandOf(key.toLowerCase(), shiftKey) : undefined;
  if (zooms[key]) return { zoom: zooms[key] };
  if (ways[key] && (shiftKey || !isBox)) return { zoom: ways[key] };
  if (altKey) return at.canEdit && isBox && steps[key] ? { step: steps[key] } : undefined;
  if (key === "Escape") return { do: "leave" };
  if (key === "/" || key === "?") return { do: "showKeys" };
  if (!isBox) return undefined;
  if (/^(Arrow|Home$|End$)/.test(key)) {
    const id = (event.target as SVGElement).dataset.id ?? "";
    return { choose: neighbour(at.boxes, id, key) ?? id };
  }
  if (key.toLowerCase() === "o") return { do: "openOutline" };
  const deed = at.canEdit ? letters[key.toLowerCase()] : undefined;
  return deed && { do: deed };
}

function commandOf(key: string, shift: boolean): KeyDeed | undefined {
  if (key === "z") return { do: shift ? "redo" : "undo" };
  return key === "y" ? { do: "redo" } : undefined;
}

export type DiagramHands = Pick<
  Deeds,
  "askBelow" | "askBeside" | "carry" | "putDown" | "join" | "undo" | "redo" | "leave" | "carriedId"
> & {
  step: (way: Step) => void;
  choose: (id: string | null, how: ChooseHow) => void;
  zoom: (deed: ZoomDeed) => void;
  openOutline: () => void;
  showKeys: () => void;
};

/** Does it; Enter puts down what is being carried. */
export function pressDiagramKey(deed: KeyDeed, hands: DiagramHands): true {
  if ("zoom" in deed) hands.zoom(deed.zoom);
  else if ("choose" in deed) hands.choose(deed.choose, { focus: true, show: true });
  else if ("step" in deed) hands.step(deed.step);
  else if (deed.do === "askBeside" && hands.carriedId) hands.putDown();
  else hands[deed.do]();
  return true;
}

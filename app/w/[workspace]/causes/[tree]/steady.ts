import { Component } from "react";
import { showChanged } from "./show-changed";

type Props = {
  /** Another number: what is drawn now others have done, and it may move nothing that somebody looks at. */
  moment: number;
  /** The lines that others have changed then. */
  changed: readonly string[];
};
type Held = { element: Element; top: number } | null;

/**
 * Keeps what somebody reads or writes where it is on the screen while lines of others come and go above it. A class,
 * because only a class is told the moment before the page changes. Draws nothing.
 */
export class Steady extends Component<Props> {
  override getSnapshotBeforeUpdate({ moment }: Props): Held {
    if (moment === this.props.moment) return null;
    const element = readNow();
    return element ? { element, top: element.getBoundingClientRect().top } : null;
  }

  override componentDidUpdate({ moment }: Props, _state: unknown, held: Held) {
    if (moment === this.props.moment) return;
    showChanged(this.props.changed);
    if (!held?.element.isConnected) return;
    const moved = held.element.getBoundingClientRect().top - held.top;
    if (moved) scrollerOf(held.element).scrollBy({ top: moved, behavior: "instant" });
  }

  override render() {
    return null;
  }
}

/** What has the focus, or else the chosen line, or else the first line in sight. */
function readNow(): Element | undefined {
  const focused = document.activeElement;
  if (focused && focused !== document.body && focused.id !== "main" && isSeen(focused)) return focused;
  const lines = document.querySelectorAll('[role="treeitem"]');
  const chosen = document.querySelector('[role="treeitem"][aria-selected="true"]');
  return chosen && isSeen(chosen) ? chosen : [...lines].find(isSeen);
}

function isSeen(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

function scrollerOf(element: Element): Element | Window {
  const side = element.closest(".tree-side");
  return side && getComputedStyle(side).overflowY === "auto" ? side : window;
}

import { dropAt, lastBelow, type Target } from "../moves";
import { type Boxes, boxWidth, problemId } from "./boxes";

type Carrying = { boxes: () => Boxes; move: (id: string, to: Target) => void };

const asRow = (element: Element | null) => element?.closest<SVGGElement>(".d-item") ?? null;

/**
 * Carrying a box with the mouse onto another: its upper quarter is above it, its lower below, the middle answers it.
 * A finger pans instead; for it, as for the keyboard, the buttons do the same. @returns what ends the listening
 */
export function carryBoxes(svg: SVGSVGElement, { boxes, move }: Carrying): () => void {
  let held: { id: string; element: SVGGElement; x: number; y: number } | undefined;
  let ghost: SVGGElement | undefined;
  let marked: Element | undefined;

  const place = (event: PointerEvent) => {
    const row = asRow(document.elementFromPoint(event.clientX, event.clientY));
    const id = row?.dataset.id;
    if (!row || !id || !held) return undefined;
    if (id === problemId) return { row, side: "inside", to: lastBelow(null) } as const;
    const { top, height } = row.getBoundingClientRect();
    const found = dropAt(boxes(), held.id, id, (event.clientY - top) / height);
    return found && { row, side: found.side, to: withoutProblem(found.to) };
  };
  const mark = (found: ReturnType<typeof place>) => {
    marked?.classList.remove("drop-above", "drop-below", "drop-inside");
    marked = found?.row;
    marked?.classList.add(`drop-${found?.side}`);
  };
  const begin = (event: PointerEvent) => {
    const row = asRow(event.target as Element);
    const id = row?.dataset.id;
    if (!row || !id || id === problemId || event.pointerType !== "mouse" || event.button !== 0) return;
    held = { id, element: row, x: event.clientX, y: event.clientY };
  };
  const carry = (event: PointerEvent) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!ghost) {
      if (Math.hypot(dx, dy) < 5) return;
      ghost = held.element.cloneNode(true) as SVGGElement;
      ghost.classList.add("d-ghost");
      ghost.removeAttribute("role");
      ghost.setAttribute("aria-hidden", "true");
      held.element.parentNode?.append(ghost);
      held.element.classList.add("carried");
    }
    const scale = (held.element.querySelector("rect")?.getBoundingClientRect().width ?? boxWidth) / boxWidth;
    ghost.style.translate = `${dx / scale}px ${dy / scale}px`;
    mark(place(event));
  };
  const end = (event: PointerEvent) => {
    const found = ghost && event.type === "pointerup" ? place(event) : undefined;
    const id = held?.id;
    mark(undefined);
    held?.element.classList.remove("carried");
    if (ghost) swallowClick();
    ghost?.remove();
    held = ghost = undefined;
    if (found && id) move(id, found.to);
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && ghost) end(new PointerEvent("pointercancel"));
  };
  const noNativeDrag = (event: Event) => event.preventDefault();

  svg.addEventListener("pointerdown", begin);
  svg.addEventListener("dragstart", noNativeDrag);
  window.addEventListener("pointermove", carry);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
  window.addEventListener("keydown", leave, true);
  return () => {
    svg.removeEventListener("pointerdown", begin);
    svg.removeEventListener("dragstart", noNativeDrag);
    window.removeEventListener("pointermove", carry);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
    window.removeEventListener("keydown", leave, true);
  };
}

/** What answers the problem has no parent for the server. */
export const withoutProblem = (to: Target): Target => (to.parentId === problemId ? { ...to, parentId: null } : to);

/** Letting go of what was carried is no click on what lies under the pointer. */
function swallowClick() {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
}

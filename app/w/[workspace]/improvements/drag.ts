import { laneOf, nameOf, type Say, take, titleOf, waysOf } from "./ways";

const farEnough = 6; // pixels before a press of the mouse becomes a drag
const longPressMs = 400;
const edge = 64; // pixels from the window's edge in which the page scrolls along

type Press = { card: HTMLElement; x: number; y: number; bell?: ReturnType<typeof setTimeout> };
type Held = { card: HTMLElement; ghost: HTMLElement; dx: number; dy: number; x: number; y: number };

/**
 * Lets cards be dragged between the lanes: with a mouse or a pen at once, with a finger after a long press, so that the
 * page still scrolls. Lanes that the card may go to are marked, the others say why not. @returns what ends it
 */
export function letDrag(board: HTMLElement, say: Say): () => void {
  let press: Press | undefined;
  let held: Held | undefined;
  const lanes = () => [...board.querySelectorAll<HTMLElement>(".lane")];

  const lift = () => {
    if (!press) return;
    const { card, x, y } = press;
    forgetPress();
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true) as HTMLElement;
    ghost.classList.add("ghost");
    ghost.inert = true;
    ghost.style.width = `${box.width}px`;
    document.body.append(ghost);
    held = { card, ghost, dx: x - box.left, dy: y - box.top, x, y };
    card.dataset.lifted = "";
    board.dataset.dragging = "";
    const ways = waysOf(card);
    for (const lane of lanes()) {
      const way = ways.find(({ to }) => to === lane.dataset.lane);
      lane.dataset.drop = way?.how ?? "own";
      put(lane, way?.words ?? "");
    }
    document.getSelection()?.removeAllRanges();
    say(`Holding “${titleOf(card)}”. Escape puts it back.`);
    follow();
    requestAnimationFrame(scrollAlong);
  };

  const follow = () => {
    if (!held) return;
    const { ghost, x, y, dx, dy } = held;
    ghost.style.transform = `translate(${x - dx}px, ${y - dy}px)`;
    const under = laneUnder(x, y);
    for (const lane of lanes()) lane.toggleAttribute("data-over", lane === under);
  };

  const laneUnder = (x: number, y: number) => {
    const found = document.elementFromPoint(x, y);
    return found && board.contains(found) ? laneOf(found) : null;
  };

  const scrollAlong = () => {
    if (!held) return;
    const { y } = held;
    const by = y < edge ? -12 : y > window.innerHeight - edge ? 12 : 0;
    if (by !== 0) {
      window.scrollBy(0, by);
      follow();
    }
    requestAnimationFrame(scrollAlong);
  };

  const putDown = () => {
    if (!held) return;
    held.ghost.remove();
    delete held.card.dataset.lifted;
    delete board.dataset.dragging;
    for (const lane of lanes()) {
      delete lane.dataset.drop;
      lane.removeAttribute("data-over");
      put(lane, "");
    }
    held = undefined;
  };

  const forgetPress = () => {
    clearTimeout(press?.bell);
    press = undefined;
  };

  const giveUp = () => {
    forgetPress();
    if (!held) return;
    const { card } = held;
    putDown();
    const lane = laneOf(card);
    say(lane ? `“${titleOf(card)}” stays in ${nameOf(lane)}.` : "");
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    const card = event.target.closest<HTMLElement>("[data-card]");
    if (!card || event.target.closest(".move")) return;
    const { clientX: x, clientY: y } = event;
    press = { card, x, y, ...(event.pointerType === "touch" && { bell: setTimeout(lift, longPressMs) }) };
  };

  const onMove = (event: PointerEvent) => {
    const { clientX: x, clientY: y, pointerType } = event;
    if (press && Math.hypot(x - press.x, y - press.y) > farEnough) {
      // A finger that moves before the press was long scrolls the page.
      if (pointerType === "touch") forgetPress();
      else lift();
    }
    if (!held) return;
    held.x = x;
    held.y = y;
    follow();
  };

  const onUp = ({ clientX, clientY }: PointerEvent) => {
    forgetPress();
    if (!held) return;
    const { card } = held;
    const to = laneUnder(clientX, clientY)?.dataset.lane;
    swallowClick();
    putDown();
    if (to && to !== laneOf(card)?.dataset.lane) take(card, to, say);
    else say("");
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !held) return;
    event.preventDefault();
    swallowClick();
    giveUp();
  };
  // A held card is not scrolled away, and the browser neither drags the link itself nor opens its menu.
  const stayPut = (event: Event) => {
    if (held || (press && event.type === "dragstart")) event.preventDefault();
  };

  const signal = new AbortController();
  const on = { signal: signal.signal };
  board.addEventListener("pointerdown", onDown, on);
  document.addEventListener("pointermove", onMove, on);
  document.addEventListener("pointerup", onUp, on);
  document.addEventListener("pointercancel", giveUp, on);
  document.addEventListener("keydown", onKey, { ...on, capture: true });
  window.addEventListener("blur", giveUp, on);
  board.addEventListener("dragstart", stayPut, on);
  board.addEventListener("contextmenu", stayPut, on);
  board.addEventListener("touchmove", stayPut, { ...on, passive: false });
  return () => {
    forgetPress();
    putDown();
    signal.abort();
  };
}

function put(lane: HTMLElement, words: string) {
  const place = lane.querySelector(".drop-words");
  if (place) place.textContent = words;
}

/** Letting go over a link is no click on it. What the program itself clicks is not meant. */
function swallowClick() {
  const swallow = (event: MouseEvent) => {
    if (!event.isTrusted) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
}

import { laneOf } from "./ways";

const isShown = (element: HTMLElement) => element.offsetParent !== null;
/** Of the two links of a card the one that this width shows. */
const linkIn = (card: Element | undefined) => [...(card?.querySelectorAll<HTMLElement>("h3 a") ?? [])].find(isShown);
const cardsIn = (lane: Element) => [...lane.querySelectorAll(".card")];

/** Arrows go from card to card and from lane to lane, M opens where a card may go. @returns what ends it */
export function letWalk(board: HTMLElement): () => void {
  const lanes = () => [...board.querySelectorAll(".lane")];

  const walk = (card: Element, key: string): HTMLElement | undefined => {
    const lane = laneOf(card);
    if (!lane) return undefined;
    const at = cardsIn(lane).indexOf(card);
    if (key === "ArrowUp" || key === "ArrowDown") return linkIn(cardsIn(lane)[at + (key === "ArrowUp" ? -1 : 1)]);
    const all = lanes();
    const here = all.indexOf(lane);
    const beside = key === "ArrowLeft" ? all.slice(0, here).reverse() : all.slice(here + 1);
    const cards = beside.map(cardsIn).find(({ length }) => length > 0) ?? [];
    return linkIn(cards[Math.min(at, cards.length - 1)]);
  };

  const onKey = (event: KeyboardEvent) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const card = target.closest(".card");
    if (!card || target.matches("input, textarea, select")) return;
    const menu = card.querySelector<HTMLDetailsElement>("details.move");
    if (menu?.open && menu.contains(target)) return inMenu(event, menu, card);
    if (key === "m" && menu) {
      event.preventDefault();
      menu.open = true;
      entriesOf(menu)[0]?.focus();
    } else if (key.startsWith("Arrow")) {
      const next = walk(card, key);
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  };

  const elsewhere = ({ target }: Event) => {
    for (const menu of board.querySelectorAll<HTMLDetailsElement>("details.move[open]"))
      if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };

  board.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", elsewhere);
  document.addEventListener("focusin", elsewhere);
  return () => {
    board.removeEventListener("keydown", onKey);
    document.removeEventListener("pointerdown", elsewhere);
    document.removeEventListener("focusin", elsewhere);
  };
}

const entriesOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>("[data-to]")];

function inMenu(event: KeyboardEvent, menu: HTMLDetailsElement, card: Element) {
  const entries = entriesOf(menu);
  const at = entries.indexOf(document.activeElement as HTMLElement);
  if (event.key === "ArrowDown") entries[Math.min(at + 1, entries.length - 1)]?.focus();
  else if (event.key === "ArrowUp") entries[Math.max(at - 1, 0)]?.focus();
  else if (event.key === "Escape") {
    menu.open = false;
    linkIn(card)?.focus();
  } else return;
  event.preventDefault();
}

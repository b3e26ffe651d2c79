/** The ways that a card's own menu offers; dragging and keys take the same. */

export type Way = { to: string; how: "now" | "asks" | "no"; words: string; entry: HTMLElement };
export type Say = (words: string) => void;

export const titleOf = (card: Element): string => card.querySelector("h3 a")?.textContent ?? "";
export const laneOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>(".lane");
export const nameOf = (lane: Element): string => lane.querySelector("h2")?.firstChild?.textContent?.trim() ?? "";

export const waysOf = (card: Element): Way[] =>
  [...card.querySelectorAll<HTMLElement>("[data-to]")].map((entry) => ({
    to: entry.dataset.to ?? "",
    how: (entry.dataset.how ?? "no") as Way["how"],
    words: entry.querySelector("small")?.textContent ?? "",
    entry,
  }));

/** Takes the card there as its menu would: at once, by its page, or not, and then says why. */
export function take(card: Element, to: string, say: Say): void {
  const way = waysOf(card).find((one) => one.to === to);
  const lane = laneOf(card);
  if (!way || !lane) return;
  if (way.how === "no") {
    say(`“${titleOf(card)}” stays in ${nameOf(lane)}. ${way.words}`);
    return;
  }
  say("");
  way.entry.click();
}

import { useEffect, useRef } from "react";
import type { ShownPlace } from "@/lib/live/showing";

/** What the open page of a tree lets somebody do who leads it from outside. */
export type PageHands = {
  view: ShownPlace["view"];
  /**
   * Chooses a line (null: none) and brings it into sight, without taking the focus from where it is.
   * @returns the words of the line; undefined where the page does not know it (yet)
   */
  goTo: (whyId: string | null) => string | undefined;
  /** Somebody writes, or what they wrote is not saved yet. */
  isBusy: () => boolean;
};

let open: PageHands | undefined;

export const openPage = (): PageHands | undefined => open;

/** Says how the page that calls it can be led. */
export function usePageHands(hands: PageHands): void {
  const latest = useRef(hands);
  useEffect(() => {
    latest.current = hands;
  });
  const { view } = hands;
  useEffect(() => {
    const own: PageHands = {
      view,
      goTo: (whyId) => latest.current.goTo(whyId),
      isBusy: () => latest.current.isBusy(),
    };
    open = own;
    return () => {
      if (open === own) open = undefined;
    };
  }, [view]);
}

/** Brings what is chosen into sight, unless it is seen already. */
export function showElement(find: string): void {
  requestAnimationFrame(() => {
    const element = document.querySelector(find);
    if (!element) return;
    const { top, bottom } = element.getBoundingClientRect();
    if (top >= marginPx && bottom <= window.innerHeight - marginPx) return;
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  });
}

/** The bars at the head and the foot of the page. */
const marginPx = 64;

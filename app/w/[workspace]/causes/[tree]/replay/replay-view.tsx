"use client";

import { type CSSProperties, type MouseEvent, type ReactNode, useEffect, useRef } from "react";
import type { Side } from "@/lib/teams/sides";
import { DeedInWords } from "./deed-in-words";
import type { Picture } from "./picture";
import { ReplayLines } from "./replay-lines";
import { ReplayTrack } from "./replay-track";
import { share } from "./share";
import { type ReplayHands, useReplay } from "./use-replay";

type ReplayViewProps = {
  /** Of the tree's outline. */
  tree: string;
  drawn: Picture;
  isLarge: boolean;
  /** The first deed of each day. */
  days: { at: number; day: string }[];
  sides: readonly [Side, Side];
  locale: string;
  /** What stands beside the tree. */
  children: ReactNode;
};

/** The slider, the deed it stands at, and the tree that this deed left. */
export function ReplayView({ tree, drawn, isLarge, days, sides, locale, children }: ReplayViewProps) {
  const address = `${tree}/replay`;
  const hands = useReplay({ address, drawn, isLarge });
  const { picture, at, isPlaying, go } = hands;
  const lines = useRef<HTMLDivElement>(null);
  useKeys(hands);
  useEffect(() => {
    if (picture === drawn) return;
    const marked = lines.current?.querySelector(".now");
    marked?.scrollIntoView({ block: "nearest" });
  }, [picture, drawn]);
  // Links to a deed are followed within the page.
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-at]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    go(Number(link.dataset.at));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the links inside it, which have keys of their own
    // biome-ignore lint/a11y/useKeyWithClickEvents: a link that is pressed by a key is clicked, too
    <div className="replay" onClick={onClick} style={{ "--at": share(at, picture.total) } as CSSProperties}>
      <section className="replay-hands" aria-label="Replay">
        <ReplayTrack {...{ address, days, locale }} total={picture.total} hands={hands} />
        <p className="replay-deed" aria-live={isPlaying ? "off" : "polite"}>
          <DeedInWords picture={picture} sides={sides} locale={locale} />
        </p>
      </section>
      <div className="replay-tree" ref={lines}>
        <ReplayLines {...{ tree, picture, sides, locale }} />
      </div>
      {children}
    </div>
  );
}

/** Arrows, Home and End step wherever the focus is, save in a field; the slider has them of its own. */
function useKeys(hands: ReplayHands): void {
  const now = useRef(hands);
  useEffect(() => {
    now.current = hands;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { go, play, at, picture } = now.current;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const on = event.target instanceof Element ? event.target : document.body;
      const isSlider = on.matches("input[type=range]");
      if (on.matches("textarea, select, [contenteditable], input:not([type=range])")) return;
      if (event.key === " ") {
        if (on.closest("button, summary, a")) return;
        event.preventDefault();
        return play();
      }
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 1, End: picture.total }[event.key];
      if (to === undefined || isSlider) return;
      event.preventDefault();
      go(to);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

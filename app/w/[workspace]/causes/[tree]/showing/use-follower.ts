"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Showing, ShownPlace } from "@/lib/live/showing";
import { isBeingFilledIn } from "../../../live/being-filled-in";
import { openPage } from "./page-hands";
import { addressOf, placeAt, samePlace } from "./shown-place";

/** follows: goes along; writes: waits until what is written is saved; left: looks at something else. */
export type Following = "follows" | "writes" | "left";

const againMs = 300;
/** A line that only now arrives, or a page that is being fetched, is waited for; then the next move tries again. */
const longestWaitMs = 15_000;

/**
 * Goes along with whoever shows the tree. Whoever goes elsewhere by a hand of their own has left, and may come back; who
 * is writing is never moved away before it is saved.
 * @param tree the path of its outline
 * @param showing of somebody else; null while nobody shows the tree
 */
export function useFollower(tree: string, showing: Showing | null, place: ShownPlace | null) {
  const router = useRouter();
  const [left, setLeft] = useState<number | null>(null);
  const [isWriting, setWriting] = useState(false);
  const [line, setLine] = useState("");
  const [turn, setTurn] = useState(0);
  const led = useRef({ at: 0, asked: "" });
  const hand = useLastHand(showing !== null);
  const begun = showing?.begun ?? null;
  const goal = showing && addressOf(tree, showing.place);
  const [known, setKnown] = useState<number | null>(null);
  if (begun !== known) {
    setKnown(begun);
    if (begun !== null && goal !== null && hasGoneElsewhere(tree, begun, goal)) setLeft(begun);
  }
  const isFollowing = showing !== null && left !== begun;
  const latest = useRef({ showing, isFollowing });
  useEffect(() => {
    latest.current = { showing, isFollowing };
  });

  const leave = useCallback((from: number | null) => {
    setLeft(from);
    setWriting(false);
  }, []);
  const comeBack = useCallback(() => setLeft(null), []);

  useEffect(() => {
    if (begun === null) return;
    const remember = () => rememberAt(tree, { begun, hasLeft: !isFollowing });
    remember();
    window.addEventListener("pagehide", remember);
    return () => window.removeEventListener("pagehide", remember);
  }, [tree, begun, isFollowing]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `goal` and `turn` say that there is somewhere to go
  useEffect(() => {
    if (!isFollowing) return;
    let timer: ReturnType<typeof setTimeout>;
    const until = Date.now() + longestWaitMs;
    led.current.asked = "";
    const step = () => {
      const { showing } = latest.current;
      if (!showing) return;
      const how = lead(showing.place);
      setWriting(how === "writes");
      if (how === "writes" || (how === "waits" && Date.now() < until)) timer = setTimeout(step, againMs);
    };
    const lead = (to: ShownPlace): "there" | "waits" | "writes" => {
      const hands = openPage();
      const here = placeAt(tree, location.pathname, new URLSearchParams(location.search));
      if (isWritingNow()) return "writes";
      if (here?.view === to.view && hands?.view === to.view) {
        led.current.at = performance.now();
        const words = hands.goTo(to.why);
        if (words !== undefined) setLine(words);
        return words === undefined ? "waits" : "there";
      }
      if (here && to.view === "read-back" && samePlace(tree, here, to)) return "there";
      const address = addressOf(tree, to);
      if (led.current.asked !== address) {
        led.current = { at: performance.now(), asked: address };
        router.replace(address);
      }
      return "waits";
    };
    step();
    return () => clearTimeout(timer);
  }, [isFollowing, goal, turn, tree, router]);

  // One is elsewhere now: by a hand of one's own, or because a line was written that is chosen afterwards.
  useEffect(() => {
    const { showing, isFollowing } = latest.current;
    if (!showing || !isFollowing || (place && samePlace(tree, place, showing.place))) return;
    if (hand.current.at <= led.current.at) return;
    if (hand.current.isWriting) setTurn((last) => last + 1);
    else leave(showing.begun);
  }, [place, tree, hand, leave]);

  const following: Following = !isFollowing ? "left" : isWriting ? "writes" : "follows";
  return { following, line, leave: useCallback(() => leave(begun), [leave, begun]), comeBack };
}

/** Includes a form that is not sent yet: its page must not go from beneath it. */
const isWritingNow = (): boolean => openPage()?.isBusy() || isBeingFilledIn();

/** When this person last pressed or touched anything, and whether it was a key while they were writing. */
function useLastHand(isShown: boolean) {
  const hand = useRef({ at: 0, isWriting: false });
  useEffect(() => {
    if (!isShown) return;
    const onHand = ({ type }: Event) => {
      hand.current = { at: performance.now(), isWriting: type === "keydown" && isWritingNow() };
    };
    const kinds = ["keydown", "pointerdown", "popstate"];
    for (const kind of kinds) window.addEventListener(kind, onHand, true);
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onHand, true);
    };
  }, [isShown]);
  return hand;
}

type WasAt = { begun: number; hasLeft: boolean; address: string };
const shelf = (tree: string) => `common-cause:followed:${tree}`;

function rememberAt(tree: string, was: Omit<WasAt, "address">): void {
  const here = placeAt(tree, location.pathname, new URLSearchParams(location.search));
  try {
    if (here) sessionStorage.setItem(shelf(tree), JSON.stringify({ ...was, address: addressOf(tree, here) }));
  } catch {
    // Without storage the next page follows anew.
  }
}

/** Whoever had left stays away; whoever followed, and came here by a link of their own, has left by it. */
function hasGoneElsewhere(tree: string, begun: number, goal: string): boolean {
  const here = placeAt(tree, location.pathname, new URLSearchParams(location.search));
  try {
    const was = JSON.parse(sessionStorage.getItem(shelf(tree)) ?? "null") as WasAt | null;
    if (was?.begun !== begun) return false;
    const address = here && addressOf(tree, here);
    return was.hasLeft || (address !== was.address && address !== goal);
  } catch {
    return false;
  }
}

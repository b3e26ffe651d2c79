"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import type { Showing, ShownPlace } from "@/lib/live/showing";
import { openVoice, type Voice } from "./voice";

const beatMs = 20_000;
/** A page loaded anew within this time goes on showing; longer than that, its showing has ended at the server. */
const returnMs = 10_000;

type Kept = { tab: string; begun: number; leftAt: number };
const shelf = (tree: string) => `common-cause:showing:${tree}`;

/**
 * Shows the tree to everyone on it, from this tab: says where one is whenever that changes, and now and then.
 * @param tree the path of its outline
 */
export function usePresenter(tree: string, place: ShownPlace | null, heard: Showing | null) {
  const [tab, setTab] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const voice = useRef<Voice | null>(null);
  const earlier = useRef<number | null>(null);
  const latest = useRef(place);
  useEffect(() => {
    if (place) latest.current = place;
  });

  useEffect(() => {
    const kept = takeKept(tree);
    if (!kept || Date.now() - kept.leftAt > returnMs) return;
    earlier.current = kept.begun;
    setTab(kept.tab);
  }, [tree]);

  useEffect(() => {
    if (!tab) return;
    const mine = openVoice(`${tree}/showing`, { tab, begun: earlier.current }, (words) => {
      setRefusal(words);
      setTab(null);
    });
    earlier.current = null;
    voice.current = mine;
    const say = () => latest.current && mine.say(latest.current);
    const leave = () => {
      const begun = mine.begun();
      if (begun !== null) keep(tree, { tab, begun, leftAt: Date.now() });
      mine.leave();
    };
    // Brought back from the browser's own memory, as by going back: it goes on where it was.
    const back = () => {
      takeKept(tree);
      say();
    };
    say();
    const beat = setInterval(say, beatMs);
    window.addEventListener("pagehide", leave);
    window.addEventListener("pageshow", back);
    return () => {
      clearInterval(beat);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("pageshow", back);
      voice.current = null;
      mine.end();
    };
  }, [tree, tab]);

  useEffect(() => {
    if (place) voice.current?.say(place);
  }, [place]);

  // Somebody else has asked after us: they show it now.
  useEffect(() => {
    const begun = voice.current?.begun();
    if (heard && tab && heard.tab !== tab && begun != null && heard.begun >= begun) setTab(null);
  }, [heard, tab]);

  const begin = useCallback(() => {
    setRefusal(null);
    setTab(v7());
  }, []);
  const end = useCallback(() => setTab(null), []);
  return { tab, refusal, begin, end };
}

function keep(tree: string, kept: Kept): void {
  try {
    sessionStorage.setItem(shelf(tree), JSON.stringify(kept));
  } catch {
    // Without storage the showing ends with the page.
  }
}

/** What was kept, once. */
function takeKept(tree: string): Kept | undefined {
  try {
    const kept = sessionStorage.getItem(shelf(tree));
    sessionStorage.removeItem(shelf(tree));
    return kept ? (JSON.parse(kept) as Kept) : undefined;
  } catch {
    return undefined;
  }
}

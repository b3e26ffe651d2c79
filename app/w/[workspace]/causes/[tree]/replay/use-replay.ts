"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Picture } from "./picture";

type Asked = {
  /** Of the page itself, without the deed. */
  address: string;
  /** What the server has drawn. */
  drawn: Picture;
  /** So large that every step is asked for; else all deeds are fetched once. */
  isLarge: boolean;
};

type Winding = (at: number) => Picture;

/** A calm pace: long enough to read a line. */
const paceMs = 1_400;
/** Whoever pulls the slider across a large tree is shown where they stop. */
const restMs = 250;

export type ReplayHands = {
  picture: Picture;
  /** Where the slider stands; the picture may still be on its way. */
  at: number;
  isPlaying: boolean;
  go: (at: number) => void;
  play: () => void;
};

/** Goes back and forth in the deeds of a tree, and plays them. */
export function useReplay({ address, drawn, isLarge }: Asked): ReplayHands {
  const router = useRouter();
  const [picture, setPicture] = useState(drawn);
  const [at, setAt] = useState(drawn.at);
  const [isPlaying, setPlaying] = useState(false);
  const wanted = useRef(drawn.at);
  const winding = useRef<Promise<Winding>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { total } = drawn;

  useEffect(() => {
    wanted.current = drawn.at;
    setAt(drawn.at);
    setPicture(drawn);
  }, [drawn]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = useCallback(
    (to: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => router.replace(`${address}?at=${to}`, { scroll: false }), restMs);
    },
    [address, router],
  );

  const go = useCallback(
    (to: number) => {
      const next = Math.min(total, Math.max(1, to));
      if (next === wanted.current) return;
      wanted.current = next;
      setAt(next);
      if (isLarge) return ask(next);
      winding.current ??= fetchWinding(address);
      winding.current.then(
        (picturesAt) => {
          if (wanted.current !== next) return;
          setPicture(picturesAt(next));
          window.history.replaceState(null, "", `${address}?at=${next}`);
        },
        () => {
          winding.current = undefined; // tried anew with the next step; this one the server draws
          ask(next);
        },
      );
    },
    [address, ask, isLarge, total],
  );

  useEffect(() => {
    if (!isPlaying) return;
    // The next step is counted from when this one is seen, however long it took to come.
    if (picture.at !== at) return;
    if (at >= total) return setPlaying(false);
    const next = setTimeout(() => go(at + 1), paceMs);
    return () => clearTimeout(next);
  }, [isPlaying, picture, at, total, go]);

  const play = useCallback(() => {
    if (!isPlaying && wanted.current >= total) go(1);
    setPlaying(!isPlaying);
  }, [isPlaying, total, go]);

  return { picture, at, isPlaying, go, play };
}

async function fetchWinding(address: string): Promise<Winding> {
  const [{ pictureAt }, answer] = await Promise.all([
    import("./picture"),
    fetch(`${address}/deeds`, { headers: { accept: "application/json" } }),
  ]);
  if (!answer.ok) throw new Error(`The deeds of the tree: ${answer.status}`);
  const replay = await answer.json();
  return (at) => pictureAt(replay, at);
}

"use client";

import { useEffect, useRef, useState } from "react";
import { v7 } from "uuid";
import { saidAt } from "@/lib/live/said";

type Place = { workspace: string; treeId: string; whyId: string | null; isTyping: boolean };

const beatMs = 20_000;
/** Whoever walks through the lines with the arrow keys is said to be where they stop. */
const restMs = 400;
/** Without a key or a press for so long somebody is on the page, but on no line (look.md). */
const idleMs = 30_000;

/** Tells the others where this person is on the tree, when it changes and now and then; and when they leave. */
export function usePresence({ workspace, treeId, whyId, isTyping }: Place): void {
  const [tab] = useState(() => v7());
  const place = useRef({ why: whyId, isTyping });
  const tell = useRef(() => {});
  const touchedAt = useRef(0);
  const said = useRef(0);

  useEffect(() => {
    const address = `/w/${workspace}/causes/${treeId}/here`;
    const send = (more = {}) => {
      const isIdle = Date.now() - touchedAt.current > idleMs;
      const at = isIdle ? { why: null, isTyping: false } : place.current;
      said.current += 1; // two may come in another order, and whoever has gone would be there again
      const told = saidAt(address, { tab, n: said.current, ...at, ...more });
      // Nobody waits for it, and the next beat says it again.
      fetch(told, { method: "POST", keepalive: true }).catch(() => {});
    };
    const sendSeen = () => !document.hidden && send();
    const leave = () => send({ gone: true });
    const onTouch = () => {
      const wasIdle = Date.now() - touchedAt.current > idleMs;
      touchedAt.current = Date.now();
      if (wasIdle) send();
    };
    const beat = setInterval(sendSeen, beatMs);
    const onVisible = () => (document.hidden ? leave() : send());
    tell.current = sendSeen;
    document.addEventListener("visibilitychange", onVisible);
    window.addEventListener("pagehide", leave);
    window.addEventListener("keydown", onTouch);
    window.addEventListener("pointerdown", onTouch);
    return () => {
      clearInterval(beat);
      tell.current = () => {};
      document.removeEventListener("visibilitychange", onVisible);
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("keydown", onTouch);
      window.removeEventListener("pointerdown", onTouch);
      leave();
    };
  }, [workspace, treeId, tab]);

  useEffect(() => {
    place.current = { why: whyId, isTyping };
    const timer = setTimeout(() => tell.current(), restMs);
    return () => clearTimeout(timer);
  }, [whyId, isTyping]);
}

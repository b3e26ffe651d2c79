"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { isBeingFilledIn } from "./being-filled-in";
import { pauseMs, waitMs } from "./spread";

type Props = {
  workspace: string;
  /** How far the history had come when the page was read. */
  since: number;
  /** What is shown: these things themselves, or whatever is of these kinds (incident, improvement, …). */
  subjects?: readonly string[];
  kinds?: readonly string[];
};

/** Keeps a page as it stands: it is asked for anew when somebody changes what it shows. Draws nothing. */
export function Refreshes({ workspace, since, subjects = [], kinds = [] }: Props) {
  const router = useRouter();
  const shown = [...subjects, ...kinds].join(" ");
  const breadth = kinds.length > 0 ? "list" : "thing";
  const known = useRef(since);
  useEffect(() => {
    known.current = since;
  }, [since]);

  useEffect(() => {
    const names = new Set(shown.split(" "));
    let wanted = 0;
    let others = 1;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      if (known.current >= wanted || document.hidden) return;
      if (!isBeingFilledIn()) router.refresh();
      timer = setTimeout(look, pauseMs(others, breadth));
    };
    const onSeen = () => {
      if (!document.hidden && !timer) look();
    };
    document.addEventListener("visibilitychange", onSeen);
    let leave: (() => void) | undefined;
    let left = false;
    import("./follow").then(({ followWorkspace }) => {
      if (left) return;
      leave = followWorkspace(workspace, known.current, ({ sequence, subjects: touched, kinds: done, among = 1 }) => {
        if (touched && !touched.some((id) => names.has(id)) && !done.some((kind) => names.has(kind))) return;
        wanted = Math.max(wanted, sequence);
        others = among;
        timer ??= setTimeout(look, waitMs(among, breadth));
      });
    }, noop);
    return () => {
      left = true;
      leave?.();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [workspace, shown, breadth, router]);
  return null;
}

/** A program that cannot be fetched just now: the page stays as it was read. */
const noop = () => {};

"use client";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef } from "react";
import { Drawn } from "./prose";

type Shelf = typeof globalThis & { [handed]?: (name: string) => string | undefined };
const handed = Symbol.for("common-cause.kept-markup");

/** What this window has shown, for the way back to it. */
const shown = new Map<string, string>();

/**
 * A part of a page that the server keeps drawn. In a document it stands as HTML alone and is not sent a second time as data
 * for scripts: on the server this takes the words from where they are kept, and the browser leaves in place what it finds.
 * `markup` is given where a page is fetched as data. What needs a script in it is brought once it stands.
 */
export function KeptPart({ name, markup }: { name: string; markup?: string }) {
  const router = useRouter();
  const place = useRef<HTMLDivElement>(null);
  const words = markup ?? (globalThis as Shelf)[handed]?.(name) ?? shown.get(name) ?? "";
  // One object for the same words: else React would put them in anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands in the page already is not put in again
  const inside = useMemo(() => ({ __html: words }), [name, markup]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another part
  useEffect(() => {
    const here = place.current;
    if (!here) return;
    // The way back to a page that this window has never drawn by itself: the server says it again.
    if (here.innerHTML === "") return router.refresh();
    shown.set(name, here.innerHTML);
    if (shown.size > mostShown) shown.delete(shown.keys().next().value ?? "");
    const gone = new AbortController();
    import("./charts/bring-charts").then(({ bringCharts }) => {
      if (!gone.signal.aborted) bringCharts(here);
    });
    return () => gone.abort();
  }, [name, inside]);
  return <Drawn markup={inside} place={place} />;
}

const mostShown = 4;

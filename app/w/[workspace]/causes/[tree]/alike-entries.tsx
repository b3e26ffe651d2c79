"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/app/_ui/button";
import type { Alike } from "@/lib/root-causes/suggesting";
import { seenWords } from "../../root-causes/alike-words";
import { askAlike } from "../../root-causes/ask-alike";

type AlikeEntriesProps = { workspace: string; text: string; found: Alike[]; onFound: (found: Alike[]) => void };

/** Entries of the catalogue like the why that is ended, of the category that is chosen; taken over with one press. */
export function AlikeEntries({ workspace, text, found, onFound }: AlikeEntriesProps) {
  const here = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let latest = 0;
    const form = here.current?.closest("form");
    const field = form?.elements.namedItem("category");
    const category = field instanceof HTMLSelectElement ? field : undefined;
    const ask = async () => {
      latest += 1;
      const asked = latest;
      const answer = await askAlike(workspace, { text, category: category?.value ?? "" });
      if (asked === latest) onFound(answer);
    };
    void ask();
    category?.addEventListener("change", ask);
    return () => {
      latest = -1;
      category?.removeEventListener("change", ask);
    };
  }, [workspace, text, onFound]);

  const take = (id: string) => {
    const select = here.current?.closest("form")?.elements.namedItem("rootCauseId");
    if (select instanceof HTMLSelectElement) select.value = id;
  };

  return (
    <div ref={here} aria-live="polite">
      {found.map((cause) => (
        <p key={cause.id} className="help">
          {seenWords(cause)}: <span className="serif">“{cause.text}”</span>{" "}
          <Button small onClick={() => take(cause.id)}>
            Same cause
          </Button>
        </p>
      ))}
    </div>
  );
}

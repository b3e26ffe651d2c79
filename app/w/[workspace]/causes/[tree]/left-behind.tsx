"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/app/_ui/button";
import { type KeptText, keptTexts, letGoText } from "./kept-texts";

type LeftBehindProps = {
  treeId: string;
  /** The text of a line as the page was loaded with it. */
  standing: (whyId: string) => string | undefined;
  onSave: (kept: KeptText) => void;
};

/** Lines that this device kept because they were never acknowledged: offered once more, never lost silently. */
export function LeftBehind({ treeId, standing, onSave }: LeftBehindProps) {
  const [left, setLeft] = useState<KeptText[]>([]);
  const stands = useRef(standing);
  useEffect(() => {
    const isThere = ({ whyId, text }: KeptText) => stands.current(whyId) === text;
    // Saved after all, only the answer came too late for the page that had asked.
    for (const { whyId } of keptTexts(treeId).filter(isThere)) letGoText(treeId, whyId);
    setLeft(keptTexts(treeId));
  }, [treeId]);
  const settle = (kept: KeptText) => setLeft((all) => all.filter((other) => other !== kept));
  return left.map((kept) => (
    <section key={kept.whyId} className="notice hint-like" aria-label="Not saved last time">
      <h2>Not saved last time</h2>
      <p className="both-texts">{kept.text}</p>
      <div className="buttons">
        <Button
          small
          onClick={() => {
            settle(kept);
            onSave(kept);
          }}
        >
          Save it now
        </Button>
        <Button
          variant="plain"
          small
          onClick={() => {
            settle(kept);
            letGoText(treeId, kept.whyId);
          }}
        >
          Drop it
        </Button>
      </div>
    </section>
  ));
}

"use client";

import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { type KeptText, keptTexts, letGoText } from "./kept-texts";

/** Lines that this device kept because they were never acknowledged: offered once more, never lost silently. */
export function LeftBehind({ treeId, onSave }: { treeId: string; onSave: (kept: KeptText) => void }) {
  const [left, setLeft] = useState<KeptText[]>([]);
  useEffect(() => setLeft(keptTexts(treeId)), [treeId]);
  const settle = (kept: KeptText) => setLeft((all) => all.filter((other) => other !== kept));
  return left.map((kept) => (
    <section key={kept.whyId} aria-label="Not saved last time">
      <h2>Not saved last time</h2>
      <p className="aloud">{kept.text}</p>
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

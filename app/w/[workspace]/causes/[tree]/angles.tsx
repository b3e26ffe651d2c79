"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import type { TreeIndex } from "@/lib/causes/cause-tree";
import { angles, anglesFor } from "@/lib/causes/questions";
import { categoryWords } from "@/lib/text/words";
import { Folded } from "./panel-forms";

/** For a group that is stuck: one question from one angle at a time, those that nobody has looked from yet first. */
export function Angles({ index }: { index: TreeIndex }) {
  const [passed, setPassed] = useState(0);
  const order = anglesFor(index);
  const category = order[passed % order.length];
  if (!category) return null;
  return (
    <details className="folded">
      <Folded>Stuck? Look from another angle</Folded>
      <div className="one-question" aria-live="polite">
        <p className="note">{categoryWords[category]}</p>
        <p className="asked">{angles[category]}</p>
        <div className="buttons">
          <Button variant="plain" small className="scripted" onClick={() => setPassed(passed + 1)}>
            Another angle
          </Button>
        </div>
      </div>
    </details>
  );
}

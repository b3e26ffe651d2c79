"use client";

import type { ReactNode } from "react";
import { useOutcome } from "@/app/_ui/form";
import { Icon } from "@/app/_ui/icon";

/** The fields of a form that is folded away until it is wanted. What was refused is never folded away, scripts or not. */
export function Folded({ summary, open, children }: { summary: string; open?: boolean; children: ReactNode }) {
  const { done, typed } = useOutcome().outcome;
  return (
    <details className="folded" open={open || (typed !== undefined && !done)}>
      <summary>
        <Icon name="right" />
        {summary}
      </summary>
      <div className="form">{children}</div>
    </details>
  );
}

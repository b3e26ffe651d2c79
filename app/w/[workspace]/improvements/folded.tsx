"use client";

import type { ReactNode } from "react";
import { useOutcome } from "@/app/_ui/form";
import { Icon } from "@/app/_ui/icon";

/** The fields of a form that is folded away until it is wanted. What was refused, or typed since, is never folded away. */
export function Folded({ summary, open, children }: { summary: string; open?: boolean; children: ReactNode }) {
  const { outcome, typedOn } = useOutcome();
  const isRefused = outcome.typed !== undefined && !outcome.done;
  return (
    <details className="folded" open={open || isRefused || typedOn}>
      <summary>
        <Icon name="right" />
        {summary}
      </summary>
      <div className="form">{children}</div>
    </details>
  );
}

"use client";

import { useOutcome } from "./form";

/** Beside the button of a form that stays where it is: says that the deed is done. */
export function Saved({ words = "Saved" }: { words?: string }) {
  const { pending, outcome } = useOutcome();
  return (
    <span className="quiet" role="status">
      {outcome.done && !pending ? words : ""}
    </span>
  );
}

"use client";

import { useEffect } from "react";

/** Arrows go from step to step, A and D answer; the same keys are printed at the foot. */
export function ReadingKeys({ mayAnswer }: { mayAnswer: boolean }) {
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  return (
    <footer className="keys-bar">
      <span>
        <kbd>→</kbd> next step
      </span>
      <span>
        <kbd>←</kbd> back
      </span>
      {mayAnswer && (
        <>
          <span>
            <kbd>A</kbd> it holds
          </span>
          <span>
            <kbd>D</kbd> it leaps
          </span>
        </>
      )}
    </footer>
  );
}

function press(event: KeyboardEvent): void {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey || event.defaultPrevented) return;
  if (target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]")) return;
  const meant = { ArrowDown: "ArrowRight", ArrowUp: "ArrowLeft" }[key] ?? (key.length === 1 ? key.toLowerCase() : key);
  const there = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(meant)}"]`);
  if (!there) return;
  event.preventDefault();
  // A dispute without a reason is refused: first say where it leaps.
  const reason = meant === "d" ? there.closest("form")?.querySelector("textarea") : null;
  if (reason && reason.value.trim() === "") reason.focus();
  else there.click();
}

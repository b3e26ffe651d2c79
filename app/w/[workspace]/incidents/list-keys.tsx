"use client";

import { useEffect } from "react";

/** J and K move in the list, Enter opens (the row's link has the focus), F goes to the search. Only outside fields. */
export function ListKeys() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog")) return;
      const links = [...document.querySelectorAll<HTMLElement>("table.list td.title a")];
      const at = document.activeElement instanceof HTMLElement ? links.indexOf(document.activeElement) : -1;
      if (key === "j" || key === "k") {
        links[key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0)]?.focus();
      } else if (key === "f") {
        event.preventDefault(); // the letter is not typed
        document.querySelector<HTMLInputElement>(".filter.find input")?.focus();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <span className="keys noscript:hidden">
      <span>
        <kbd>J</kbd> <kbd>K</kbd> move
      </span>
      <span>
        <kbd>Enter</kbd> open
      </span>
      <span>
        <kbd>F</kbd> find
      </span>
    </span>
  );
}

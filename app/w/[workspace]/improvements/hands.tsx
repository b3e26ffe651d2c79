"use client";

import { useEffect, useRef, useState } from "react";
import { letWalk } from "./board-keys";
import { letDrag } from "./drag";

/** Drags cards and moves among them by keys; what it says is read out, and stands at the foot of the board. */
export function Hands() {
  const [said, say] = useState("");
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const board = place.current?.closest(".main")?.querySelector<HTMLElement>(".board");
    if (!board) return;
    const ends = [letDrag(board, say), letWalk(board)];
    return () => {
      for (const end of ends) end();
    };
  }, []);

  return (
    <div ref={place}>
      <p className="board-said" role="status">
        {said}
      </p>
      <span className="keys max-sm:hidden">
        <span>
          <kbd>←</kbd> <kbd>↑</kbd> <kbd>↓</kbd> <kbd>→</kbd> from card to card
        </span>
        <span>
          <kbd>M</kbd> move it
        </span>
        <span>
          or drag it; <kbd>Esc</kbd> puts it back
        </span>
      </span>
    </div>
  );
}

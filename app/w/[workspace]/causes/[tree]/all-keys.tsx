"use client";

import { Dialog } from "@/app/_ui/dialog";

const keyList: readonly (readonly [keys: string, what: string])[] = [
  ["Enter", "another cause beside this one"],
  ["Tab", "ask why: a line below this one"],
  ["Shift Tab", "up to the line above"],
  ["F2 or click again", "reword the line"],
  ["↑ ↓", "the line before, the line after"],
  ["← →", "fold away, show again"],
  ["Alt ↑ ↓", "move the line among its siblings"],
  ["Alt ← →", "move the line out, or in below the one before"],
  ["J", "joint with the line before, or on its own again"],
  ["E", "evidence"],
  ["R", "read back"],
  ["M", "mark the ending"],
  ["Delete", "take the line out of the tree"],
  ["Ctrl Z", "undo your own last deed"],
  ["Ctrl Shift Z", "do it again"],
  ["Escape", "leave the line, then the tree"],
];

/** All keys of the outline, behind "/". */
export function AllKeys({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} title="All keys" onClose={onClose}>
      <dl className="props">
        {keyList.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

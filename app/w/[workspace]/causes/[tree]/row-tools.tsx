"use client";

import { Button } from "@/app/_ui/button";
import type { Row } from "./tree-view";
import type { useTree } from "./use-tree";

type TreeHands = Pick<ReturnType<typeof useTree>, "draft" | "edit" | "join" | "move" | "remove">;

/** What the keys do, for fingers and pointers: each move and each drag has its button. */
export function RowTools({ row, tree }: { row: Row; tree: TreeHands }) {
  const { id, parentId, joint } = row.why;
  const tools: [label: string, press: () => void][] = [
    ["Ask why", () => tree.draft(id, null)],
    ["Another cause", () => tree.draft(parentId, id)],
    ["Reword", () => tree.edit(id)],
    [joint ? "Not joint" : "Joint", () => tree.join(id)],
    ["Up", () => tree.move(id, "up")],
    ["Down", () => tree.move(id, "down")],
    ["In", () => tree.move(id, "in")],
    ["Out", () => tree.move(id, "out")],
    ["Remove", () => void tree.remove(id)],
    ["Details", () => document.getElementById("chosen-why")?.scrollIntoView()],
  ];
  return (
    <div className="tools">
      {tools.map(([label, press]) => (
        <Button key={label} small onClick={press}>
          {label}
        </Button>
      ))}
    </div>
  );
}

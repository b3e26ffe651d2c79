import { type Markup, markup } from "@/lib/text/markup";
import type { Change } from "@/lib/trends/after-improvement";
import { colours, place, stroke, upright, words } from "./drawing";
import { fitted, textWidth } from "./text-width";
import type { TimeAxis } from "./time-axis";

/** Upright lines at what was done, with their names above the plot in as many rows as keep them apart. */

const rowHeight = 16;
const mostRows = 4;
const longest = 280;

type Placed = { change: Change; x: number; row: number; text: string; isLeft: boolean };

/** @param width of the whole drawing: a name may stand above the numbers at its sides */
function placed(changes: readonly Change[], time: TimeAxis, width: number): Placed[] {
  const ends: number[] = [];
  return changes
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
    .map((change) => {
      const x = time.edgeOn(change.on);
      const isLeft = x > width * 0.6;
      const text = fitted(change.name, Math.min(longest, (isLeft ? x : width - x) - 14));
      const [from, to] = isLeft ? [x - 12 - textWidth(text), x + 6] : [x - 6, x + 12 + textWidth(text)];
      const free = ends.findIndex((end) => end < from);
      const row = free === -1 ? ends.length : free;
      // More than that stand too close for their names; those are in the table.
      if (row >= mostRows) return { change, x, row: mostRows - 1, text: "", isLeft };
      ends[row] = to;
      return { change, x, row, text, isLeft };
    });
}

/** How much higher the drawing has to begin: nothing without a change. */
export function roomForChanges(changes: readonly Change[], time: TimeAxis, width: number): number {
  const rows = placed(changes, time, width).reduce((most, { row }) => Math.max(most, row + 1), 0);
  return rows * rowHeight;
}

export function drawChanges(
  changes: readonly Change[],
  time: TimeAxis,
  { bottom, width }: { bottom: number; width: number },
): Markup[] {
  return placed(changes, time, width).flatMap(({ change, x, row, text, isLeft }) => {
    const y = 13 + row * rowHeight;
    return [
      stroke(upright(x, y, bottom), { colour: colours.ink }),
      diamond(x, y, change.kind),
      ...(text ? [words(isLeft ? x - 10 : x + 10, y + 4, text, { at: isLeft ? "end" : "start", strong: true })] : []),
    ];
  });
}

/** Filled for an improvement, open for the beginning of a cycle. */
const diamond = (x: number, y: number, kind: Change["kind"]): Markup =>
  markup`<path d="M${place(x)} ${y - 5}l5 5-5 5-5-5Z" fill="${kind === "improvement" ? colours.ink : colours.paper}" stroke="${colours.ink}"/>`;

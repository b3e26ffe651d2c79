import { treeIndex } from "@/lib/causes/cause-tree";
import { type Replay, rowsHeld, treeOf, windBack } from "@/lib/causes/replay";
import { marksOf } from "@/lib/causes/replay-marks";
import { type Row, rowsOf } from "../tree-view";

/** One line of the tree, with what the deed did to it; or how many lines are left out here. */
export type Line = { row: Row; mark: string | null } | { leftOut: number };

/** The tree after a deed, and the deed. */
export type Picture = {
  at: number; // 1 is the first deed
  total: number;
  day: string;
  by: string;
  sideId: string | null;
  says: string;
  quote: string | null;
  problem: string;
  problemWas: string | null;
  settled: boolean;
  lines: Line[];
  takenOut: string[];
};

/** Of a larger tree only what the deed touched is shown, with some lines around it. */
const mostLines = 400;
const around = 40;

const nobody = new Set<string>();

/** @param at of deeds that are none, the nearest */
export function pictureAt(replay: Replay, at: number): Picture {
  const total = replay.steps.length;
  const nth = Math.min(total, Math.max(1, Math.trunc(at) || 1));
  const step = replay.steps[nth - 1];
  if (!step) throw new Error("A tree begins with a deed.");
  const held = rowsHeld(replay);
  for (let later = total; later > nth; later -= 1) windBack(held, replay.steps[later - 1]?.changes ?? []);
  const { problem, settled, ...tree } = treeOf(held, replay);
  const { onLines, takenOut, problemWas } = marksOf(step, held);
  const rows = rowsOf(treeIndex({ ...tree, problem }), nobody);
  const { day, by, sideId, says, quote = null } = step;
  const lines = rows.map((row) => ({ row, mark: onLines[row.why.id] ?? null }));
  return {
    at: nth,
    total,
    ...{ day, by, sideId, says, quote },
    problem,
    problemWas,
    settled,
    lines: lines.length > mostLines ? nearMarks(lines) : lines,
    takenOut,
  };
}

type Shown = Extract<Line, { row: Row }>;

/** The lines above each marked one, and those before and after it; of a tree without marks, its beginning. */
function nearMarks(lines: Shown[]): Line[] {
  const byId = new Map(lines.map(({ row }, place) => [row.why.id, place]));
  const marked = lines.flatMap(({ mark }, place) => (mark === null ? [] : place)).slice(0, 5);
  const keep = new Set<number>();
  for (const place of marked.length > 0 ? marked : [0]) {
    for (let near = place - around; near <= place + around; near += 1) keep.add(near);
    for (let at: number | undefined = place; at !== undefined; ) {
      keep.add(at);
      const parentId: string | null | undefined = lines[at]?.row.why.parentId;
      at = parentId ? byId.get(parentId) : undefined;
    }
  }
  const shown: Line[] = [];
  for (const [place, line] of lines.entries()) {
    const last = shown.at(-1);
    if (keep.has(place)) shown.push(line);
    else if (last && "leftOut" in last) last.leftOut += 1;
    else shown.push({ leftOut: 1 });
  }
  return shown;
}

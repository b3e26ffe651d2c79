import {
  childrenOf,
  depthOf,
  endingOf,
  groupsUnder,
  isLive,
  pathUp,
  type TreeIndex,
  type TreeWhy,
} from "@/lib/causes/cause-tree";
import { openHint } from "@/lib/causes/finding";
import { agreedByBothSides, disputedBy, standingReadBack } from "@/lib/causes/read-back";

export type SignShown = "yes" | "open" | "no";
export type BracketPiece = "start" | "run" | "end";

/** One line of the outline, flat: what it shows, nothing it has to work out. */
export type Row = {
  why: TreeWhy;
  depth: number;
  signs: readonly [SignShown, SignShown];
  disputedPlaces: string; // "a", "b", "ab" or ""
  live: boolean;
  /** Both sides have signed it and every line above it. */
  agreed: boolean;
  hasBelow: boolean;
  collapsed: boolean;
  openEnd: boolean;
  /** What the wording check asks about on a live line, and nobody has settled. */
  hint: "error" | "warn" | null;
  /** Brackets of joint groups that pass this row: "depth:piece" each, the word in the first row of the group. */
  brackets: string;
};

/** The visible lines of the tree, from top to bottom. What is folded away is left out. */
export function rowsOf(index: TreeIndex, collapsed: ReadonlySet<string>): Row[] {
  const rows: Row[] = [];
  const sideIds = index.tree.sideIds;
  const hidden = new Set<string>();
  for (const why of index.inOrder) {
    if (why.parentId && (hidden.has(why.parentId) || collapsed.has(why.parentId))) {
      hidden.add(why.id);
      continue;
    }
    const shown = (sideId: string): SignShown => {
      const answer = standingReadBack(index, why, sideId)?.answer;
      return answer === "agrees" ? "yes" : answer === "disputes" ? "no" : "open";
    };
    const disputed = disputedBy(index, why).map(({ sideId }) => (sideId === sideIds[0] ? "a" : "b"));
    const below = childrenOf(index, why.id).length > 0;
    const live = isLive(index, why.id);
    rows.push({
      why,
      depth: depthOf(index, why.id),
      signs: [shown(sideIds[0]), shown(sideIds[1])],
      disputedPlaces: disputed.join(""),
      live,
      agreed: why.ending !== null && pathUp(index, why.id).every((above) => agreedByBothSides(index, above)),
      hasBelow: below,
      collapsed: below && collapsed.has(why.id),
      openEnd: live && endingOf(index, why) === null && !childrenOf(index, why.id).some(({ id }) => index.live.has(id)),
      hint: live && why.findings.length > 0 ? openHint(index, why) : null,
      brackets: "",
    });
  }
  markBrackets(index, rows);
  return rows;
}

/** A bracket runs from the first why of a joint group to its last, past the whys between and below them. */
function markBrackets(index: TreeIndex, rows: Row[]): void {
  const place = new Map(rows.map((row, at) => [row.why.id, at]));
  const parents = new Set(rows.map(({ why }) => why.parentId));
  for (const parentId of parents) {
    for (const { whys } of groupsUnder(index, parentId)) {
      if (whys.length < 2) continue;
      const places = whys.map(({ id }) => place.get(id)).filter((at) => at !== undefined);
      const [first, last] = [Math.min(...places), Math.max(...places)];
      if (places.length < 2) continue;
      const depth = (rows[first]?.depth ?? 1) - 1;
      for (let at = first; at <= last; at++) {
        const row = rows[at];
        if (!row) continue;
        const piece: BracketPiece = at === first ? "start" : at === last ? "end" : "run";
        row.brackets = `${row.brackets} ${depth}:${piece}`.trim();
      }
    }
  }
}

/** Two rows that look alike need no second drawing. */
export const sameRow = (a: Row, b: Row): boolean =>
  a.why === b.why &&
  a.depth === b.depth &&
  a.signs[0] === b.signs[0] &&
  a.signs[1] === b.signs[1] &&
  a.disputedPlaces === b.disputedPlaces &&
  a.live === b.live &&
  a.agreed === b.agreed &&
  a.hasBelow === b.hasBelow &&
  a.collapsed === b.collapsed &&
  a.openEnd === b.openEnd &&
  a.hint === b.hint &&
  a.brackets === b.brackets;

/** Where each box of the diagram stands: the problem at the left, each why at the right of the line it answers. */
import { type HierarchyPointNode, hierarchy, tree } from "d3-hierarchy";
import { groupsUnder, type TreeIndex } from "./cause-tree";
import { type DiagramNode, diagramNode } from "./diagram-nodes";
import { linesOf } from "./diagram-text";

/** In units of the drawing, which are pixels at 100 %. `y` is the upper edge. */
export type Box = { x: number; y: number; height: number; lines: string[] };
export type PlacedNode = DiagramNode & Box;
export type DiagramLink = { from: Box; to: Box; off: boolean };
/** Whys that act only together: one bracket along them, and one link that meets it. */
export type DiagramBracket = { from: Box; x: number; top: number; bottom: number };

export type DiagramLayout = {
  problem: Box & { text: string };
  nodes: PlacedNode[];
  links: DiagramLink[];
  brackets: DiagramBracket[];
  bounds: { x: number; y: number; width: number; height: number };
};

export const boxWidth = 240;
export const inset = 14;
export const lineHeight = 19;
export const problemLineHeight = 23;
const pitch = boxWidth + 70;
const [betweenSiblings, betweenBranches] = [16, 22];
const bracketAside = 26;

/** What fits on a line, by the size of its letters; bold ones come out a twentieth wider. */
const whyLine = (100 * (boxWidth - 2 * inset + 4)) / 14.5;
const problemLine = (100 * (boxWidth - 2 * inset)) / (17 * 1.05);

type Item = { id: string | null; node: DiagramNode | null; lines: string[]; height: number; below: Item[] };

/** The whole layout, in one pass over the tree; `dayWords` writes a day as people read it. */
export function layOut(index: TreeIndex, dayWords: (day: string) => string): DiagramLayout {
  const top = itemsOf(index, dayWords);
  const spread = tree<Item>()
    .nodeSize([1, pitch])
    .separation(
      (a, b) => (a.data.height + b.data.height) / 2 + (a.parent === b.parent ? betweenSiblings : betweenBranches),
    );
  const root = spread(hierarchy<Item>(top, ({ below }) => below));
  const boxes = new Map<string | null, Box>();
  const nodes: PlacedNode[] = [];
  root.eachBefore((point) => {
    const { id, node, lines, height } = point.data;
    const box = { x: Math.round(point.y), y: Math.round(point.x - height / 2), height, lines };
    boxes.set(id, box);
    if (node) nodes.push({ ...node, ...box });
  });
  const problem = { ...(boxes.get(null) as Box), text: index.tree.problem };
  return { problem, nodes, ...linesBetween(index, boxes, nodes), bounds: boundsOf(root, nodes, problem) };
}

/** Groups that act together stand together, wherever their whys stand in the outline. */
function itemsOf(index: TreeIndex, dayWords: (day: string) => string): Item {
  const lines = linesOf(index.tree.problem, problemLine);
  const top: Item = { id: null, node: null, lines, height: 31 + problemLineHeight * lines.length, below: [] };
  const items = new Map<string | null, Item>([[null, top]]);
  for (const why of index.inOrder) {
    const node = diagramNode(index, why, dayWords);
    const wrapped = linesOf(why.text, whyLine);
    items.set(why.id, { id: why.id, node, lines: wrapped, height: 44 + lineHeight * wrapped.length, below: [] });
  }
  for (const [id, item] of items) {
    const whys = groupsUnder(index, id).flatMap((group) => group.whys);
    item.below = whys.map((why) => items.get(why.id)).filter((below) => below !== undefined);
  }
  return top;
}

const middle = ({ y, height }: Box) => y + height / 2;

function linesBetween(index: TreeIndex, boxes: ReadonlyMap<string | null, Box>, nodes: readonly PlacedNode[]) {
  const links: DiagramLink[] = [];
  const brackets: DiagramBracket[] = [];
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  for (const [id, from] of boxes) {
    for (const { whys } of groupsUnder(index, id)) {
      const group = whys.flatMap((why) => nodeOf.get(why.id) ?? []);
      const [first, last] = [group[0], group.at(-1)];
      if (!first || !last) continue;
      if (group.length === 1) links.push({ from, to: first, off: first.look === "refuted" });
      else brackets.push({ from, x: first.x - bracketAside, top: middle(first), bottom: middle(last) });
    }
  }
  return { links, brackets };
}

function boundsOf(root: HierarchyPointNode<Item>, nodes: readonly PlacedNode[], problem: Box): DiagramLayout["bounds"] {
  let [top, bottom] = [problem.y, problem.y + problem.height];
  for (const { y, height } of nodes) {
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + height);
  }
  return { x: 0, y: top, width: root.height * pitch + boxWidth, height: bottom - top };
}

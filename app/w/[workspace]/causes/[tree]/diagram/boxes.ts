/** A box of the drawing as the page holds it: who it is, whose child, and where it stands. */
export type DrawnBox = {
  id: string;
  parentId: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
  element: SVGGElement;
};

/** The drawing made ready for walking about in it. The problem is the box without a parent. */
export type Boxes = {
  inOrder: readonly DrawnBox[];
  byId: ReadonlyMap<string, DrawnBox>;
  children: ReadonlyMap<string | null, readonly DrawnBox[]>;
};

export const problemId = "problem";
export const boxWidth = 240;

/** Reads the boxes back from what the server drew; their order there is that of the tree. */
export function boxesIn(drawing: Element): Boxes {
  const inOrder = [...drawing.querySelectorAll<SVGGElement>(".d-item")].map((element): DrawnBox => {
    const [x = 0, y = 0] = (element.getAttribute("transform") ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
    const { id = "", parent = null, height } = element.dataset;
    return { id, parentId: parent, x, y, width: boxWidth, height: Number(height), element };
  });
  const children = new Map<string | null, DrawnBox[]>();
  for (const box of inOrder) {
    const siblings = children.get(box.parentId);
    if (siblings) siblings.push(box);
    else children.set(box.parentId, [box]);
  }
  return { inOrder, byId: new Map(inOrder.map((box) => [box.id, box])), children };
}

/**
 * A large drawing comes as words, so that the browser need not hang it up as a whole: `words` is the markup of its
 * `<svg>`. Nothing in it is chosen yet, and no box is the one that Tab leads to.
 */
export function drawingIn(words: string): SVGSVGElement | null {
  const drawing = new DOMParser().parseFromString(words, "text/html").querySelector("svg");
  for (const item of drawing?.querySelectorAll('[aria-selected="true"], [tabindex="0"]') ?? []) {
    item.removeAttribute("aria-selected");
    item.setAttribute("tabindex", "-1");
  }
  return drawing;
}

/** The words of a box. */
export const wordsIn = ({ element }: DrawnBox): string => element.querySelector("text")?.textContent ?? "";

/** Where an arrow leads from a box: up and down within its column, right to what explains it, left to what it answers. */
export function neighbour({ inOrder, byId, children }: Boxes, id: string, key: string): string | undefined {
  const box = byId.get(id) ?? inOrder[0];
  if (!box) return undefined;
  switch (key) {
    case "ArrowLeft":
      return box.parentId ?? undefined;
    case "ArrowRight":
      return children.get(box.id)?.[0]?.id;
    case "Home":
      return inOrder[0]?.id;
    case "End":
      return inOrder.at(-1)?.id;
    case "ArrowUp":
    case "ArrowDown": {
      const way = key === "ArrowDown" ? 1 : -1;
      const column = inOrder.filter((other) => other.x === box.x && (other.y - box.y) * way > 0);
      return column.reduce<DrawnBox | undefined>(
        (near, other) => (near && Math.abs(near.y - box.y) <= Math.abs(other.y - box.y) ? near : other),
        undefined,
      )?.id;
    }
  }
  return undefined;
}

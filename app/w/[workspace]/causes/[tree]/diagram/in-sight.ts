import { type Boxes, boxWidth, type DrawnBox } from "./boxes";
import type { Bounds } from "./pan-zoom";

/** What of a large drawing hangs in the page: the boxes, lines and brackets in sight, and a little around them. */
export type InSight = {
  /** The part of the drawing that is seen, in its own units, and at which size. */
  look: (seen: Bounds, scale: number) => void;
  /** These boxes stay in the page wherever one looks: the chosen one, and the one that Tab leads to. */
  keep: (boxes: readonly DrawnBox[]) => void;
  /** Hangs all of it in the page, for a picture or for paper. @returns what goes back to what is in sight */
  whole: () => () => void;
  stop: () => void;
};

type Line = { d: string; straight: string; box: Bounds; off: boolean };
type Bracket = { element: Element; box: Bounds };

/** Smaller than this, boxes are shapes without words, and all of one look are one shape. */
export const farFrom = 0.22;
const everywhere: Bounds = { x: -1e9, y: -1e9, width: 2e9, height: 2e9 };

/** Shows the drawing `whole`, which hangs nowhere, in the layer `into`: as much of it as is looked at. */
export function inSight(into: SVGGElement, whole: SVGSVGElement, { inOrder }: Boxes): InSight {
  const lines = linesIn(whole);
  const brackets = bracketsIn(whole);
  const shell = inOrder[0]?.element.parentElement;
  const linkShell = whole.querySelector(".d-links");
  if (!shell || !linkShell) throw new Error("The drawing has no boxes.");
  const [links, boxes] = [linkShell.cloneNode(false) as SVGGElement, shell.cloneNode(false) as SVGGElement];
  const [drawn, dashed] = [shape(), shape({ "stroke-dasharray": "4 3" })];
  links.append(drawn, dashed);
  const arches = element("g");
  const far = element("g");
  into.append(links, far, arches, boxes);

  let hung: Bounds | undefined;
  let isFar = false;
  let kept: readonly DrawnBox[] = [];
  let last: [seen: Bounds, scale: number] = [everywhere, 1];
  let holdsWhole = false;

  const hang = (area: Bounds) => {
    drawn.setAttribute("d", isFar ? "" : pathOf(lines, area, false));
    dashed.setAttribute("d", isFar ? "" : pathOf(lines, area, true));
    arches.replaceChildren(...brackets.filter(({ box }) => meets(box, area)).map((bracket) => bracket.element));
    const shown = isFar
      ? inOrder.filter((box) => kept.includes(box))
      : inOrder.filter((box) => kept.includes(box) || meets(box, area));
    hangInOrder(
      boxes,
      shown.map((box) => box.element),
    );
  };
  const look = (seen: Bounds, scale: number) => {
    last = [seen, scale];
    if (holdsWhole) return;
    const nowFar = scale < farFrom;
    if (nowFar === isFar && hung && within(seen, hung)) return;
    if (nowFar && far.childElementCount === 0) far.append(...shapesOf(inOrder, lines));
    far.setAttribute("visibility", nowFar ? "visible" : "hidden");
    isFar = nowFar;
    // Far away nothing changes by moving about: all of it is a handful of shapes.
    hung = nowFar ? everywhere : around(seen);
    hang(hung);
  };
  return {
    look,
    keep: (boxesToKeep) => {
      kept = boxesToKeep;
      if (hung && !holdsWhole) hang(hung);
    },
    whole: () => {
      holdsWhole = true;
      isFar = false;
      far.replaceChildren();
      hang(everywhere);
      return () => {
        holdsWhole = false;
        hung = undefined;
        look(...last);
      };
    },
    stop: () =>
      into.replaceChildren(
        ...[...into.children].filter((child) => ![links, far, arches, boxes].includes(child as SVGGElement)),
      ),
  };
}

/** Half a view to each side: moving a little needs nothing new. */
const around = ({ x, y, width, height }: Bounds): Bounds => ({
  x: x - width / 2,
  y: y - height / 2,
  width: 2 * width,
  height: 2 * height,
});

const meets = (a: Bounds, b: Bounds) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (a: Bounds, b: Bounds) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** Leaves what hangs there already, so that the focus stays where it is. */
function hangInOrder(into: Element, wanted: readonly Element[]): void {
  const all = new Set(wanted);
  for (const child of [...into.children]) if (!all.has(child)) child.remove();
  let next = into.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else into.insertBefore(child, next);
  }
}

const pathOf = (lines: readonly Line[], area: Bounds, off: boolean) =>
  lines
    .filter((line) => line.off === off && meets(line.box, area))
    .map(({ d }) => d)
    .join("");

/** "M240 12C275 12 275 48 310 48": it begins at the first point and ends at the last. */
function linesIn(whole: Element): Line[] {
  return [...whole.querySelectorAll(".d-links > path")].map((path) => {
    const d = path.getAttribute("d") ?? "";
    const numbers = d.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const [x = 0, y = 0] = numbers;
    const [toX = 0, toY = 0] = numbers.slice(-2);
    const box = { x, y: Math.min(y, toY) - 1, width: toX - x, height: Math.abs(toY - y) + 2 };
    return { d, straight: `M${x} ${y}L${toX} ${toY}`, box, off: path.hasAttribute("stroke-dasharray") };
  });
}

function bracketsIn(whole: Element): Bracket[] {
  return [...whole.querySelectorAll<SVGGElement>(".d-bracket")].map((bracket) => {
    const [x = 0, top = 0, bottom = 0] = (bracket.dataset.at ?? "").split(" ").map(Number);
    return { element: bracket, box: { x: x - 10, y: top, width: 40, height: bottom - top } };
  });
}

/** So many boxes or lines are one shape: few shapes to think of, and each of them small enough to be drawn by itself. */
const perShape = 50;

/** The whole drawing as it is seen from far: boxes without words, straight lines. */
function shapesOf(boxes: readonly DrawnBox[], lines: readonly Line[]): SVGPathElement[] {
  const from = { fill: "none", stroke: "var(--color-chart-line)", "stroke-width": "4" };
  const all = [
    ...lines.map(({ straight, box }) => ({ d: straight, look: from, y: box.y })),
    ...boxes.map(({ x, y, height, element: box }) => {
      const edge = box.querySelector("rect");
      const look = {
        fill: edge?.getAttribute("fill") ?? "",
        stroke: edge?.getAttribute("stroke") ?? "",
        "stroke-width": "4",
      };
      return { d: `M${x} ${y}h${boxWidth}v${height}h${-boxWidth}z`, look, y };
    }),
  ];
  const byLook = new Map<string, typeof all>();
  for (const each of all) {
    const key = Object.values(each.look).join();
    const alike = byLook.get(key);
    if (alike) alike.push(each);
    else byLook.set(key, [each]);
  }
  return [...byLook.values()].flatMap((alike) => {
    alike.sort((a, b) => a.y - b.y);
    const count = Math.ceil(alike.length / perShape);
    return Array.from({ length: count }, (_, at) => {
      const together = alike.slice(at * perShape, (at + 1) * perShape);
      return shape({ ...together[0]?.look, d: together.map(({ d }) => d).join("") });
    });
  });
}

const element = <K extends keyof SVGElementTagNameMap>(name: K): SVGElementTagNameMap[K] =>
  document.createElementNS("http://www.w3.org/2000/svg", name);

function shape(attributes: Record<string, string> = {}): SVGPathElement {
  const path = element("path");
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
  return path;
}

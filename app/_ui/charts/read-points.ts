/** Reading single values of a chart. Loaded when somebody points at one, or presses a key on it. */

type Readable = { x: number; y: number; said: string };

const namespace = "http://www.w3.org/2000/svg";

/** @param first what the reader did before this was loaded; it is answered, too */
export function readPoints(charts: readonly SVGSVGElement[], out: HTMLElement, first: Event): void {
  for (const chart of charts) {
    const reader = readerOf(chart, out);
    const answer = (event: Event) => {
      if (event instanceof KeyboardEvent) reader.press(event);
      else if (event instanceof PointerEvent) reader.point(event);
    };
    for (const kind of ["pointermove", "pointerdown", "keydown"]) chart.addEventListener(kind, answer);
    chart.addEventListener("pointerleave", reader.leave);
    chart.addEventListener("blur", reader.leave);
    if (first.currentTarget === chart || (first.target instanceof Node && chart.contains(first.target))) answer(first);
  }
}

function readerOf(chart: SVGSVGElement, out: HTMLElement) {
  const points = chart.dataset.points === undefined ? pointsWithin(chart) : pointsBeside(chart);
  const ring = document.createElementNS(namespace, "circle");
  ring.setAttribute("class", "chart-ring");
  ring.setAttribute("r", "9");
  let at = -1;
  const show = (nth: number) => {
    const point = points[nth];
    if (!point) return;
    at = nth;
    ring.setAttribute("cx", String(point.x));
    ring.setAttribute("cy", String(point.y));
    if (!ring.isConnected) chart.append(ring);
    if (out.textContent !== point.said) out.textContent = point.said;
  };
  const leave = () => {
    at = -1;
    ring.remove();
    out.textContent = "";
  };
  return {
    leave,
    press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") leave();
      const to = placeAfter(event.key, at, points.length - 1);
      if (to === null) return;
      event.preventDefault();
      show(to);
    },
    point({ clientX, clientY }: PointerEvent) {
      const toDrawing = chart.getScreenCTM()?.inverse();
      if (!toDrawing) return;
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(toDrawing);
      show(nearest(points, x, y));
    },
  };
}

/** Each says itself what is read there. */
const pointsWithin = (chart: SVGSVGElement): Readable[] =>
  [...chart.querySelectorAll<SVGGElement>("[data-said]")].map(({ dataset }) => ({
    x: Number(dataset.x),
    y: Number(dataset.y),
    said: dataset.said ?? "",
  }));

/** The table below says what is read at each, the newest first. */
function pointsBeside(chart: SVGSVGElement): Readable[] {
  const table = chart.closest("figure")?.querySelector<HTMLTableElement>(".chart-data table");
  const rows = [...(table?.tBodies[0]?.rows ?? [])].reverse();
  const heads = [...(table?.tHead?.rows[0]?.cells ?? [])].map(({ textContent }) => textContent);
  const { points = "", reads } = chart.dataset;
  const column = heads.findIndex((head) => (reads ? head === reads : head === "Value" || head === "Expected"));
  return points.split(" ").flatMap((point, nth) => {
    const cells = [...(rows[nth]?.cells ?? [])].map(({ textContent }) => textContent);
    if (point === "-" || cells.length === 0) return [];
    const [x, y] = point.split(",").map(Number);
    const when = `${heads[0] === "Week from" ? "Week from " : ""}${cells[0]}`;
    const remarks = cells.at(-1) ? `, ${cells.at(-1)}` : "";
    const said = reads ? `${cells[column]} from the one before` : `${cells[column]}${remarks}`;
    return [{ x: x ?? 0, y: y ?? 0, said: `${when}: ${said}` }];
  });
}

/** Where a key leads from the place that is read, -1 from none; null: the key is none of ours. */
function placeAfter(key: string, at: number, last: number): number | null {
  if (key === "ArrowLeft") return at === -1 ? last : Math.max(0, at - 1);
  if (key === "ArrowRight") return at === -1 ? 0 : Math.min(last, at + 1);
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

/** Beside one another the nearest counts; of two above one another the one that is pointed at. */
function nearest(points: readonly Readable[], x: number, y: number): number {
  const away = (point: Readable) => Math.abs(point.x - x) + Math.abs(point.y - y) / 20;
  let best = -1;
  for (const [nth, point] of points.entries()) {
    const before = points[best];
    if (!before || away(point) < away(before)) best = nth;
  }
  return best;
}

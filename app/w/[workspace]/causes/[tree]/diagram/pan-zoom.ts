import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";
import { farFrom } from "./in-sight";

export type Bounds = { x: number; y: number; width: number; height: number };

/** What can be done to the view. Lengths are pixels on the screen, a scale of 1 is 100 %. */
export type PanZoom = {
  by: (factor: number) => void;
  pan: (dx: number, dy: number) => void;
  whole: (bounds: Bounds) => void;
  /** Brings a box into sight, without changing the scale. */
  show: (box: Bounds) => void;
  /** The first view: whole where it can be read, else beginning at the box. */
  open: (bounds: Bounds, box: Bounds, chosen: boolean) => void;
  /** The drawing is another one, with other bounds: what is seen stays where it is. */
  redraw: () => void;
  /** Where a point of the window lies in the drawing. */
  at: (clientX: number, clientY: number) => [x: number, y: number];
  stop: () => void;
};

type Watching = {
  mayPan: (event: Event) => boolean;
  onScale: (scale: number) => void;
  /** What is seen of the drawing, in its own units. */
  onPlace: (seen: Bounds, scale: number) => void;
};

const [smallest, largest, readableFrom, readable] = [0.001, 3, 0.5, 0.8];
const margin = 32;
const stillAfterMs = 200;

/**
 * Panning and zooming by pointer, finger and wheel. The drawing is moved as one layer, which a browser does without
 * looking at its boxes; once it stands still its letters are drawn anew, sharp.
 */
export function panZoom(surface: HTMLElement, svg: SVGSVGElement, { mayPan, onScale, onPlace }: Watching): PanZoom {
  let now: ZoomTransform = zoomIdentity;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const selected = select(surface);

  const place = () => {
    // The drawing's own units begin at the corner of its view box, not at zero.
    const { x, y } = svg.viewBox.baseVal;
    svg.style.transform = `translate(${now.x + now.k * x}px, ${now.y + now.k * y}px) scale(${now.k})`;
    // Letters of two pixels are no letters; leaving them out keeps large trees quick.
    svg.classList.toggle("far", now.k < farFrom);
    const [left, top] = now.invert([0, 0]);
    onPlace({ x: left, y: top, width: surface.clientWidth / now.k, height: surface.clientHeight / now.k }, now.k);
  };
  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([smallest, largest])
    .filter((event: MouseEvent) => (!event.ctrlKey || event.type === "wheel") && !event.button && mayPan(event))
    .clickDistance(4)
    .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: Event | null }) => {
      now = transform;
      svg.classList.toggle("gliding", sourceEvent === null);
      svg.classList.add("moving");
      clearTimeout(settling);
      settling = setTimeout(() => svg.classList.remove("moving"), stillAfterMs);
      place();
      onScale(now.k);
    });
  const set = (k: number, x: number, y: number) =>
    selected.call(behaviour.transform, zoomIdentity.translate(x, y).scale(k));

  svg.classList.add("live");
  selected.call(behaviour).on("dblclick.zoom", null);

  const whole = (bounds: Bounds) => {
    const { clientWidth, clientHeight } = surface;
    const [wide, high] = [clientWidth - 2 * margin, clientHeight - 2 * margin];
    const k = Math.min(wide / bounds.width, high / bounds.height, 1.25);
    set(k, (clientWidth - bounds.width * k) / 2 - bounds.x * k, (clientHeight - bounds.height * k) / 2 - bounds.y * k);
  };
  const show = (box: Bounds) => {
    const into = (at: number, size: number, room: number) => Math.max(margin, Math.min(at, room - margin - size)) - at;
    const [x, y] = now.apply([box.x, box.y]);
    const [dx, dy] = [
      into(x, box.width * now.k, surface.clientWidth),
      into(y, box.height * now.k, surface.clientHeight),
    ];
    if (dx || dy) set(now.k, now.x + dx, now.y + dy);
  };
  const open = (bounds: Bounds, box: Bounds, chosen: boolean) => {
    whole(bounds);
    if (now.k >= readableFrom) return chosen ? show(box) : undefined;
    const { clientWidth, clientHeight } = surface;
    const left = chosen ? (clientWidth - box.width * readable) / 2 : margin;
    set(readable, left - box.x * readable, clientHeight / 2 - (box.y + box.height / 2) * readable);
  };
  return {
    by: (factor) => selected.call(behaviour.scaleBy, factor),
    pan: (dx, dy) => set(now.k, now.x + dx, now.y + dy),
    whole,
    show,
    open,
    redraw: place,
    at: (clientX, clientY) => {
      const { left, top } = surface.getBoundingClientRect();
      return now.invert([clientX - left, clientY - top]);
    },
    stop: () => {
      selected.on(".zoom", null);
      clearTimeout(settling);
      svg.classList.remove("live", "moving", "far");
      svg.style.transform = "";
    },
  };
}

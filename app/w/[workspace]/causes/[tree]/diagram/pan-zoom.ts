import { select } from "d3-selection";
import { type ZoomTransform, zoom, zoomIdentity } from "d3-zoom";

export type Bounds = { x: number; y: number; width: number; height: number };

/** What can be done to the view. Lengths are pixels on the screen, a scale of 1 is 100 %. */
export type PanZoom = {
  by: (factor: number) => void;
  pan: (dx: number, dy: number) => void;
  whole: (bounds: Bounds) => void;
  /** Brings a box into sight, without changing the scale unless it is too small to read. */
  show: (box: Bounds, readable?: boolean) => void;
  /** The first view: whole where it can be read, else beginning at the box. */
  open: (bounds: Bounds, box: Bounds, chosen: boolean) => void;
  stop: () => void;
};

const [smallest, largest, readableFrom] = [0.03, 3, 0.5];
const margin = 32;

/**
 * Panning and zooming by pointer, finger and wheel. The drawing's own view box fits it on the page without us; what we
 * add is one transform in its units, so that paper and whoever has no scripts see the whole.
 */
export function panZoom(
  svg: SVGSVGElement,
  drawing: SVGGElement,
  { mayPan, onScale }: { mayPan: (event: Event) => boolean; onScale: (scale: number) => void },
): PanZoom {
  let now: ZoomTransform = zoomIdentity;
  const surface = select(svg);

  /** Pixels to a unit of the view box, and what of the drawing's plane can be seen, in units. */
  const seen = () => {
    const { width, height } = svg.getBoundingClientRect();
    const box = svg.viewBox.baseVal;
    const unit = Math.min(width / box.width, height / box.height) || 1;
    const [across, down] = [width / unit, height / unit];
    return { unit, x: box.x + (box.width - across) / 2, y: box.y + (box.height - down) / 2, across, down };
  };

  const behaviour = zoom<SVGSVGElement, unknown>()
    .filter((event: MouseEvent) => (!event.ctrlKey || event.type === "wheel") && !event.button && mayPan(event))
    .clickDistance(4)
    .on("zoom", ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: Event | null }) => {
      now = transform;
      drawing.classList.toggle("gliding", sourceEvent === null);
      drawing.style.transform = `translate(${transform.x}px, ${transform.y}px) scale(${transform.k})`;
      tell();
    });
  const tell = () => {
    const scale = now.k * seen().unit;
    // Letters of two pixels are no letters; leaving them out keeps large trees quick.
    drawing.classList.toggle("far", scale < 0.22);
    onScale(scale);
  };
  const limit = () => {
    const { unit } = seen();
    behaviour.scaleExtent([smallest / unit, largest / unit]);
    tell();
  };
  const set = (k: number, x: number, y: number) =>
    surface.call(behaviour.transform, zoomIdentity.translate(x, y).scale(k));

  surface.call(behaviour).on("dblclick.zoom", null);
  const watch = new ResizeObserver(limit);
  watch.observe(svg);
  limit();

  const whole = (bounds: Bounds) => {
    const { unit, x, y, across, down } = seen();
    const [wide, high] = [across - (2 * margin) / unit, down - (2 * margin) / unit];
    const k = Math.min(wide / bounds.width, high / bounds.height, 1.25 / unit);
    set(k, x + (across - bounds.width * k) / 2 - bounds.x * k, y + (down - bounds.height * k) / 2 - bounds.y * k);
  };
  const show = (box: Bounds, readable = false) => {
    const { unit, x, y, across, down } = seen();
    const k = readable ? Math.max(now.k, 0.8 / unit) : now.k;
    const room = margin / unit;
    const [width, height] = [box.width * k, box.height * k];
    // Scaled about the middle of what is seen, then moved as little as needed.
    const grown = k / now.k;
    const [midX, midY] = [x + across / 2, y + down / 2];
    const [tx, ty] = [midX - (midX - now.x) * grown, midY - (midY - now.y) * grown];
    const into = (at: number, size: number, from: number, length: number) =>
      Math.max(from + room, Math.min(at, from + length - room - size)) - at;
    set(k, tx + into(box.x * k + tx, width, x, across), ty + into(box.y * k + ty, height, y, down));
  };
  const open = (bounds: Bounds, box: Bounds, chosen: boolean) => {
    whole(bounds);
    if (now.k * seen().unit >= readableFrom && !chosen) return;
    const { unit, x, y, across, down } = seen();
    const k = Math.max(now.k, 0.8 / unit);
    const left = chosen ? x + (across - box.width * k) / 2 : x + margin / unit;
    if (now.k * unit < readableFrom) set(k, left - box.x * k, y + down / 2 - (box.y + box.height / 2) * k);
    else show(box);
  };
  return {
    by: (factor) => surface.call(behaviour.scaleBy, factor),
    pan: (dx, dy) => {
      const { unit } = seen();
      set(now.k, now.x + dx / unit, now.y + dy / unit);
    },
    whole,
    show,
    open,
    stop: () => {
      surface.on(".zoom", null);
      watch.disconnect();
    },
  };
}

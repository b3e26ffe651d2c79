import { type Markup, markup } from "@/lib/text/markup";
import type { ReadPoint } from "@/lib/trends/chart";
import { colours, place } from "./drawing";

/** Radii; where points stand close they are smaller, but a signal is told by its ring on a phone, too. */
export const usualSize = (scale: number): number => place(Math.max(1, 3 * scale));
export const signalSizes = (scale: number) => ({
  disc: place(Math.max(1.25, 3.5 * scale)),
  ring: place(Math.max(3.5, 6.5 * scale)),
});

/** By shape first: a disc, a disc in a ring for a signal, a hollow disc while the period runs, a crossed diamond left out. */
export function shapeOf({ state, isMarked }: ReadPoint, x: number, y: number, scale: number): Markup {
  const [cx, cy] = [place(x), place(y)];
  const size = (radius: number) => place(Math.max(1, radius * scale));
  if (state === "left_out") {
    const [far, near] = [size(5), size(2)];
    return markup`<path d="M${cx} ${place(y - far)}l${far} ${far}-${far} ${far}-${far}-${far}Z" fill="${colours.paper}" stroke="${colours.point}" stroke-width="1.25"/><path d="M${place(x - near)} ${place(y - near)}l${2 * near} ${2 * near}m0-${2 * near}l-${2 * near} ${2 * near}" stroke="${colours.point}"/>`;
  }
  if (state === "running")
    return markup`<circle cx="${cx}" cy="${cy}" r="${size(3.5)}" fill="${colours.paper}" stroke="${colours.point}" stroke-width="1.25"/>`;
  if (!isMarked) return markup`<circle cx="${cx}" cy="${cy}" r="${usualSize(scale)}" fill="${colours.point}"/>`;
  const { disc, ring } = signalSizes(scale);
  return markup`<circle cx="${cx}" cy="${cy}" r="${disc}" fill="${colours.signal}"/><circle cx="${cx}" cy="${cy}" r="${ring}" fill="none" stroke="${colours.signal}" stroke-width="1.25"/>`;
}

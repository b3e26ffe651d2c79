import { type Markup, markup } from "@/lib/text/markup";
import type { ReadPoint } from "@/lib/trends/chart";
import { colours, place } from "./drawing";

/** Radii, where there is room. */
export const usualSize = 3;
export const signalSizes = { disc: 3.5, ring: 6.5 } as const;

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
  if (!isMarked) return markup`<circle cx="${cx}" cy="${cy}" r="${size(usualSize)}" fill="${colours.point}"/>`;
  return markup`<circle cx="${cx}" cy="${cy}" r="${size(signalSizes.disc)}" fill="${colours.signal}"/><circle cx="${cx}" cy="${cy}" r="${size(signalSizes.ring)}" fill="none" stroke="${colours.signal}" stroke-width="1.25"/>`;
}

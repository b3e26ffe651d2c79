import type { Drawing } from "./drawing";
import { placesWords } from "./points-together";

/** As a page takes it: numbers and one string. */
export type FramedDrawing = {
  width: number;
  height: number;
  svg: string;
  /** Where its values stand, in their order, as "12,46 - 79,10"; a dash where there is none. */
  points?: string;
};

/** What a figure is drawn in: the width of its column in units of the drawing, so that letters keep their size. */
export const columnWidths = { full: 1120, large: 720, half: 520, third: 360 } as const;
export type Column = keyof typeof columnWidths;
const phoneWidth = 360;

/** The drawing for its column and for a phone. */
export function drawnFor(
  column: Column,
  draw: (width: number) => Drawing,
): { wide: FramedDrawing; narrow: FramedDrawing } {
  const framed = ({ width, height, body, places }: Drawing) => ({
    width,
    height,
    svg: body.text,
    ...(places && { points: placesWords(places) }),
  });
  return { wide: framed(draw(columnWidths[column])), narrow: framed(draw(phoneWidth)) };
}

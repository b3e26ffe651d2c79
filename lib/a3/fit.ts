/*
 * How much fits on one sheet. The sheet is 1,222 by 864 units of its own (look.md), which the page draws to the width of
 * the paper; a column of text is 545 units wide and 760 high. Counted in characters it is an estimate, so it is a careful
 * one, and the page cuts what would still run over.
 */
const charactersALine = 84;
const columnHeight = 760;
const lineHeight = 16.5;
const sectionHead = 36; // its heading with the space around it
const outlineRow = 20;
/** Texts are cut after so many lines, so that a long one does not push out the analysis. */
const mostLines = 5;
const targetAndAloud = 8;

const linesOf = (text: string | null | undefined, width: number = charactersALine) =>
  (text ?? "").split("\n").reduce((lines, part) => lines + Math.max(1, Math.ceil(part.length / width)), 0);

/** How many rows of the outline a why takes: at most two, then it is cut. Each step inward costs it some characters. */
export const rowsOf = (text: string, depth: number) => Math.min(2, linesOf(text, Math.max(24, 62 - 2 * depth)));

/**
 * How many rows of whys each tree has room for, once the texts above have taken theirs.
 * @param texts the title and the texts above the analysis
 * @param trees how many trees share the room
 */
export function rowRoom(texts: readonly (string | null | undefined)[], trees: number): number {
  const above = texts.reduce((lines, text) => lines + Math.min(linesOf(text), mostLines), 0);
  const fixed = 5 * sectionHead + targetAndAloud * lineHeight + Math.max(0, trees - 1) * 40;
  const left = columnHeight - fixed - above * lineHeight;
  return Math.max(4, Math.floor(left / outlineRow / Math.max(1, trees)));
}

/** How wide words come out in the diagram, so that the server can break them into lines. */

/** Widths of Source Serif 4 in hundredths of its size, rounded up within each row. */
const rows: readonly (readonly [width: number, letters: string])[] = [
  [26, " ,.'"],
  [33, "/\\![]|:;j(){}-il"],
  [37, "ftIJ"],
  [49, 'rsz*?"'],
  [54, "c0123456789+<=>Se^~$#_"],
  [57, "agx"],
  [59, "Zovky"],
  [64, "FLqPbdpuhnBE"],
  [69, "TCYXR"],
  [76, "DKVA&GOQUN"],
  [84, "Hw@"],
  [95, "%Mm"],
  [100, "W"],
];
const widths = new Map(rows.flatMap(([width, letters]) => [...letters].map((letter) => [letter, width] as const)));
const invisible = /^[\p{M}\p{Cf}\u200D]/u;

function widthOfLetter(letter: string): number {
  const known = widths.get(letter);
  if (known !== undefined) return known;
  if (invisible.test(letter)) return 0;
  // From Hangul on scripts fill a square; so do emoji.
  return (letter.codePointAt(0) ?? 0) >= 0x1100 && !/^[\u2000-\u206F]/.test(letter) ? 105 : 66;
}

/** In hundredths of the size of the letters. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter);
  return width;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A word too long for a line, cut where a reader would not notice. */
function cut(word: string, most: number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const { segment } of graphemes.segment(word)) {
    if (part && widthOf(part + segment) > most) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}

/**
 * The text in lines of at most `most` hundredths. Joined again they are the text: each line keeps the space it was
 * broken at, which is not drawn.
 */
export function linesOf(text: string, most: number): string[] {
  const words = text
    .replace(/\s+/gu, " ")
    .trim()
    .split(/(?<= )/u);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of words) {
    const width = widthOf(word.trimEnd());
    if (line && used + width > most) {
      lines.push(line);
      line = "";
      used = 0;
    }
    if (width <= most) {
      line += word;
    } else {
      const parts = cut(word, most);
      line = parts.pop() ?? "";
      lines.push(...parts);
    }
    used = widthOf(line);
  }
  return [...lines, line];
}

/** The text, cut with an ellipsis where it is wider. */
export function fitting(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let short = "";
  for (const { segment } of graphemes.segment(text)) {
    if (widthOf(short + segment) > most - 80) break;
    short += segment;
  }
  return `${short.trimEnd()}…`;
}

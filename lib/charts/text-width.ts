/** About how wide words come out in the sans face of 11 px, so that labels keep apart. Rather too wide than too narrow. */

const narrow = /[ilj.,:;'!|1ft()\- ]/;
const wide = /[mwMW%@]/;

export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width;
}

function widthOf(letter: string): number {
  if ((letter.codePointAt(0) ?? 0) >= 0x1100) return 11.5;
  if (narrow.test(letter)) return 4.6;
  return wide.test(letter) ? 10 : 6.9;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** The words, cut with an ellipsis where they are wider; none where hardly a letter would be left. */
export function fitted(text: string, most: number): string {
  if (textWidth(text) <= most) return text;
  let short = "";
  for (const { segment } of graphemes.segment(text)) {
    if (textWidth(`${short}${segment}…`) > most) break;
    short += segment;
  }
  return short.length < 3 ? "" : `${short.trimEnd()}…`;
}

/** The words in lines no wider than that. A word that is wider by itself is cut. */
export function linesOfText(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`) <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(fitted(word, most));
  }
  return lines;
}

/** A chart as a picture that stands by itself: always light, nothing in it that is fetched or can be pressed. */
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import { colours, type Drawing } from "./drawing";
import { linesOfText, textWidth } from "./text-width";

/** What the tokens are on light paper; a test holds them to the page's own. */
export const lightTokens: Record<string, string> = {
  "--color-chart-point": "#3d434b",
  "--color-chart-line": "#84898f",
  "--color-chart-limit": "#6c727a",
  "--color-chart-bar": "#82898f",
  "--color-chart-bar-quiet": "#d6d8d5",
  "--color-chart-band": "#efefea",
  "--color-line": "#e4e4de",
  "--color-line-2": "#cfcfc8",
  "--color-accent": "#0b6b57",
  "--color-paper": "#fbfbf9",
  "--color-ink": "#1a1d21",
  "--color-ink-2": "#474c54",
  "--color-ink-3": "#656a72",
  "--font-sans": "Inter, system-ui, sans-serif",
  "--font-serif": "'Source Serif 4', Georgia, serif",
};

const margin = 24;
/** Room for the name of the second drawing. */
const secondHead = 36;

export type Captioned = {
  drawing: Drawing;
  /** The sentence of the chart; what it is of, its n and its definition below. */
  title: string;
  captions: readonly string[];
  /** A drawing that belongs to it, below it. */
  second?: { name: string; drawing: Drawing };
};

/** The whole file, with the sentence above and what belongs to it below. */
export function pictureOf({ drawing, title, captions, second }: Captioned): string {
  const width = drawing.width + 2 * margin;
  const heading = linesOfText(title, drawing.width / 1.5).slice(0, 3);
  const top = margin + heading.length * 22 + 10;
  const notes = captions.flatMap((caption) => linesOfText(caption, drawing.width / 1.02)).slice(0, 12);
  const below = top + drawing.height + (second ? secondHead + second.drawing.height : 0);
  const height = below + 18 + notes.length * 16 + margin;
  const lines = [
    ...heading.map((line, nth) => headline(line, margin + 16 + nth * 22)),
    ...(second ? [note(second.name, top + drawing.height + 26)] : []),
    ...notes.map((line, nth) => note(line, below + 24 + nth * 16)),
  ];
  const placed = (part: Drawing, y: number) => markup`<g transform="translate(${margin} ${y})">${part.body}</g>`;
  const body = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title><rect width="${width}" height="${height}" fill="${colours.paper}"/>${lines}${placed(drawing, top)}${second ? placed(second.drawing, top + drawing.height + secondHead) : noMarkup}</svg>`;
  return withValues(withoutReading(body.text));
}

const headline = (line: string, y: number): Markup =>
  markup`<text x="${margin}" y="${y}" font-family="var(--font-serif)" font-size="16" font-weight="600" fill="${colours.ink}">${line}</text>`;

const note = (line: string, y: number): Markup =>
  textWidth(line) === 0
    ? noMarkup
    : markup`<text x="${margin}" y="${y}" font-family="var(--font-sans)" font-size="11" fill="${colours.ink3}">${line}</text>`;

/** What the page reads points by is the page's own. */
const withoutReading = (svg: string) => svg.replace(/ data-[a-z]+="[^"]*"/g, "");

/** `fill="var(--color-ink)"` → `fill="#1a1d21"`; what people wrote is never looked into. */
const withValues = (svg: string) =>
  svg.replace(/="var\((--[a-z0-9-]+)\)"/g, (whole, name: string) =>
    lightTokens[name] ? `="${lightTokens[name]}"` : whole,
  );

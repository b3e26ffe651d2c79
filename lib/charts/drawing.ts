/**
 * A chart as SVG: what stands inside the frame that the page or a picture gives it. Colours and faces are the page's own,
 * by name; every word is escaped where it is put in.
 */
import { type Markup, markup, noMarkup } from "@/lib/text/markup";

export type Drawing = {
  width: number;
  height: number;
  body: Markup;
  /** Where its values stand, in their order, if its points are not readable by themselves. */
  places?: readonly (Place | null)[];
};

export type Place = { x: number; y: number };

/** The part of a drawing that values stand in, in its units. */
export type Plot = { left: number; right: number; top: number; bottom: number };

export const colours = {
  point: "var(--color-chart-point)",
  line: "var(--color-chart-line)",
  limit: "var(--color-chart-limit)",
  bar: "var(--color-chart-bar)",
  quietBar: "var(--color-chart-bar-quiet)",
  band: "var(--color-chart-band)",
  grid: "var(--color-line)",
  signal: "var(--color-accent)",
  paper: "var(--color-paper)",
  ink: "var(--color-ink)",
  ink2: "var(--color-ink-2)",
  ink3: "var(--color-ink-3)",
} as const;
export type Colour = (typeof colours)[keyof typeof colours];

/** Two places are finer than a printer draws. Never anything that is no number. */
export const place = (value: number): number => Math.round(value * 100) / 100;

/** A place for the eye and the pointer: a tenth is fine enough. */
export const near = (x: number, y: number): Place => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });

type TextLook = { at?: "start" | "middle" | "end"; colour?: Colour; strong?: boolean };

export const textSize = 11;

export const words = (x: number, y: number, text: string, { at = "start", colour, strong }: TextLook = {}): Markup =>
  markup`<text x="${place(x)}" y="${place(y)}"${at === "start" ? noMarkup : markup` text-anchor="${at}"`}${
    colour || strong ? markup` fill="${colour ?? colours.ink2}"` : noMarkup
  }${strong ? markup` font-weight="500"` : noMarkup}>${text}</text>`;

type LineLook = { colour: Colour; width?: number; dashes?: string; faint?: boolean };

export const stroke = (d: string, { colour, width = 1, dashes, faint }: LineLook): Markup =>
  d === ""
    ? noMarkup
    : markup`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${
        dashes ? markup` stroke-dasharray="${dashes}"` : noMarkup
      }${faint ? markup` opacity="0.5"` : noMarkup}/>`;

export const box = (x: number, y: number, width: number, height: number, colour: Colour): Markup =>
  markup`<rect x="${place(x)}" y="${place(y)}" width="${place(Math.max(0, width))}" height="${place(Math.max(0, height))}" fill="${colour}"/>`;

export const level = (from: number, to: number, y: number): string => `M${place(from)} ${place(y)}H${place(to)}`;
export const upright = (x: number, from: number, to: number): string => `M${place(x)} ${place(from)}V${place(to)}`;

/** All text of a chart has one face and size; what is not said otherwise is the faintest ink. */
export const framed = (parts: readonly Markup[]): Markup =>
  markup`<g font-family="var(--font-sans)" font-size="${textSize}" fill="${colours.ink3}">${parts}</g>`;

/** Something that can be read by itself, with a pointer or the keys: `said` is what is read. */
export const readable = (x: number, y: number, said: string, shape: Markup, on?: string): Markup =>
  markup`<g data-x="${place(x)}" data-y="${place(y)}" data-said="${said}"${on ? markup` data-on="${on}"` : noMarkup}>${shape}</g>`;

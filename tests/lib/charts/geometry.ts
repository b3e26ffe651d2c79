import type { Drawing } from "@/lib/charts/drawing";
import { textWidth } from "@/lib/charts/text-width";

/** What a drawing holds, in terms of its data: for tests that ask where something stands. */

export type DrawnPoint = { on: string; x: number; y: number; said: string; shape: string };

/** The points that can be read, in their order. */
export const pointsIn = ({ body }: Drawing): DrawnPoint[] =>
  [
    ...body.text.matchAll(
      /<g data-x="([^"]*)" data-y="([^"]*)" data-said="([^"]*)"(?: data-on="([^"]*)")?>(.*?)<\/g>/g,
    ),
  ].map(([, x, y, said = "", on = "", shape = ""]) => ({ on, x: Number(x), y: Number(y), said, shape }));

/** All points that a path of this colour goes through, one list for each piece of it. */
export function pathsOf({ body }: Drawing, colour: string): { x: number; y: number }[][] {
  const paths = [...body.text.matchAll(/<path d="([^"]*)"[^>]*stroke="([^"]*)"/g)].filter(
    ([, , stroke]) => stroke === colour,
  );
  return paths.flatMap(([, d = ""]) =>
    d
      .split("M")
      .slice(1)
      .map((piece) =>
        [...piece.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) })),
      ),
  );
}

type Edge = { least: number; most: number };

/** How far to each side anything reaches, words too; their width is rather over- than underestimated. */
export function reachOf({ body }: Drawing): { x: Edge; y: Edge; numbers: number[] } {
  const [xs, ys]: [number[], number[]] = [[], []];
  const numbers: number[] = [];
  for (const [, name = "", value = ""] of body.text.matchAll(/ (x|y|cx|cy|width|height|r|data-x|data-y)="([^"]*)"/g)) {
    numbers.push(Number(value));
    if (/x$/.test(name)) xs.push(Number(value));
    if (/y$/.test(name)) ys.push(Number(value));
  }
  for (const [, x, y, width, height] of body.text.matchAll(
    /<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g,
  )) {
    xs.push(Number(x) + Number(width));
    ys.push(Number(y) + Number(height));
  }
  for (const [, x, anchor, text = ""] of body.text.matchAll(
    /<text x="([^"]*)" y="[^"]*"(?: text-anchor="(\w+)")?[^>]*>([^<]*)</g,
  )) {
    const width = textWidth(text.replace(/&\w+;|&#\d+;/g, "x")) * 0.85;
    const from = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
    xs.push(from, from + width);
  }
  for (const [, d = ""] of body.text.matchAll(/ d="([^"]*)"/g)) {
    for (const [, command = "", rest = ""] of d.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
      const given = (rest.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
      numbers.push(...given);
      for (const [nth, value] of given.entries()) if (/[ML]/.test(command)) (nth % 2 === 0 ? xs : ys).push(value);
      if (command === "H") xs.push(...given);
      if (command === "V") ys.push(...given);
    }
  }
  if (/NaN|Infinity|undefined/.test(body.text.replace(/>[^<]*</g, "><"))) numbers.push(Number.NaN);
  const edge = (all: readonly number[]): Edge => ({ least: Math.min(0, ...all), most: Math.max(0, ...all) });
  return { x: edge(xs), y: edge(ys), numbers };
}

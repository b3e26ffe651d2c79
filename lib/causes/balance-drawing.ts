/** The balance of a tree as a small line for each side over its deeds, in the side's colour, shape and letter. */
import { type Drawing, framed, place, words } from "@/lib/charts/drawing";
import type { Side } from "@/lib/teams/sides";
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import type { Balance } from "./balance";

const [width, height] = [252, 96];
const plot = { left: 2, right: width - 44, top: 10, bottom: height - 18 };
const looks = [
  { colour: "var(--color-side-a)", dashes: "" },
  { colour: "var(--color-side-b)", dashes: "5 2.5" },
  { colour: "var(--color-neutral-side)", dashes: "1.5 2.5" },
] as const;
/** Names at the ends of the lines stand this far apart at least. */
const apart = 16;

export function drawBalance({ line, all }: Balance, sides: readonly [Side, Side]): Drawing {
  const most = Math.max(1, ...(line.at(-1) ?? [1]));
  const x = (nth: number) => plot.left + ((plot.right - plot.left) * nth) / Math.max(1, line.length);
  const y = (count: number) => plot.bottom - ((plot.bottom - plot.top) * count) / most;
  const isShown = [true, true, all[2].whys + all[2].evidence > 0];
  const ends = spread(
    [0, 1, 2].filter((side) => isShown[side]).map((side) => ({ side, at: y(line.at(-1)?.[side] ?? 0) })),
  );
  const body = framed([
    markup`<path d="M${plot.left} ${plot.bottom}H${plot.right}" stroke="var(--color-line-2)"/>`,
    ...ends.map(({ side }) => stepped(line, side, x, y)),
    ...ends.map(({ side, at }) => sideAt(side, at, sides, line.at(-1)?.[side] ?? 0)),
    words(plot.left, height - 4, "deed 1"),
    words(plot.right, height - 4, String(line.length), { at: "end" }),
  ]);
  return { width, height, body };
}

/** A line goes on level until something is added. */
function stepped(line: Balance["line"], side: number, x: (nth: number) => number, y: (count: number) => number) {
  const look = looks[side] ?? looks[2];
  let d = `M${x(0)} ${place(y(0))}`;
  let before = 0;
  for (const [nth, counts] of line.entries()) {
    const count = counts[side] ?? 0;
    if (count === before) continue;
    d += `H${place(x(nth + 1))}V${place(y(count))}`;
    before = count;
  }
  const dashes = look.dashes ? markup` stroke-dasharray="${look.dashes}"` : noMarkup;
  return markup`<path d="${d}H${plot.right}" fill="none" stroke="${look.colour}" stroke-width="1.75"${dashes}/>`;
}

/** The side's mark and its number, where its line ends. */
function sideAt(side: number, at: number, sides: readonly [Side, Side], count: number): Markup {
  const [left, size] = [plot.right + 6, 13];
  const middle = left + size / 2;
  const fill = looks[side]?.colour ?? "";
  const shapes = [
    markup`<rect x="${left}" y="${place(at - size / 2)}" width="${size}" height="${size}" rx="2" fill="${fill}"/>`,
    markup`<circle cx="${middle}" cy="${place(at)}" r="${size / 2}" fill="${fill}"/>`,
    markup`<path d="M${middle} ${place(at - 6)}l6 6-6 6-6-6z" fill="none" stroke="${fill}"/>`,
  ];
  const ink = side === 0 ? "var(--color-on-side-a)" : "var(--color-on-side-b)";
  const letter = sides[side]?.letter;
  const name = letter
    ? markup`<text x="${middle}" y="${place(at + 3.5)}" text-anchor="middle" font-size="10" font-weight="600" fill="${ink}">${letter}</text>`
    : noMarkup;
  return markup`${shapes[side] ?? noMarkup}${name}${words(left + size + 4, at + 4, String(count))}`;
}

/** From top to bottom, moved down where two would stand on each other, and up again from the floor. */
function spread(ends: { side: number; at: number }[]): { side: number; at: number }[] {
  const sorted = ends.toSorted((a, b) => a.at - b.at || a.side - b.side);
  for (const [nth, end] of sorted.entries()) {
    const above = sorted[nth - 1];
    if (above) end.at = Math.max(end.at, above.at + apart);
  }
  const over = (sorted.at(-1)?.at ?? 0) - plot.bottom;
  if (over > 0) for (const end of sorted) end.at -= over;
  return sorted;
}

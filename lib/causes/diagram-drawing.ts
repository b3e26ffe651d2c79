/** The diagram as SVG: what stands inside the frame that the page gives it. Colours and faces are the page's own. */
import { type Markup, markup, noMarkup } from "@/lib/text/markup";
import {
  type Box,
  boxWidth,
  type DiagramBracket,
  type DiagramLayout,
  type DiagramLink,
  inset,
  lineHeight,
  type PlacedNode,
  problemLineHeight,
} from "./diagram-layout";
import type { DiagramSign } from "./diagram-nodes";
import { fitting, widthOf } from "./diagram-text";

export type DrawingWords = {
  treeId: string;
  /** What each side is called, first side first. */
  sides: readonly [{ name: string }, { name: string }];
  selectedId: string | null;
};

/** The name of the problem's box, where those of the whys carry their id. */
export const problemBox = "problem";

const answered: Record<DiagramSign, string> = {
  yes: "has signed",
  open: "has not read this back",
  no: "disputes this",
};
const evidenceWords = ["no evidence", "opinions only", "told in interviews", "in documents", "seen or measured"];

/** All boxes, lines and brackets. `<use>` refers to signs that the frame defines once. */
export function drawDiagram({ problem, nodes, links, brackets }: DiagramLayout, words: DrawingWords): Markup {
  return markup`<g class="d-links" fill="none" stroke="var(--color-chart-line)" stroke-width="1.25" role="none">${[
    ...links.map(linkLine),
    ...brackets.map(bracketLink),
  ]}</g>${brackets.map(bracketLine)}<g role="none" font-family="var(--font-serif)" font-size="14.5" fill="var(--color-ink)">${[
    problemNode(problem, words),
    ...nodes.map((node) => whyNode(node, words)),
  ]}</g>`;
}

/** The drawing in a frame of its own, which may use the signs of the page around it. */
export const framed = (drawing: Markup, { x, y, width, height }: DiagramLayout["bounds"]): Markup =>
  markup`<svg class="diagram" viewBox="${x - 28} ${y - 20} ${width + 56} ${height + 40}" role="presentation">${drawing}</svg>`;

const middle = ({ y, height }: Box) => y + height / 2;

function curve(from: Box, x: number, y: number): string {
  const [start, half] = [from.x + boxWidth, (from.x + boxWidth + x) / 2];
  return `M${start} ${middle(from)}C${half} ${middle(from)} ${half} ${y} ${x} ${y}`;
}

const linkLine = ({ from, to, off }: DiagramLink) =>
  off
    ? markup`<path d="${curve(from, to.x, middle(to))}" stroke-dasharray="4 3"/>`
    : markup`<path d="${curve(from, to.x, middle(to))}"/>`;

const bracketLink = ({ from, x, top, bottom }: DiagramBracket) =>
  markup`<path d="${curve(from, x, (top + bottom) / 2)}"/>`;

/** The word stands across the bracket, on a piece of paper of its own. */
const bracketLine = ({ x, top, bottom }: DiagramBracket) =>
  markup`<g class="d-bracket" data-at="${x} ${top} ${bottom}" role="none"><path d="M${x + 22} ${top}h-14a8 8 0 0 0-8 8V${bottom - 8}a8 8 0 0 0 8 8h14" fill="none" stroke="var(--color-ink-2)" stroke-width="1.75"/><g transform="translate(${x} ${(top + bottom) / 2})"><rect x="-9" y="-20" width="18" height="40" rx="4" fill="var(--color-paper)"/><text aria-hidden="true" transform="rotate(-90)" text-anchor="middle" y="4" font-family="var(--font-sans)" font-size="11" font-weight="600" fill="var(--color-ink-2)">joint</text></g></g>`;

/** The space a line was broken at stays in the text, for whoever reads or copies it, and takes no room. */
const textLines = (lines: readonly string[], first: number, step: number) =>
  lines.map(
    (line, at) =>
      markup`<tspan x="${inset}" y="${first + at * step}">${line.trimEnd()}</tspan>${line.endsWith(" ") ? markup`<tspan font-size="0"> </tspan>` : noMarkup}`,
  );

const item = (
  id: string,
  { x, y, height }: Box,
  { parentId, level, joint, selected }: Pick<PlacedNode, "parentId" | "level" | "joint"> & { selected: boolean },
) =>
  markup`class="d-item" role="treeitem" tabindex="${selected ? 0 : -1}" aria-level="${level}"${selected ? markup` aria-selected="true"` : noMarkup} data-id="${id}"${level > 1 ? markup` data-parent="${parentId ?? problemBox}"` : noMarkup} data-height="${height}"${joint ? markup` data-joint="${joint}"` : noMarkup} transform="translate(${x} ${y})"`;

function problemNode(problem: DiagramLayout["problem"], { treeId, selectedId }: DrawingWords): Markup {
  const { lines, height } = problem;
  const place = { parentId: null, level: 1, joint: null, selected: selectedId === null };
  return markup`<g ${item(problemBox, problem, place)}><a href="../${treeId}" tabindex="-1"><rect width="${boxWidth}" height="${height}" rx="6" fill="var(--color-ink)"/><text font-size="17" font-weight="600" fill="var(--color-paper)">${textLines(lines, 31, problemLineHeight)}</text></a></g>`;
}

/** Attributes of the box by what it is: see the table of states. */
function edge({ look, signs }: PlacedNode): Markup {
  switch (look) {
    case "root":
      return markup`fill="var(--color-sheet)" stroke="var(--color-accent)" stroke-width="1.75"`;
    case "proposed":
      return markup`fill="var(--color-sheet)" stroke="var(--color-accent)" stroke-width="1.5" stroke-dasharray="5 3"`;
    case "refuted":
      return markup`fill="var(--color-paper)" stroke="var(--color-edge)" stroke-dasharray="4 3"`;
    case "disputed":
      return markup`fill="var(--color-sheet)" stroke="var(--color-side-${signs?.[1] === "no" ? "b" : "a"})" stroke-width="1.5" stroke-dasharray="6 3"`;
    case "plain":
      return markup`fill="var(--color-sheet)" stroke="var(--color-line-2)"`;
  }
}

function whyNode(node: PlacedNode, words: DrawingWords): Markup {
  const { id, height, lines, look, signs } = node;
  const selected = id === words.selectedId;
  const text = look === "refuted" ? markup` fill="var(--color-ink-3)" text-decoration="line-through"` : noMarkup;
  return markup`<g ${item(id, node, { ...node, selected })}><a href="../${words.treeId}?why=${id}" tabindex="-1"><rect width="${boxWidth}" height="${height}" rx="6" ${edge(node)}/><text${text}>${textLines(lines, 25, lineHeight)}</text></a>${waves(node)}${state(node, height - 26)}${
    signs ? chips(signs, words.sides, height - 28) : noMarkup
  }${proof(node)}</g>`;
}

/** A wavy line under the words in the colour of the side that disputes; two where both do. */
function waves({ signs, lines }: PlacedNode): Markup[] {
  const disputing = (["a", "b"] as const).filter((_, at) => signs?.[at] === "no");
  return disputing.flatMap((side, nth) =>
    lines.map((line, at) => {
      const width = Math.min(boxWidth - 2 * inset, Math.round((widthOf(line.trimEnd()) * 14.5) / 103));
      return markup`<rect x="${inset}" y="${28 + at * lineHeight + nth * 4}" width="${width}" height="4" fill="url(#d-wave-${side})"/>`;
    }),
  );
}

const stateWidth = (100 * 122) / 11.5;

/** The sign of the state and its words; of a cross-link, the way to what it says the same as. */
function state({ look, glyph, words, sameAs }: PlacedNode, y: number): Markup {
  const isRoot = look === "root" || look === "proposed";
  const colour = isRoot ? "accent" : "ink-3";
  const weight = isRoot ? markup` font-weight="600"` : noMarkup;
  const short = fitting(words, stateWidth);
  const drawn = markup`<use href="#d-${glyph}" x="${inset - 1}" y="${y}" width="12" height="12" color="var(--color-${colour})"/><text x="${inset + 17}" y="${y + 10}" font-family="var(--font-sans)" font-size="11.5"${weight} fill="var(--color-${colour})"${
    short === words ? noMarkup : markup` role="img" aria-label="${words}"`
  }>${short}</text>`;
  return sameAs
    ? markup` <a class="d-same" href="../${sameAs.treeId}?why=${sameAs.id}" tabindex="-1">${drawn}</a>`
    : drawn;
}

const chips = (signs: readonly [DiagramSign, DiagramSign], sides: DrawingWords["sides"], y: number) =>
  sides.map(
    ({ name }, at) =>
      markup`<use href="#d-${at === 0 ? "a" : "b"}-${signs[at] ?? "open"}" x="${at === 0 ? 160 : 196}" y="${y}" role="img" aria-label="${name} ${answered[signs[at] ?? "open"]}"/>`,
  );

/** Four dots at the right edge, filled from below by how well it is proved; ± where something speaks against it. */
function proof({ strength, contradicted, joint }: PlacedNode): Markup {
  const words = `${evidenceWords[strength]}${contradicted ? ", something contradicts it" : ""}${joint ? ", joint" : ""}`;
  const against = contradicted
    ? markup`<text x="${boxWidth - 8}" y="9" text-anchor="middle" font-family="var(--font-sans)" font-size="9" fill="var(--color-ink-2)" aria-hidden="true">±</text>`
    : noMarkup;
  return markup`<use href="#d-proof-${strength}" x="${boxWidth - 11}" y="12" role="img" aria-label="${words}"/>${against}`;
}

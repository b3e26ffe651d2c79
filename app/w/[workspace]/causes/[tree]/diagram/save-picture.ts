/** The diagram as a picture that stands by itself: always light, nothing in it that leads anywhere or can be pressed. */
import { facesInUse } from "@/app/_ui/faces-in-use";
import type { Bounds } from "./pan-zoom";

const margin = 24;
const namespace = "http://www.w3.org/2000/svg";

/** Saves the drawing as an SVG file. */
export function saveSvg(svg: SVGSVGElement, bounds: Bounds, title: string): void {
  save(new Blob([pictureOf(svg, bounds, title)], { type: "image/svg+xml" }), `${fileName(title)}.svg`);
}

/** A browser draws no canvas beyond these; a larger tree is saved smaller than twice its size. */
const [longestSide, mostPixels] = [16_000, 120_000_000];

/** Saves it as a PNG of two pixels to the unit, drawn in this browser. */
export async function savePng(svg: SVGSVGElement, bounds: Bounds, title: string): Promise<void> {
  const [width, height] = [bounds.width + 2 * margin, bounds.height + 2 * margin];
  const scale = Math.min(2, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
  const picture = pictureOf(svg, bounds, title, await facesInUse());
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("This browser cannot draw so large a picture. Save it as SVG.");
  save(blob, `${fileName(title)}.png`);
}

/** The drawing with all colours and faces written out as they are in the light theme. */
export function pictureOf(svg: SVGSVGElement, bounds: Bounds, title: string, faces = ""): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [width, height] = [bounds.width + 2 * margin, bounds.height + 2 * margin];
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", namespace);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("viewBox", `${bounds.x - margin} ${bounds.y - margin} ${width} ${height}`);
  for (const extra of copy.querySelectorAll(".d-ring, .d-ghost, .d-here")) extra.remove();
  // What the page adds to the drawing is its own: roles, places in the order of tabs, links.
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  for (const element of copy.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) {
      if (/^(class|style|role|tabindex|aria-.*|data-.*)$/.test(name)) element.removeAttribute(name);
    }
  }
  const paper = document.createElementNS(namespace, "rect");
  for (const [name, value] of Object.entries({ x: bounds.x - margin, y: bounds.y - margin, width, height }))
    paper.setAttribute(name, String(value));
  paper.setAttribute("fill", "var(--color-paper)");
  const named = document.createElementNS(namespace, "title");
  named.textContent = title;
  copy.prepend(named, paper);
  if (faces) {
    const style = document.createElementNS(namespace, "style");
    style.textContent = faces;
    copy.prepend(style);
  }
  return withValues(new XMLSerializer().serializeToString(copy));
}

/**
 * `var(--color-ink)` → the colour that it is on light paper, `var(--font-serif)` → the faces by their names. The whole
 * page is light while they are read, which nobody sees: nothing is painted in between.
 */
function withValues(markup: string): string {
  const { documentElement: root } = document;
  const worn = root.dataset.theme;
  root.dataset.theme = "light";
  const probe = document.createElement("span");
  document.body.append(probe);
  const known = new Map<string, string>();
  const inLight = (name: string) => {
    const property = name.startsWith("--font") ? "fontFamily" : "color";
    probe.style[property] = `var(${name})`;
    return getComputedStyle(probe)[property].replaceAll('"', "'");
  };
  const written = markup.replace(/var\((--[a-z0-9-]+)\)/g, (_, name: string) => {
    const value = known.get(name) ?? inLight(name);
    known.set(name, value);
    return value;
  });
  probe.remove();
  if (worn === undefined) delete root.dataset.theme;
  else root.dataset.theme = worn;
  return written;
}

const fileName = (title: string) =>
  title
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 60)
    .replace(/^-+|-+$/g, "") || "cause-tree";

function save(blob: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

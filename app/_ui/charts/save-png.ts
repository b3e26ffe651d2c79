/** A chart as a PNG of two pixels to the unit, in the faces of the page. Loaded when somebody wants one. */
import { facesInUse } from "../faces-in-use";

/** @throws when the picture cannot be fetched or drawn */
export async function savePng(href: string, name: string): Promise<void> {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`The chart answered ${answer.status}.`);
  const svg = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  const style = svg.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = await facesInUse();
  svg.prepend(style);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("This browser cannot draw the picture.");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

import "server-only";
import { encodeQR } from "qr";

/** Without so much white around it some phones do not find it (ISO/IEC 18004: four modules). */
const quiet = 4;

/**
 * A text as a QR code: an SVG that stands by itself, dark on white in every theme, as phones read it best. It is read
 * also where a seventh of it is hidden (level M).
 */
export function qrPicture(text: string): string {
  const modules = encodeQR(text, "raw", { ecc: "medium", border: quiet });
  const size = modules.length;
  const runs = modules.flatMap((row, y) => [...runsIn(row)].map(([x, wide]) => `M${x} ${y}h${wide}v1h-${wide}z`));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${runs.join("")}"/></svg>`
  );
}

/** The dark stretches of a row: where each begins, and how long it is. */
function* runsIn(row: readonly boolean[]): Generator<[from: number, length: number]> {
  for (let x = 0; x < row.length; x += 1) {
    const from = x;
    while (row[x]) x += 1;
    if (x > from) yield [from, x - from];
  }
}

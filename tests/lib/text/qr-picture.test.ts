import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { qrPicture } from "@/lib/text/qr-picture";

/** The picture as a phone's camera would see it, so many points to a module. */
function seen(svg: string, scale = 4) {
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]);
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  const dark = /fill="#000" d="([^"]+)"/.exec(svg)?.[1] ?? "";
  for (const [, x, y, wide] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let row = 0; row < scale; row += 1)
      for (let at = 0; at < Number(wide) * scale; at += 1)
        data.fill(
          0,
          ((Number(y) * scale + row) * width + Number(x) * scale + at) * 4,
          ((Number(y) * scale + row) * width + Number(x) * scale + at) * 4 + 3,
        );
  return { width, height: width, data };
}

test.each([
  "https://causes.example/w/northwind/causes/019ab4c2-7d1e-7f00-8a31-3d8e12f0c9aa?why=019ab4c2-7d1e-7f00-8a31-3d8e12f0c9ab",
  "http://localhost:3000/w/harbour",
])("a phone reads from the picture what stands in it: %s", (address) => {
  expect(decodeQR(seen(qrPicture(address)))).toBe(address);
});

test("around the picture there is enough white for a phone to find it", () => {
  const size = Number(/viewBox="0 0 (\d+) /.exec(qrPicture("x"))?.[1]);
  const dark = [...qrPicture("x").matchAll(/M(\d+) (\d+)h(\d+)v1/g)];
  const from = dark.flatMap(([, x, y]) => [Number(x), Number(y)]);
  const to = dark.flatMap(([, x, y, wide]) => [Number(x) + Number(wide), Number(y) + 1]);
  expect([Math.min(...from), size - Math.max(...to)]).toEqual([4, 4]);
});

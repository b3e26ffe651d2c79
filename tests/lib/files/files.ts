import { deflateSync } from "node:zlib";

/** Small files of each kind, made by hand: only what our checks read is right about them. */

const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part)))),
  );

const big = (value: number, length: 2 | 4) => {
  const buffer = Buffer.alloc(length);
  if (length === 4) buffer.writeUInt32BE(value);
  else buffer.writeUInt16BE(value);
  return buffer;
};

const table = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});
const checksum = (content: Uint8Array) => {
  let rest = 0xffffffff;
  for (const byte of content) rest = (table[(rest ^ byte) & 0xff] as number) ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
};
const chunk = (kind: string, content: Uint8Array) => {
  const named = bytes(kind, content);
  return bytes(big(content.byteLength, 4), named, big(checksum(named), 4));
};

/** A real PNG, grey; its head may claim another size. */
export const aPng = (width = 2, height = 2) =>
  bytes(
    "\x89PNG\r\n\x1a\n",
    chunk("IHDR", bytes(big(width, 4), big(height, 4), [8, 0, 0, 0, 0])),
    chunk("IDAT", deflateSync(Buffer.alloc(6, 128))),
    chunk("IEND", bytes()),
  );
export const aGif = (...after: string[]) => bytes("GIF89a", [2, 0, 2, 0, 0, 0, 0], ...after);
export const aJpeg = (width = 2, height = 2) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0],
    big(4, 2),
    [0, 0],
    [0xff, 0xc0],
    big(11, 2),
    [8],
    big(height, 2),
    big(width, 2),
    [1, 0, 0, 0, 0xff, 0xd9],
  );
export const aWebp = (width = 2, height = 2) =>
  bytes("RIFF", [30, 0, 0, 0], "WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0], [width - 1, 0, 0], [height - 1, 0, 0]);
export const aPdf = () => bytes("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF\n");
export const ofText = (text: string) => bytes(text);

import { crc32, deflateSync, inflateSync } from "node:zlib";

/**
 * Packs a PNG of a screen tighter, without losing a point: large even areas fold best as they are, unfiltered, while the
 * browser filters for speed. Takes and gives the file; 8 bits a channel, as the browser writes it.
 */
export function packPicture(png) {
  const pieces = piecesOf(png);
  const head = pieces.find(({ name }) => name === "IHDR").body;
  const width = head.readUInt32BE(0);
  const depth = head[9] === 6 ? 4 : 3; // bytes a point: with or without transparency
  const packed = inflateSync(Buffer.concat(pieces.filter(({ name }) => name === "IDAT").map(({ body }) => body)));
  const body = deflateSync(unfiltered(packed, width * depth, depth), { level: 9 });
  if (body.length >= packed.length) return png;
  const made = [
    { name: "IHDR", body: head },
    { name: "IDAT", body },
    { name: "IEND", body: Buffer.alloc(0) },
  ].map(pieceFrom);
  return Buffer.concat([png.subarray(0, 8), ...made]);
}

function piecesOf(png) {
  const pieces = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    pieces.push({ name: png.toString("latin1", at + 4, at + 8), body: png.subarray(at + 8, at + 8 + size) });
    at += size + 12;
  }
  return pieces;
}

/** Takes the filters of the PNG specification (section 9) off each line and marks it as having none. */
function unfiltered(lines, size, depth) {
  const plain = Buffer.alloc(lines.length);
  for (let start = 0; start < lines.length; start += size + 1) {
    const filter = lines[start];
    for (let place = 1; place <= size; place += 1) {
      const at = start + place;
      const left = place > depth ? plain[at - depth] : 0;
      const above = start > 0 ? plain[at - size - 1] : 0;
      const corner = place > depth && start > 0 ? plain[at - size - 1 - depth] : 0;
      plain[at] = lines[at] + [0, left, above, (left + above) >> 1, nearest(left, above, corner)][filter];
    }
  }
  return plain;
}

function nearest(left, above, corner) {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(guess - value));
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function pieceFrom({ name, body }) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

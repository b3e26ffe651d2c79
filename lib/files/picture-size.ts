import type { MediaType } from "./media-type";

/**
 * How many pixels a picture unfolds to, as its head says; undefined where the head is broken. A few bytes can claim a
 * picture that would fill the memory of everybody who looks at it.
 */
export function pixelsOf(bytes: Uint8Array, mediaType: MediaType): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = safely(() => heads[mediaType]?.(view));
  return size && size[0] > 0 && size[1] > 0 ? size[0] * size[1] : undefined;
}

type Size = [width: number, height: number];

const heads: Partial<Record<MediaType, (view: DataView) => Size | undefined>> = {
  "image/png": (view) => (text(view, 12, 4) === "IHDR" ? [view.getUint32(16), view.getUint32(20)] : undefined),
  "image/gif": (view) => [view.getUint16(6, true), view.getUint16(8, true)],
  "image/jpeg": jpegSize,
  "image/webp": webpSize,
};

/** The first frame's head: markers are walked by their lengths. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    const length = marker === 0xff ? -1 : view.getUint16(at + 2); // a filling byte stands alone
    if (length === 0) return undefined;
    at += 2 + length;
  }
}

/** Three kinds of head: extended, lossless, lossy. */
function webpSize(view: DataView): Size | undefined {
  const kind = text(view, 12, 4);
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  if (kind === "VP8X") return [three(24) + 1, three(27) + 1];
  if (kind === "VP8 ") return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (kind !== "VP8L") return undefined;
  const bits = view.getUint32(21, true);
  return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
}

const text = (view: DataView, at: number, length: number) =>
  Array.from({ length }, (_, place) => String.fromCharCode(view.getUint8(at + place))).join("");

/** A head that ends too early is a broken one. */
function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What can be evidence: pictures that hold nothing but a picture, and PDF. SVG is a program, so it is none of them. */
export const mediaTypes = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "application/pdf": "pdf",
} as const;
export type MediaType = keyof typeof mediaTypes;

export const isPicture = (mediaType: string) => mediaType.startsWith("image/");

const starts: readonly [MediaType, number, string][] = [
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/gif", 0, "GIF87a"],
  ["image/gif", 0, "GIF89a"],
  ["image/webp", 8, "WEBP"],
  ["application/pdf", 0, "%PDF-"],
];

/** What the first bytes say a file is; undefined for all that is no evidence. Its name and its sender are not asked. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const holds = (at: number, text: string) => latin(bytes, at, text.length) === text;
  const [found] = starts.find(([, at, text]) => holds(at, text)) ?? [];
  return found === "image/webp" && !holds(0, "RIFF") ? undefined : found;
}

const latin = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

import { type MediaType, mediaTypes } from "./media-type";

/**
 * A file's name as it may be shown: without folders, and without signs that cannot be seen or that turn the direction of
 * what follows, so that "gpj.exe" does not look like a picture.
 */
export function shownName(raw: string): string {
  const name = raw
    .toWellFormed()
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
  return [...(name || "file")].slice(0, 120).join("");
}

/** The same for saving it elsewhere: its ending says what it is, whatever it was called. */
export function savedName(name: string, mediaType: MediaType): string {
  const endings = mediaType === "image/jpeg" ? ["jpg", "jpeg"] : [mediaTypes[mediaType]];
  const isRight = endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
  return isRight ? name : `${name}.${endings[0]}`;
}

/** The head of an answer that is to be saved and never opened in the page's place (RFC 6266). */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

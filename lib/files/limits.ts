/** What a file may be at most (trust 4). The browser tells it before sending; what arrives is counted all the same. */
export const mostBytes = 10 * 1024 * 1024;
export const mostPixels = 100_000_000;
export const mostFiles = 10; // on one piece of evidence

/** Why a file was not taken, for the address of a page that was loaded anew. */
export const fileFaults = {
  none: "Choose a file first.",
  large: "This file is larger than 10 MB.",
  kind: "Only pictures (PNG, JPEG, GIF, WebP) and PDF can be attached. This file is none of them, whatever its name says.",
  broken: "This picture is broken, or unfolds to more than 100 million pixels.",
  many: "Ten files are attached here already.",
  unreadable: "The file did not arrive whole. Please send it again.",
  other: "The file was not attached. Load the page again to see what stands.",
} as const;
export type FileFault = keyof typeof fileFaults;

export const faultFor = (words: string): FileFault =>
  (Object.keys(fileFaults) as FileFault[]).find((fault) => fileFaults[fault] === words) ?? "other";

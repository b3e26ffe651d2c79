import "server-only";
import { createHash } from "node:crypto";

/** A part of a page as it was drawn; the same words have the same name. */
export type KeptMarkup = { name: string; markup: string };

type Entry = { made: Promise<KeptMarkup>; at: number; size: number };
type Shelf = typeof globalThis & { [handed]?: (name: string) => string | undefined };

/** Under this name the part that draws the page in HTML, which is a bundle of its own, finds what is kept here. */
const handed = Symbol.for("common-cause.kept-markup");

export const keeping = {
  mostEntries: 300,
  /** In characters; those of our letters take a byte each. */
  mostSize: 24_000_000,
  /** What no key tells, as sums that somebody has recounted, is seen after this. */
  longestMs: 10 * 60_000,
};

const entries = new Map<string, Entry>();
const byName = new Map<string, string>();

/**
 * What was drawn for this key, else what `make` draws now. The key has to name all that the words depend on: the
 * workspace, the reader, the day, and how far the history has come. Several who ask at once wait for one drawing. It is
 * this process's own memory and bounded; another copy draws for itself.
 */
export async function keptMarkup(key: string, make: () => Promise<string>, now = Date.now()): Promise<KeptMarkup> {
  (globalThis as Shelf)[handed] = (name) => byName.get(name);
  const known = entries.get(key);
  if (known && now - known.at < keeping.longestMs) {
    entries.delete(key);
    entries.set(key, known);
    return known.made;
  }
  const entry: Entry = { made: make().then(named), at: now, size: 0 };
  entries.set(key, entry);
  try {
    const kept = await entry.made;
    entry.size = kept.markup.length;
    byName.set(kept.name, kept.markup);
    dropOldest();
    return kept;
  } catch (error) {
    if (entries.get(key) === entry) entries.delete(key);
    throw error;
  }
}

function named(markup: string): KeptMarkup {
  return { name: createHash("sha256").update(markup).digest("base64url").slice(0, 22), markup };
}

/** Whoever was asked for longest ago goes first; the last few stay, as a page that is being sent still asks for them. */
function dropOldest() {
  let size = 0;
  for (const entry of entries.values()) size += entry.size;
  let left = entries.size;
  for (const [key, entry] of entries) {
    if (left <= 8 || (left <= keeping.mostEntries && size <= keeping.mostSize)) break;
    entries.delete(key);
    size -= entry.size;
    left -= 1;
  }
  void forgetNames();
}

async function forgetNames() {
  const standing = await Promise.allSettled([...entries.values()].map(({ made }) => made));
  const names = new Set(standing.map((kept) => (kept.status === "fulfilled" ? kept.value.name : "")));
  for (const name of byName.keys()) if (!names.has(name)) byName.delete(name);
}

import "server-only";
import { randomUUID } from "node:crypto";
import { given, type Kept, keep } from "./kept";

/** A part of a page as it was drawn; each drawing has a name of its own. */
export type KeptMarkup = { name: string; markup: string };

type Entry = { made: Kept<KeptMarkup>; at: number; name: string; size: number };
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
  (globalThis as Shelf)[handed] ??= (name) => byName.get(name);
  const known = entries.get(key);
  if (known && now - known.at < keeping.longestMs) {
    entries.delete(key);
    entries.set(key, known);
    return given(known.made);
  }
  if (known) drop(key, known);
  const name = randomUUID();
  const draw = async () => ({ name, markup: await make() });
  const forget = () => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  const entry: Entry = { made: keep(draw, forget), at: now, name, size: 0 };
  entries.set(key, entry);
  const kept = await given(entry.made);
  entry.size = kept.markup.length;
  byName.set(name, kept.markup);
  dropOldest();
  return kept;
}

/** Whoever was asked for longest ago goes first. */
function dropOldest() {
  let size = 0;
  for (const entry of entries.values()) size += entry.size;
  let left = entries.size;
  for (const [key, entry] of entries) {
    if (left <= 1 || (left <= keeping.mostEntries && size <= keeping.mostSize)) break;
    drop(key, entry);
    size -= entry.size;
    left -= 1;
  }
}

/** A page that is being sent still asks for what has just gone. */
const gone: string[] = [];

function drop(key: string, { name }: Entry) {
  entries.delete(key);
  gone.push(name);
  if (gone.length > 8) byName.delete(gone.shift() ?? "");
}

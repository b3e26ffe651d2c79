/** What stands where a name was. */
export const leftOut = "(name left out)";

/**
 * A function that takes the full names of people out of a text (method 1.6: "names are left out of shared reports").
 * Whole names only, whatever their case: a word that merely begins like one stays.
 */
export function withoutNames(names: readonly string[]): (text: string) => string {
  const known = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
  if (known.length === 0) return (text) => text;
  // The longest first, so that "Ann Lee" does not leave the rest of "Ann Lee Smith" behind.
  const either = known.sort((a, b) => b.length - a.length).map(asPattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${either.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => text.replace(pattern, leftOut);
}

/** Any white space between the parts of a name counts alike. */
const asPattern = (name: string) =>
  name
    .split(/\s+/u)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
    .join("\\s+");

/** The same thing with each text in it said anew, however deep; dates and numbers stay. */
export function sayAnew<T>(thing: T, say: (text: string) => string): T {
  const anew = (value: unknown): unknown => {
    if (typeof value === "string") return say(value);
    if (Array.isArray(value)) return value.map(anew);
    if (value === null || typeof value !== "object" || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, anew(part)]));
  };
  return anew(thing) as T;
}

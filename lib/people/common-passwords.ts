import "server-only";
import list from "./common-passwords.json";

let known: Set<string> | undefined;

/**
 * Whether a password stands in the lists that are tried first, in whatever case. The lists (named with their licence in
 * the data file) hold some 415,000 entries, more than the 100,000 commonest that trust 3 asks for; kept are those of at
 * least 12 characters, for anything shorter is refused anyway.
 */
export function isCommonPassword(text: string): boolean {
  known ??= new Set(list.passwords.split("\n"));
  return known.has(text.normalize("NFKC").trim().toLowerCase());
}

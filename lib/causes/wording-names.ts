/** Members' full names in a text: what is never a cause, whatever the language (method 1.6). */
import { type Word, wordsOf } from "./wording-text";

/** `starts`: first words of full names, which tell most words of a text by one look. */
type Names = { single: Set<string>; full: Set<string>; starts: Set<string>; lengths: number[] };
const prepared = new WeakMap<readonly string[], Names>();

/** The members' names by their words, made once for each list of members. */
export function namesOf(members: readonly string[]): Names {
  const known = prepared.get(members);
  if (known) return known;
  const names: Names = { single: new Set(), full: new Set(), starts: new Set(), lengths: [] };
  for (const member of members) {
    const written = member.normalize("NFC").trim();
    const words = wordsOf(written);
    if (words.length === 1 && !/^\p{Ll}/u.test(written)) names.single.add(written.replaceAll("’", "'"));
    if (words.length < 2) continue;
    names.full.add(words.map((word) => word.whole).join(" "));
    names.starts.add((words[0] as Word).whole);
    if (!names.lengths.includes(words.length)) names.lengths.push(words.length);
  }
  names.lengths.sort((a, b) => b - a);
  prepared.set(members, names);
  return names;
}

const withoutPossessive = (word: string) => word.replace(/['’]s$/i, "");

/**
 * How many words of a member's full name begin here, 0 for none. Somebody who gave only one name is found as it is
 * written, capital included: a member called Will must not make every "will" an error that nobody may overrule.
 */
export function nameAt(
  text: string,
  words: readonly Word[],
  at: number,
  { single, full, starts, lengths }: Names,
): number {
  for (const length of starts.has(words[at]?.whole ?? "") ? lengths : []) {
    const here = words.slice(at, at + length);
    if (here.length < length) continue;
    const said = here.map((word) => word.whole).join(" ");
    if (!full.has(said) && !full.has(withoutPossessive(said))) continue;
    // Between the words of a name stand spaces, a dot or a hyphen; "Dana, Reyes" are two people.
    const together = here.every((word, place) => {
      const before = here[place - 1];
      return !before || /^[\s.-]{1,8}$/u.test(text.slice(before.to, word.from));
    });
    if (together) return length;
  }
  const word = words[at];
  if (!word || single.size === 0) return 0;
  const written = text.slice(word.from, word.to).replaceAll("’", "'");
  return single.has(written) || single.has(withoutPossessive(written)) ? 1 : 0;
}

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
    const { single, full, start, length } = nameOf(member);
    if (single !== undefined) names.single.add(single);
    if (length < 2) continue;
    names.full.add(full);
    names.starts.add(start);
    if (!names.lengths.includes(length)) names.lengths.push(length);
  }
  names.lengths.sort((a, b) => b - a);
  prepared.set(members, names);
  return names;
}

type Name = { single?: string; full: string; start: string; length: number };
const parsed = new Map<string, Name>();
/** More names are not remembered: taking one apart is cheap, ten thousand of them for each page are not. */
const mostRemembered = 50_000;

function nameOf(member: string): Name {
  const known = parsed.get(member);
  if (known) return known;
  const written = member.normalize("NFC").trim();
  const words = wordsOf(written).map(({ whole }) => whole);
  const isSingle = words.length === 1 && !/^\p{Ll}/u.test(written);
  const name: Name = {
    ...(isSingle && { single: written.replaceAll("’", "'") }),
    ...{ full: words.join(" "), start: words[0] ?? "", length: words.length },
  };
  if (parsed.size >= mostRemembered) parsed.clear();
  parsed.set(member, name);
  return name;
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

/**
 * Wording check, English (method 1.6): does a text name a person where it should name a condition?
 * Only the two codes that are errors on a branch end; texts are never changed, only asked about.
 */
export const errorCodes = ["person_named", "blame_word"] as const;
export type WordingCode = (typeof errorCodes)[number];
export type WordingFinding = { code: WordingCode; match: string; message: string };

type Word = { bare: string; whole: string; from: number; to: number; endsSentence: boolean };

// A compound with a hyphen is a word of its own: "mistake-proofing" is no mistake.
const wordPattern = /[\p{L}\p{N}\p{M}]+(?:['’‐‑-][\p{L}\p{N}\p{M}]+)*/gu;
const sentenceEnd = /^["”’')\]]{0,4}[.!?;…]/u;

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(wordPattern)) {
    const whole = found[0].toLowerCase().replaceAll("’", "'").replace(/[‐‑]/g, "-");
    const to = found.index + found[0].length;
    const endsSentence = sentenceEnd.test(text.slice(to, to + 6));
    words.push({ bare: whole.split("'", 1)[0] as string, whole, from: found.index, to, endsSentence });
  }
  return words;
}

const setOf = (list: string) => new Set(list.split(" "));

const roleNouns = setOf(
  "developer engineer admin administrator operator employee associate colleague manager rep salesperson seller " +
    "marketer agent analyst intern trainee contractor buyer clerk director worker user person man woman guy",
);
const determiners = setOf("a an the one our this that new");
const formsOfBe = setOf("is are was were isn't aren't wasn't weren't");
const formsOfHave = setOf("has had hasn't hadn't");

/** "is", "was not", "had been", "has not been": then something is said of the person, not done by it. */
function isBe(words: readonly Word[], at: number): boolean {
  const word = words[at]?.whole ?? "";
  if (formsOfBe.has(word)) return true;
  if (!formsOfHave.has(word)) return false;
  const next = words[at + 1]?.whole;
  return next === "been" || (next === "not" && words[at + 2]?.whole === "been");
}

/** Does a role noun, such as "engineer", stand where somebody does something? */
function isDoer(words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || !roleNouns.has(word.whole)) return false; // the whole word: "employee's" is not a doer
  const introduced = at < 2 || [1, 2, 3].some((back) => determiners.has(words[at - back]?.whole ?? ""));
  return introduced && !word.endsSentence && at + 1 < words.length && !isBe(words, at + 1);
}

const blameWords = setOf(
  "careless carelessly lazy forgot forgets forgotten incompetent fault refused refuses mistake mistakes negligent " +
    "should've human-error operator-error user-error",
);
const blamePairs = new Map([
  ["human", "error"],
  ["operator", "error"],
  ["user", "error"],
  ["should", "have"],
  ["failed", "to"],
  ["fails", "to"],
]);

/** How many words of blame begin here: 0, 1 or 2. */
function blameAt(words: readonly Word[], at: number): number {
  const word = words[at];
  if (!word) return 0;
  if (blameWords.has(word.whole) || blameWords.has(word.bare)) return 1;
  const second = blamePairs.get(word.whole);
  return second !== undefined && words[at + 1]?.bare === second ? 2 : 0;
}

type Names = { single: Set<string>; full: Set<string>; lengths: number[] };
const prepared = new WeakMap<readonly string[], Names>();

/** The members' names by their words, made once for each list of members. */
function namesOf(members: readonly string[]): Names {
  const known = prepared.get(members);
  if (known) return known;
  const names: Names = { single: new Set(), full: new Set(), lengths: [] };
  for (const member of members) {
    const written = member.normalize("NFC").trim();
    const words = wordsOf(written);
    if (words.length === 1 && !/^\p{Ll}/u.test(written)) names.single.add(written.replaceAll("’", "'"));
    if (words.length < 2) continue;
    names.full.add(words.map((word) => word.whole).join(" "));
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
function nameAt(text: string, words: readonly Word[], at: number, { single, full, lengths }: Names): number {
  for (const length of lengths) {
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

const namesPerson = (match: string) =>
  `“${match}” names a person. Which condition would have led anyone in this seat to the same result?`;
const blames = (match: string) => `“${match}” blames a person. What made it the sensible thing to do at the time?`;

/**
 * What a text says of persons, in order of appearance, each match once. `members` are full names.
 * Linear in the text: one pass over its words.
 */
export function wordingFindings(text: string, { members }: { members: readonly string[] }): WordingFinding[] {
  const read = text.normalize("NFC");
  const words = wordsOf(read);
  const names = namesOf(members);
  const findings = new Map<string, WordingFinding>();
  const add = (code: WordingCode, at: number, length: number) => {
    const match = read.slice(words[at]?.from, words[at + length - 1]?.to);
    const key = `${code} ${match.toLowerCase()}`;
    if (findings.has(key)) return;
    findings.set(key, { code, match, message: code === "person_named" ? namesPerson(match) : blames(match) });
  };
  for (let at = 0; at < words.length; at++) {
    const named = nameAt(read, words, at, names);
    if (named > 0) add("person_named", at, named);
    else if (words[at]?.bare === "he" || words[at]?.bare === "she" || isDoer(words, at)) add("person_named", at, 1);
    const blamed = blameAt(words, at);
    if (blamed > 0) add("blame_word", at, blamed);
  }
  return [...findings.values()];
}

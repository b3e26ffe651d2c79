/**
 * Wording check (method 1.6): does a text tell a condition, or a person, a judgement, a wish? Hints with a question;
 * a text is never changed by the program. Which finding counts how much where is in finding.ts.
 */
import type { WordingCode, WordingLanguage } from "@/db/terms";
import { doerRules } from "./wording-doers";
import { type WordingList, type WordLists, wordingLists, wordsOfLanguage } from "./wording-lists";
import { nameAt, namesOf } from "./wording-names";
import { formsOf, hasEnding, type Phrases, phraseAt, phrasesOf, type Word, wordsOf } from "./wording-text";

/** `name`: it is a member's full name, which nobody may let stand. */
export type Finding = { code: WordingCode; match: string; prompt: string; name: boolean };

export type LanguageWords = { language: WordingLanguage; lists: WordLists };
export type WordingRules = {
  members: readonly string[]; // full names
  sides: readonly string[]; // names of the two teams
  words: readonly LanguageWords[]; // of the languages that the workspace writes in
};

/** The lists that come with the program, for a workspace that writes English. */
export const englishWords: readonly LanguageWords[] = [{ language: "en", lists: wordsOfLanguage.en }];

/** `starts`: whatever an entry of any list can begin with; all other words of a text need no second look. */
type Ready = Readonly<Record<WordingList, Phrases>> & { starts: ReadonlySet<string> };
const ready = new WeakMap<WordLists, Ready>();

/** The lists by their words, made once for each set of lists. */
function readyLists(lists: WordLists): Ready {
  const known = ready.get(lists);
  if (known) return known;
  const phrases = Object.fromEntries(wordingLists.map((list) => [list, phrasesOf(lists[list])])) as Omit<
    Ready,
    "starts"
  >;
  const made = { ...phrases, starts: new Set(wordingLists.flatMap((list) => [...phrases[list].starts])) };
  ready.set(lists, made);
  return made;
}

/** In German the verb always stands between: "Der Vertrieb ruft Leads nie zurück". */
const wordsBetween: Record<WordingLanguage, number> = { en: 1, de: 2 };

const named = new WeakMap<readonly string[], WeakMap<WordLists, Phrases>>();

/** The sides' names, alone and as "Vertriebsteam" or "Sales-Team"; a word of its own behind them is seen later. */
function sideNames(sides: readonly string[], lists: WordLists, language: WordingLanguage): Phrases {
  const byLists = named.get(sides) ?? new WeakMap<WordLists, Phrases>();
  named.set(sides, byLists);
  const known = byLists.get(lists);
  if (known) return known;
  // "Salesforce" is a product: only German writes compounds as one word.
  const joints = language === "de" ? ["-", "", "s"] : ["-"];
  const words = lists.side_words.flatMap(formsOf);
  const made = phrasesOf(
    sides.flatMap((side) => [side, ...words.flatMap((word) => joints.map((j) => side + j + word))]),
  );
  byLists.set(lists, made);
  return made;
}

const marksOf: Record<WordingLanguage, ReadonlySet<string>> = {
  en: new Set("the a of and to were is are not with by for it that on had been from they we every only".split(" ")),
  de: new Set(
    (
      "der die das den dem des ein eine einen einem und ist sind nicht mit von vom für auf im zu zur zum hat hatte wurde " +
      "werden wird kein keine es wir dass weil nie immer nur bei"
    ).split(" "),
  ),
};

/** Where a workspace writes several languages, a text is read in its own: "man" and "bad" mean something else in German. */
function languagesOf(words: readonly Word[], rules: WordingRules): readonly LanguageWords[] {
  if (rules.words.length < 2) return rules.words;
  const counts = rules.words.map(({ language }) => words.filter(({ whole }) => marksOf[language].has(whole)).length);
  const most = Math.max(...counts);
  return rules.words.filter((_, at) => counts[at] === most);
}

const prompts: Record<WordingCode, (match: string) => string> = {
  person_named: (match) =>
    `${match} names a person. Which condition would have led anyone in this seat to the same result?`,
  blame_word: (match) => `${match} blames a person. What made it the sensible thing to do at the time?`,
  vague_judgement: (match) => `${match} is a judgement. Compared with which standard, by how much?`,
  side_generalised: (match) => `${match} speaks of all of them, all the time. When, how often, seen where?`,
  solution_as_cause: (match) =>
    `${match} names what is not there. What happens because it is missing? Why was it never there?`,
  absolute: (match) => `${match} leaves no exception. When was it otherwise?`,
};

/** The question that a finding asks, of one match or of several. */
export const promptFor = (code: WordingCode, matches: readonly string[]): string =>
  prompts[code](matches.map((match) => `“${match}”`).join(", "));

/**
 * What the wording of a text hints at, by code in order of appearance, each match once.
 * Linear in the text: a fixed number of passes over its words.
 */
export function findings(text: string, rules: WordingRules): Finding[] {
  const read = text.normalize("NFC");
  const words = wordsOf(read);
  const found = new Map<string, Finding>();
  const add = (code: WordingCode, at: number, length: number, name = false) => {
    const match = read.slice(words[at]?.from, words[at + length - 1]?.to);
    const key = `${code} ${match.toLowerCase()}`;
    const known = found.get(key);
    if (known) known.name ||= name;
    else found.set(key, { code, match, prompt: promptFor(code, [match]), name });
  };
  const names = namesOf(rules.members);
  const ofNames = words.map((_, at) => nameAt(read, words, at, names));
  for (const [at, length] of ofNames.entries()) if (length > 0) add("person_named", at, length, true);
  for (const { language, lists } of languagesOf(words, rules)) {
    const list = readyLists(lists);
    const sides = sideNames(rules.sides, lists, language);
    const subjects = [list.side_subjects, sides];
    const mayBegin = (word: string) => list.starts.has(word) || sides.starts.has(word);
    const endings = wordingLists.map((name) => list[name].endings).filter(({ lengths }) => lengths.length > 0);
    const isDoer = doerRules[language](words, list.role_nouns);
    let exemptUntil = 0;
    for (const [at, { whole, bare }] of words.entries()) {
      const known = mayBegin(whole) || mayBegin(bare) || endings.some((one) => hasEnding(whole, one));
      if (!known && !whole.includes("-")) continue;
      exemptUntil = Math.max(exemptUntil, at + phraseAt(words, at, list.exempt));
      if (at < exemptUntil) continue;
      const look = (code: WordingCode, phrases: Phrases) => {
        const length = phraseAt(words, at, phrases);
        if (length > 0) add(code, at, length);
      };
      if (ofNames[at] === 0) {
        look("person_named", list.pronouns);
        if (isDoer(at)) add("person_named", at, 1);
      }
      look("blame_word", list.blame_words);
      look("vague_judgement", list.vague_judgements);
      look("absolute", list.absolutes);
      if (at === 0) look("solution_as_cause", list.missing_solutions);
      for (const subject of subjects) {
        const length = generalisationAt(words, at, subject, list, wordsBetween[language]);
        if (length > 0) add("side_generalised", at, length);
      }
    }
  }
  return [...found.values()];
}

/** "Sales never", "they often ignore", "the Sales team only": how many words; 0 for none. */
function generalisationAt(words: readonly Word[], at: number, subjects: Phrases, list: Ready, between: number): number {
  const subject = phraseAt(words, at, subjects);
  if (subject === 0 || !words[at + subject - 1]?.joined) return 0;
  let next = at + subject;
  const team = phraseAt(words, next, list.side_words);
  if (team > 0 && words[next + team - 1]?.joined) next += team;
  for (let step = 0; step <= between; step++, next++) {
    const isExempt = phraseAt(words, next, list.exempt) > 0;
    const habit = isExempt ? 0 : phraseAt(words, next, list.side_habits);
    if (habit > 0) return next + habit - at;
    if (!words[next]?.joined) return 0;
  }
  return 0;
}

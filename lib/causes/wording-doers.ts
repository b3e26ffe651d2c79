/** Does a role noun, such as "engineer", stand where somebody does something (method 1.6)? One rule per language. */
import type { WordingLanguage } from "@/db/terms";
import { type Phrases, phraseAt, type Word } from "./wording-text";

const setOf = (list: string) => new Set(list.split(" "));

/** Gives for one text the question whether its word at a place is a doer. */
type DoerRule = (words: readonly Word[], roleNouns: Phrases) => (at: number) => boolean;

const articles = setOf("a an the one our this that new");
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

/** Is the whole word a role noun? "employee's" is not. */
const isRole = (words: readonly Word[], at: number, roleNouns: Phrases): boolean => {
  const word = words[at];
  return word !== undefined && word.bare === word.whole && phraseAt(words, at, roleNouns) === 1;
};

const inEnglish: DoerRule = (words, roleNouns) => (at) => {
  if (!isRole(words, at, roleNouns)) return false;
  const introduced = at < 2 || [1, 2, 3].some((back) => articles.has(words[at - back]?.whole ?? ""));
  return introduced && !words[at]?.endsSentence && at + 1 < words.length && !isBe(words, at + 1);
};

// "weil der Techniker nicht geschult war": the verb may stand anywhere in the clause, so all of it is asked.
const seinOrWerden = setOf(
  "ist sind war waren sei wäre wären wird werden wurde wurden würde würden worden geworden gewesen bin",
);
const passive = setOf("wird werden wurde wurden worden");
const ofHim = setOf("der ein unser dieser jener jeder neuer");
const ofHer = setOf("die eine unsere diese jene jede neue");
const asAgent = setOf("dem einem unserem diesem den einen unseren diesen der einer unserer dieser");
const manyOf = setOf("die diese unsere jene neue alle viele mehrere einige manche beide zwei drei vier");
const otherCases = setOf("dem den des einem einen eines einer unserem unseren unseres unserer diesem diesen dieses");
const startsOf = setOf(
  "weil da dass wenn als ob obwohl nachdem bevor während sobald wie wo dann gestern heute hier dort",
);
const prepositions = setOf(
  "für durch ohne gegen um an auf über unter in im am mit bei beim von vom zu zum zur nach aus",
);

/** Said of women: "Kollegin", "Person". All else is taken as masculine. */
const isHers = (noun: string) => /(?:in|frau|kraft|person|hilfe)$/u.test(noun);
/** "Mitarbeiter" may be one or many, which only the article or the verb tells. */
const isAlikeInPlural = (noun: string) =>
  /(?:er|el|en)$/u.test(noun) && !/^(?:angestellter|beschäftigter|vorgesetzter|auszubildender)$/u.test(noun);

/** Per word: where its clause begins and ends (last word), and whether it has a form of "sein" or "werden". */
function clausesOf(words: readonly Word[]) {
  const clauseOf: { to: number; says: boolean; suffers: boolean }[] = [];
  let clause = { to: 0, says: false, suffers: false };
  for (const [at, word] of words.entries()) {
    clauseOf.push(clause);
    clause.to = at;
    clause.says ||= seinOrWerden.has(word.whole);
    clause.suffers ||= passive.has(word.whole);
    if (word.endsClause) clause = { to: at + 1, says: false, suffers: false };
  }
  return clauseOf;
}

/**
 * German has cases, compounds and a free order of words. A doer is a role noun in the nominative, in a clause without
 * "sein" or "werden"; or the one "von" or "durch" whom something was done.
 */
const inGerman: DoerRule = (words, roleNouns) => {
  const clauses = clausesOf(words);
  return (at) => {
    const word = words[at];
    const clause = clauses[at];
    if (!word || !clause || !isRole(words, at, roleNouns)) return false;
    const article = articleOf(words, at);
    const before = words[(article ?? at) - 1]?.whole ?? "";
    const own = article === undefined ? "" : (words[article]?.whole ?? "");
    if (clause.suffers && isAgent(before, own, words[at - 1]?.whole)) return at < clause.to;
    const followed = at + 1 < words.length && !word.endsSentence && (at < clause.to || !clause.says);
    if (!followed || clause.says || prepositions.has(before) || prepositions.has(words[at - 1]?.whole ?? ""))
      return false;
    const manyOrOne = isAlikeInPlural(word.whole);
    if (article === undefined) {
      const isBare = at === 0 || (at === 1 && words[0]?.joined === true && !manyOf.has(words[0].whole));
      return isBare && !(manyOrOne && isPlural(words, at));
    }
    if ((own === "der" || own === "dieser" || own === "jener") && isWhose(words, article)) return false;
    if (isHers(word.whole)) return ofHer.has(own);
    return manyOrOne ? ofHim.has(own) : ofHim.has(own) || ofHer.has(own);
  };
};

/** The place of the noun's article, at most three words before it with only adjectives between. */
function articleOf(words: readonly Word[], at: number): number | undefined {
  for (let place = at - 1; place >= 0 && place >= at - 3; place--) {
    const word = words[place] as Word;
    if (!word.joined) return undefined;
    const isArticle = [ofHim, ofHer, otherCases].some((set) => set.has(word.whole));
    // "neuer" and "neue" are articles only where none stands before them.
    if (isArticle && !(word.whole.startsWith("neue") && articleOf(words, place) !== undefined)) return place;
    if (word.capital && place > 0) return undefined; // another noun
  }
  return undefined;
}

/** "die Schulung der Verkäufer": directly behind another noun it is whose, not who. */
function isWhose(words: readonly Word[], article: number): boolean {
  const before = words[article - 1];
  if (!before?.capital || !before.joined) return false;
  return article > 1 || !startsOf.has(before.whole);
}

const isAgent = (before: string, article: string, direct: string | undefined) =>
  direct === "vom" ||
  ((before === "von" || before === "durch") && asAgent.has(article)) ||
  (before === "durch" && ofHer.has(article));

/** "Verkäufer rufen", "Verkäufer riefen": the verb of many ends in -en, or is "sind" or "tun". */
const isPlural = (words: readonly Word[], at: number) => /(?:en|ern|eln|tun)$/u.test(words[at + 1]?.whole ?? "");

export const doerRules: Readonly<Record<WordingLanguage, DoerRule>> = { en: inEnglish, de: inGerman };

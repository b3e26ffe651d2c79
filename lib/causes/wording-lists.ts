/** What the wording check looks for (method 1.6): lists per language, which a workspace may make its own. */
import type { WordingLanguage } from "@/db/terms";
import { german } from "./wording-words-de";
import { english } from "./wording-words-en";

export const wordingLists = [
  "role_nouns",
  "pronouns",
  "blame_words",
  "vague_judgements",
  "side_subjects",
  "side_words",
  "side_habits",
  "missing_solutions",
  "absolutes",
  "exempt",
] as const;
export type WordingList = (typeof wordingLists)[number];
export type WordLists = Readonly<Record<WordingList, readonly string[]>>;

/** The lists that come with the program. */
export const wordsOfLanguage: Readonly<Record<WordingLanguage, WordLists>> = { en: english, de: german };

/** What one list of a workspace may hold. */
export const listLimits = { lines: 400, characters: 80 } as const;

import type { WordingLanguage } from "@/db/terms";
import type { WordingList } from "@/lib/causes/wording-lists";

export const languageWords: Record<WordingLanguage, string> = { en: "English", de: "German" };

/** What each list is for, and what follows when one of its words is found. */
export const listWords: Record<WordingList, { title: string; says: string }> = {
  role_nouns: {
    title: "Role nouns",
    says: "Somebody in the singular who does something: “Engineer deleted the list”. At a branch end an error, elsewhere a hint.",
  },
  pronouns: { title: "Pronouns", says: "Words for one person. At a branch end an error, elsewhere a hint." },
  blame_words: { title: "Words of blame", says: "At a branch end an error, elsewhere a hint." },
  vague_judgements: { title: "Judgements", says: "A hint that asks: compared with which standard, by how much?" },
  side_habits: {
    title: "What a side is said to do",
    says: "Shortly behind a side’s name, or a word for it, a hint that asks: when, how often, seen where?",
  },
  side_subjects: { title: "Other words for a side", says: "They count like a side’s name." },
  side_words: { title: "Words that go with a side’s name", says: "“Sales team”, “the Marketing department”." },
  missing_solutions: {
    title: "Missing solutions",
    says: "Where a text begins so, a hint that asks what happens because it is missing.",
  },
  absolutes: { title: "Absolutes", says: "A word beside the line, which counts for nothing." },
  exempt: {
    title: "Never told",
    says: "Names of products, places or rules in which one of the words above stands. A member’s name is told all the same.",
  },
};

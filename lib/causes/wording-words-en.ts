/** English words of the wording check, to the letter of method 1.6. */
import type { WordLists } from "./wording-lists";

export const english: WordLists = {
  role_nouns: [
    ...["developer", "engineer", "admin", "administrator", "operator", "employee", "associate", "colleague"],
    ...["manager", "rep", "salesperson", "seller", "marketer", "agent", "analyst", "intern", "trainee", "contractor"],
    ...["buyer", "clerk", "director", "worker", "user", "person", "man", "woman", "guy"],
  ],
  pronouns: ["he", "she"],
  blame_words: [
    ...["careless(ly)", "lazy", "forgot", "forgets", "forgotten", "incompetent", "fault", "refused", "refuses"],
    ...["human error", "operator error", "user error", "should have", "should've", "failed to", "fails to"],
    ...["mistake(s)", "negligent"],
  ],
  vague_judgements: ["poor(ly)", "bad(ly)", "inadequate", "insufficient", "improper", "lack of quality"],
  side_subjects: ["they"],
  side_words: ["team", "force", "people", "department"],
  side_habits: [
    ...["always", "never", "only", "ignore(s)", "do(es) not care", "don't care", "doesn't care"],
    ...["do(es) not want", "don't want", "doesn't want"],
  ],
  missing_solutions: [
    ...["no …", "there is no", "there was no", "there's no", "had no", "has no", "lack of", "we need"],
    ...["did not have a", "didn't have a", "missing"],
  ],
  absolutes: ["always", "never", "everyone", "nobody", "no one"],
  exempt: [],
};

/** How alike two texts are, so that a cause is found again instead of entered twice (method 1.10). */

const stopWords = new Set(
  (
    "a an and are as at be been being but by can could did do does each for from had has have how if in into is it its " +
    "may more most must no nor not of off on only or our out over own so some such than that the their them then there " +
    "these they this those to too under until up was we were what when where which while who why will with would you"
  ).split(" "),
);

/** The words that carry meaning, each once, in lower case. */
export function wordsThatMatter(text: string): Set<string> {
  const words =
    text
      .toLowerCase()
      .normalize("NFKC")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => !stopWords.has(word)));
}

/** Shared words / all words of both, from 0 to 1; 0 where neither has a word that matters. */
export function wordOverlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared++;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}

/** From here on two causes of one category are proposed as the same; a person confirms. */
export const alikeFrom = 0.6;

/** Longer texts are looked for by so many of their words, the longest ones: those tell the most. */
const mostWords = 10;

/**
 * A search (of PostgreSQL, in its "simple" words) that finds every text which is alike to these words, and not many
 * others. What is alike shares 60 % of the words, so of any few of them it must hold up to three at once. Empty where
 * there is nothing to look for.
 */
export function searchForAlike(words: ReadonlySet<string>): string {
  const looked = [...words]
    .sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
    .slice(0, mostWords);
  const shared = Math.ceil(alikeFrom * looked.length);
  const together = Math.min(3, shared);
  if (together === 0) return "";
  // Of so many words at least `together` are shared, whichever they are.
  const few = looked.slice(0, looked.length - shared + together);
  return choose(few, together)
    .map((group) => `(${group.map((word) => `'${word}'`).join(" & ")})`)
    .join(" | ");
}

/** Every group of `size` of these. */
function choose(words: readonly string[], size: number): string[][] {
  if (size === 0) return [[]];
  return words.flatMap((word, place) => choose(words.slice(place + 1), size - 1).map((rest) => [word, ...rest]));
}

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

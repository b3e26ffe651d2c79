/** Numbers, lists and sentences as running text says them, in English. */

const numberWords = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "no", "three", and from eleven on figures. A sentence that begins with it wants `capital`. */
export const numberWord = (count: number): string => numberWords[count] ?? String(count);

/** "one measure", "three measures". */
export const counted = (count: number, one: string, many: string): string =>
  `${numberWord(count)} ${count === 1 ? one : many}`;

/** "A, B and C". */
export const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** With a full stop, unless it ends in a sign of its own. */
export const sentence = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A sentence of ours that follows a colon; abbreviations and figures keep their letters. */
export const afterColon = (words: string): string =>
  /^[A-Z][a-z ]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;

/** Who is named in a comment: "@" and the whole name, as it is written among the members. Pure. */

const isPartOfWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
const alike = (a: string, b: string) => a.normalize("NFC").toLowerCase() === b.normalize("NFC").toLowerCase();

/**
 * How long the name is that begins at this place of a text, after an "@"; the longest where one begins another; 0 where
 * none does. The "@" of an address (ines@example.org) names nobody.
 */
export function nameAt(text: string, at: number, names: readonly string[]): number {
  if (isPartOfWord([...text.slice(Math.max(0, at - 3), at - 1)].at(-1))) return 0;
  const found = names.filter(
    (name) =>
      name !== "" && alike(text.slice(at, at + name.length), name) && !isPartOfWord(letterAt(text, at + name.length)),
  );
  return Math.max(0, ...found.map(({ length }) => length));
}

const letterAt = (text: string, at: number) => {
  const point = text.codePointAt(at);
  return point === undefined ? undefined : String.fromCodePoint(point);
};

/** The people a text names, each once. Who shares a name with another is meant as well: nobody can tell them apart. */
export function namedIn<P extends { name: string }>(text: string, people: readonly P[]): P[] {
  const names = [...new Set(people.map(({ name }) => name))];
  const meant = new Set<string>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const length = nameAt(text, at + 1, names);
    if (length > 0) meant.add(text.slice(at + 1, at + 1 + length));
  }
  return people.filter(({ name }) => [...meant].some((said) => alike(said, name)));
}

/** A text whose mentions of these people are plain words: their names stay, nobody is called. */
export function withoutMentions(text: string, names: readonly string[]): string {
  let plain = "";
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (nameAt(text, at + 1, names) === 0) continue;
    plain += text.slice(from, at);
    from = at + 1;
  }
  return plain + text.slice(from);
}

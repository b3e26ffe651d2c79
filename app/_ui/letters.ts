/** The letters of a text as a reader counts them: an emoji or an accented letter is one. */
function lettersOf(text: string): string[] {
  const parts = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text.trim());
  return Array.from(parts, (part) => part.segment.toLocaleUpperCase()).filter((letter) => letter.trim() !== "");
}

/**
 * The letters that stand for two teams: the first of each name, or the first that differs where both begin alike.
 * Two teams of one name are told apart as 1 and 2.
 */
export function sideLetters(nameA: string, nameB: string): [string, string] {
  const [a, b] = [lettersOf(nameA), lettersOf(nameB)];
  const firstA = a[0] ?? "1";
  const firstB = b[0] ?? "2";
  if (firstA !== firstB) return [firstA, firstB];
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => a[i] !== b[i]);
  if (at === undefined) return ["1", "2"];
  return [a[at] ?? firstA, b[at] ?? firstB];
}

/** Two letters for a person's face: of the first and the last part of the name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const first = lettersOf(parts[0] ?? "")[0] ?? "?";
  const last = parts.length > 1 ? lettersOf(parts[parts.length - 1] ?? "")[0] : undefined;
  return first + (last ?? "");
}

/** The letters for a person's face: of the first and the last part of the name; "?" where there is no name. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const last = parts.length > 1 ? firstLetter(parts[parts.length - 1]) : "";
  return (firstLetter(parts[0]) || "?") + last;
}

// Made once, as making one costs more than using it.
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** As a reader counts: an emoji or an accented letter is one. */
function firstLetter(word = ""): string {
  const [first] = letters.segment(word);
  return first?.segment.toLocaleUpperCase() ?? "";
}

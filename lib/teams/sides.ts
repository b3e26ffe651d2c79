/** A relationship as screens show it: the first team is the square, the second the circle. */
export type Relationship = { id: string; name: string; sides: readonly [Side, Side] };
export type Side = { id: string; name: string; letter: string; place: "a" | "b" };

/**
 * The two sides with their letter marks: the first letter of each name, or, where both begin alike, the first letter
 * that differs (look.md). Where one name is the beginning of the other, the shorter keeps its first letter.
 */
export function sidesOf(
  first: { id: string; name: string },
  second: { id: string; name: string },
): readonly [Side, Side] {
  const [a, b] = [lettersOf(first.name), lettersOf(second.name)];
  const place = a[0] === b[0] ? a.findIndex((letter, at) => letter !== b[at]) : 0;
  const differs = place < 0 ? a.length : place;
  return [
    { ...first, letter: a[differs] ?? a[0] ?? "?", place: "a" },
    { ...second, letter: b[differs] ?? b[0] ?? "?", place: "b" },
  ];
}

const lettersOf = (name: string) => [...name.toUpperCase()].filter((letter) => /[\p{L}\p{N}]/u.test(letter));

export const sideById = (relationship: Pick<Relationship, "sides">, id: string | null) =>
  relationship.sides.find((side) => side.id === id);

export const otherSide = (relationship: Pick<Relationship, "sides">, id: string | null) =>
  relationship.sides.find((side) => side.id !== id);

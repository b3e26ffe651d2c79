/** A relationship as screens show it: the first team is the square, the second the circle. */
export type Relationship = { id: string; name: string; sides: readonly [Side, Side] };
export type Side = { id: string; name: string; letter: string; place: "a" | "b" };

/**
 * The two sides with their letter marks: the first letter of each name, or, where both begin alike, the first letter
 * that differs (look.md).
 */
export function sidesOf(
  first: { id: string; name: string },
  second: { id: string; name: string },
): readonly [Side, Side] {
  const [a, b] = [[...first.name], [...second.name]];
  const differs = a.findIndex((letter, place) => letter.toLowerCase() !== b[place]?.toLowerCase());
  const place = a[0]?.toLowerCase() === b[0]?.toLowerCase() && differs > 0 ? differs : 0;
  const letter = (of: string[]) => (of[place] ?? of[0] ?? "?").toUpperCase();
  return [
    { ...first, letter: letter(a), place: "a" },
    { ...second, letter: letter(b), place: "b" },
  ];
}

export const sideById = (relationship: Pick<Relationship, "sides">, id: string | null) =>
  relationship.sides.find((side) => side.id === id);

export const otherSide = (relationship: Pick<Relationship, "sides">, id: string | null) =>
  relationship.sides.find((side) => side.id !== id);

import { v7 } from "uuid";

/** A row as an import leaves it; `before` and `after` hold only the fields it changes. */
export type PlannedRow<Fields> = {
  id: string;
  isNew: boolean;
  fields: Fields;
  before: Partial<Fields>;
  after: Partial<Fields>;
};

/**
 * What the file says of a row, against what it said the last time and what stands. Only what it says anew is written:
 * a field that people have changed since stays theirs for as long as the file goes on saying the same.
 */
export function planRow<Fields extends object>(
  said: Fields,
  saidBefore: Fields | undefined,
  standing: (Fields & { id: string }) | undefined,
): PlannedRow<Fields> {
  if (!standing) return { id: v7(), isNew: true, fields: said, before: {}, after: {} };
  const anew = fieldsOf(said).filter((field) => said[field] !== standing[field] && said[field] !== saidBefore?.[field]);
  const kept = pick(standing, fieldsOf(said)) as Fields;
  const after = pick(said, anew);
  return { id: standing.id, isNew: false, fields: { ...kept, ...after }, before: pick(standing, anew), after };
}

/**
 * What a list without keys says anew: entries that it said before, as often as it said them, are no news, whatever became
 * of them since.
 */
export function addedAnew<Entry>(said: readonly Entry[] = [], before: readonly Entry[] = []): Entry[] {
  const known = new Map<string, number>();
  for (const entry of before) known.set(JSON.stringify(entry), (known.get(JSON.stringify(entry)) ?? 0) + 1);
  return said.filter((entry) => {
    const left = known.get(JSON.stringify(entry)) ?? 0;
    known.set(JSON.stringify(entry), left - 1);
    return left <= 0;
  });
}

export const isChanged = ({ after }: { after: object }) => Object.keys(after).length > 0;

const fieldsOf = <Fields extends object>(row: Fields) => Object.keys(row) as (keyof Fields)[];

function pick<Row extends object, Field extends keyof Row>(row: Row, fields: readonly Field[]): Partial<Row> {
  const picked: Partial<Row> = {};
  for (const field of fields) picked[field] = row[field];
  return picked;
}

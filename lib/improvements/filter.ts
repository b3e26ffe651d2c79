/** What improvements are narrowed to, as an address says it; pure, so that page, saved view and browser share it. */
import { z } from "zod";
import { improvementKinds, type Phase, phases } from "@/db/terms";
import { rowId } from "@/lib/text/shapes";
import { type AgeKey, readAgeKey } from "./age-key";

/** Days since it was planned, in the bands of method 4.6; the last has no end. */
export const ageBands = {
  "0-30": [0, 30],
  "31-60": [31, 60],
  "61-90": [61, 90],
  "91-180": [91, 180],
  "181-": [181, null],
} as const satisfies Record<string, readonly [number, number | null]>;
export type AgeBand = keyof typeof ageBands;
const bands = Object.keys(ageBands) as [AgeBand, ...AgeBand[]];

export type ImprovementFilter = {
  relationshipId?: string;
  ownerId?: string;
  sideId?: string; // of the owner
  causeId?: string; // a root cause it acts on
  kind?: (typeof improvementKinds)[number];
  mine?: boolean; // owned or checked by whoever asks
  blocked?: boolean;
  overdue?: boolean; // past its day, its window or the review of its standard
  age?: AgeBand;
};

const yes = z.literal("1").transform((): true => true);
const shapes = {
  relationship: z.union([rowId, z.literal("all")]),
  view: z.literal("age"),
  owner: rowId,
  side: rowId,
  cause: rowId,
  kind: z.enum(improvementKinds),
  age: z.enum(bands),
  mine: yes,
  blocked: yes,
  overdue: yes,
  phase: z.enum(phases),
};
type Read = { [name in keyof typeof shapes]?: z.output<(typeof shapes)[name]> };

/** What the address of the board or the list says. Without a relationship the one chosen in the rail is meant. */
export type ImprovementsAddress = Omit<Read, "view" | "phase"> & {
  view: "board" | "age";
  phase?: Phase;
  after?: AgeKey;
};

export type Query = Record<string, string | string[] | undefined>;

/** The filters of an address, which anybody may have typed: what does not fit is left out. */
export function improvementFiltersOf(query: Query): ImprovementsAddress {
  const read = Object.entries(shapes).map(([name, shape]) => [name, shape.safeParse(query[name]).data]);
  const { view, ...set } = Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Read;
  const after = typeof query.after === "string" ? readAgeKey(query.after) : undefined;
  return { ...set, view: view ?? "board", ...(after && { after }) };
}

/** The filters as they stand in an address, always in the same order: two that show the same are the same text. */
export function improvementQuery({ view, ...set }: Omit<ImprovementsAddress, "after">): URLSearchParams {
  const query = new URLSearchParams();
  const said: Record<string, string | true | undefined> = { ...set, view: view === "age" ? view : undefined };
  // A lane is a phase: on the board there is nothing to narrow to.
  if (view !== "age") said.phase = undefined;
  for (const name of Object.keys(shapes)) {
    const value = said[name];
    if (value !== undefined) query.set(name, value === true ? "1" : value);
  }
  return query;
}

import { writeAgeKey } from "@/lib/improvements/age-key";
import {
  type ImprovementFilter,
  type ImprovementsAddress,
  improvementFiltersOf,
  improvementQuery,
  type Query,
} from "@/lib/improvements/filter";
import { rowId } from "@/lib/text/shapes";

/** What the address of the board or the list says; whatever is no filter is left out. */
export type Address = ImprovementsAddress & {
  open?: string; // looked at beside the board
  moved?: string; // has just changed its lane
  wall?: boolean; // for a screen on a wall
};

export function readAddress(query: Query): Address {
  const id = (name: string) => rowId.safeParse(query[name]).data;
  return {
    ...improvementFiltersOf(query),
    open: id("open"),
    moved: id("moved"),
    wall: query.wall === "1" || undefined,
  };
}

/** The same place with something changed; a filter set to undefined falls away, and so do page and selection. */
export function addressOf(workspace: string, address: Address, change: Partial<Address> = {}): string {
  const cleared = { ...address, after: undefined, open: undefined, moved: undefined };
  const { after, open, moved, wall, ...filters } = { ...cleared, ...change };
  const query = improvementQuery(filters);
  if (after) query.set("after", writeAgeKey(after));
  if (open) query.set("open", open);
  if (moved) query.set("moved", moved);
  if (wall) query.set("wall", "1");
  return `/w/${workspace}/improvements${query.size > 0 ? `?${query}` : ""}`;
}

/** What to look up; `chosenId` is the relationship of the rail. */
export const filterOf = (address: Address, chosenId: string): ImprovementFilter => {
  const { relationship, owner, side, cause, kind, mine, blocked, overdue, age } = address;
  return {
    relationshipId: relationship === "all" ? undefined : (relationship ?? chosenId),
    ownerId: owner,
    sideId: side,
    causeId: cause,
    kind,
    mine,
    blocked,
    overdue,
    age,
  };
};

const narrowings = ["owner", "side", "cause", "kind", "mine", "blocked", "overdue", "age", "phase"] as const;
export const isFiltered = (address: Address) => narrowings.some((name) => address[name] !== undefined);

/** The same view without any of its filters. */
export const withoutFilters = Object.fromEntries(narrowings.map((name) => [name, undefined])) as Partial<Address>;

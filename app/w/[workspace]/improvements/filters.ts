import { type Phase, phases } from "@/db/terms";
import { type AgeKey, readAgeKey, writeAgeKey } from "@/lib/improvements/age-key";
import type { ImprovementFilter } from "@/lib/improvements/queries";
import { rowId } from "@/lib/text/shapes";

/** What the address of the board or the list says; whatever is no filter is left out. */
export type Address = {
  view: "board" | "age";
  owner?: string;
  side?: string;
  mine?: boolean;
  phase?: Phase;
  after?: AgeKey;
  open?: string;
};

type Query = Record<string, string | string[] | undefined>;

export function readAddress(query: Query): Address {
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  const id = (name: string) => (rowId.safeParse(one(name)).success ? one(name) : undefined);
  const phase = one("phase");
  return {
    view: one("view") === "age" ? "age" : "board",
    owner: id("owner"),
    side: id("side"),
    mine: one("mine") === "1" || undefined,
    phase: phases.find((code) => code === phase),
    after: readAgeKey(one("after") ?? ""),
    open: id("open"),
  };
}

/** The same place with something changed; a filter set to undefined falls away, and so do page and selection. */
export function addressOf(workspace: string, address: Address, change: Partial<Address> = {}): string {
  const { view, owner, side, mine, phase, after, open } = { ...address, after: undefined, open: undefined, ...change };
  const query = new URLSearchParams();
  if (view === "age") query.set("view", "age");
  if (owner) query.set("owner", owner);
  if (side) query.set("side", side);
  if (mine) query.set("mine", "1");
  if (phase && view === "age") query.set("phase", phase);
  if (after) query.set("after", writeAgeKey(after));
  if (open) query.set("open", open);
  return `/w/${workspace}/improvements${query.size > 0 ? `?${query}` : ""}`;
}

export const filterOf = ({ owner, side, mine }: Address, relationshipId: string): ImprovementFilter => ({
  relationshipId,
  ownerId: owner,
  sideId: side,
  mine,
});

export const isFiltered = ({ owner, side, mine }: Address) => Boolean(owner || side || mine);

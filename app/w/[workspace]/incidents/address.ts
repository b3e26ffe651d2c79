import { filtersOf, type IncidentFilter, type IncidentKey, keyOf } from "@/lib/incidents/input";

/** What the address of the list says. `relationship` is "all", or one; without it the one chosen in the rail is meant. */
export type Address = IncidentFilter & { everywhere?: boolean };
export type Narrowing = Exclude<keyof Address, "after" | "before">;

/** In the order of the bar; the last one set is the first that an empty list offers to drop. */
export const narrowings = [
  "relationship",
  "text",
  "since",
  "until",
  "stage",
  "side",
  "severity",
  "handOff",
  "category",
] as const satisfies readonly Narrowing[];

export function readAddress(query: Record<string, string | string[] | undefined>): Address {
  return { ...filtersOf(query), ...(query.relationship === "all" ? { everywhere: true } : {}) };
}

/** The same list with something changed; a filter set to undefined falls away, and so does the place in the list. */
export function addressOf(workspace: string, address: Address, change: Partial<Address> = {}): string {
  const { after, before, everywhere, ...filters } = { ...address, after: undefined, before: undefined, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  if (everywhere) query.set("relationship", "all");
  const place = (name: string, key: IncidentKey | undefined) => key && query.set(name, keyOf(key));
  place("after", after);
  place("before", before);
  return `/w/${workspace}/incidents${query.size > 0 ? `?${query}` : ""}`;
}

export const isFiltered = (address: Address) => narrowings.some((name) => address[name] !== undefined);

/** What the address of the list of incidents says, and how it is written. Pure, so that saved views share it. */
import { filtersOf, type IncidentFilter, type IncidentKey, keyOf } from "./input";

/** `relationship` is "all", or one; without it the one chosen in the rail is meant. */
export type IncidentsAddress = IncidentFilter & { everywhere?: boolean };

export function incidentFiltersOf(query: Record<string, string | string[] | undefined>): IncidentsAddress {
  return { ...filtersOf(query), ...(query.relationship === "all" ? { everywhere: true } : {}) };
}

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
] as const satisfies readonly Exclude<keyof IncidentsAddress, "after" | "before">[];

/** The filters alone, without the place in the list, always in the same order. */
export function incidentQuery({ everywhere, ...filters }: IncidentsAddress): URLSearchParams {
  const query = new URLSearchParams();
  if (everywhere) query.set("relationship", "all");
  for (const name of narrowings) {
    const value = filters[name];
    if (value !== undefined && !query.has(name)) query.set(name, String(value));
  }
  return query;
}

/** The list with a place in it. */
export function incidentPlace(query: URLSearchParams, at: { after?: IncidentKey; before?: IncidentKey }) {
  if (at.after) query.set("after", keyOf(at.after));
  if (at.before) query.set("before", keyOf(at.before));
  return query;
}

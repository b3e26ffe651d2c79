import {
  type IncidentsAddress,
  incidentFiltersOf,
  incidentPlace,
  incidentQuery,
  narrowings,
} from "@/lib/incidents/address-query";

export { narrowings };
export type Address = IncidentsAddress;

export const readAddress = incidentFiltersOf;

/** The same list with something changed; a filter set to undefined falls away, and so does the place in the list. */
export function addressOf(workspace: string, address: Address, change: Partial<Address> = {}): string {
  const { after, before, ...filters } = { ...address, after: undefined, before: undefined, ...change };
  const query = incidentPlace(incidentQuery(filters), { after, before });
  return `/w/${workspace}/incidents${query.size > 0 ? `?${query}` : ""}`;
}

export const isFiltered = (address: Address) => narrowings.some((name) => address[name] !== undefined);

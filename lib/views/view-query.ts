/** What of an address is kept in a view: the filters that its page knows, and nothing else. Pure. */
import type { ViewPage } from "@/db/terms";
import { improvementFiltersOf, improvementQuery, type Query } from "@/lib/improvements/filter";
import { incidentFiltersOf, incidentQuery } from "@/lib/incidents/address-query";

/** Longer than any page's filters; what is longer was not made by one. */
export const mostQuery = 2000;

/**
 * The filters in this text (what stands after the question mark), written in the page's own order. Whatever the page
 * does not know falls away, so two views that show the same are the same text, and none can say more than its page.
 */
export function cleanQuery(page: ViewPage, text: string): string {
  const params: Query = Object.fromEntries(new URLSearchParams(text.slice(0, mostQuery)));
  const cleaned =
    page === "improvements" ? improvementQuery(improvementFiltersOf(params)) : incidentQuery(incidentFiltersOf(params));
  return cleaned.toString();
}

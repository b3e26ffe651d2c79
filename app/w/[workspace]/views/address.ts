import type { ViewPage } from "@/db/terms";

/** The page of a view, filtered as it was kept. */
export const viewAddress = (workspace: string, page: ViewPage, query: string) =>
  `/w/${workspace}/${page}${query ? `?${query}` : ""}`;

/** Where views are kept and changed; `query` is what was filtered when one came here. */
export function viewsAddress(workspace: string, page: ViewPage, query: string): string {
  const asked = new URLSearchParams({ of: page, ...(query && { query }) });
  return `/w/${workspace}/views?${asked}`;
}

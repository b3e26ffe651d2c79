import type { ShownPlace } from "@/lib/live/showing";

/** The three pages of a tree, as addresses below its own. */
const pages = { outline: "", diagram: "/diagram", "read-back": "/read-back" } as const;
const anId = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** What an address says about where somebody is on a tree; null on any other page. `tree`: the path of its outline. */
export function placeAt(tree: string, path: string, query: URLSearchParams): ShownPlace | null {
  const id = (name: string) => {
    const given = query.get(name);
    return given && anId.test(given) ? given : null;
  };
  for (const view of Object.keys(pages) as (keyof typeof pages)[])
    if (path === `${tree}${pages[view]}`) {
      const isReading = view === "read-back";
      return { view, why: id("why"), end: isReading ? id("end") : null, whole: isReading && query.has("whole") };
    }
  return null;
}

/** The address that brings somebody to the same place. */
export function addressOf(tree: string, { view, why, end, whole }: ShownPlace): string {
  const query = new URLSearchParams();
  if (end) query.set("end", end);
  if (why) query.set("why", why);
  if (whole) query.set("whole", "1");
  return `${tree}${pages[view]}${query.size > 0 ? `?${query}` : ""}`;
}

export const samePlace = (tree: string, a: ShownPlace, b: ShownPlace): boolean =>
  addressOf(tree, a) === addressOf(tree, b);

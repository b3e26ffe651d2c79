import { type Category, categories } from "@/db/terms";
import { type Period, periods } from "@/lib/root-causes/pareto-periods";
import { rowId } from "@/lib/text/shapes";
import type { Step } from "@/lib/trends/weeks";

/** What the address of the catalogue says: how the Pareto is drawn, and what the list below it is narrowed to. */
export type Address = {
  view: View;
  by: "cause" | "category";
  period?: Period; // without it the usual one
  relationship?: string; // "all", or one; without it the one chosen in the rail is meant
  currency?: string;
  trend?: Category; // the category whose weeks are shown
  per: Step;
  q: string;
  category?: Category;
  after?: string;
};

export const views = ["incidents", "hours", "days", "money"] as const;
export type View = (typeof views)[number];
export const viewWords: Record<View, string> = { incidents: "Incidents", hours: "Hours", days: "Days", money: "Cost" };

type Query = Record<string, string | string[] | undefined>;

/** Anybody may have typed it: what does not fit is left out. */
export function readAddress(query: Query): Address {
  const word = (name: string) => (typeof query[name] === "string" ? query[name] : undefined);
  const relationship = word("relationship");
  return {
    view: views.find((view) => view === word("view")) ?? "incidents",
    by: word("by") === "category" ? "category" : "cause",
    period: periods.find((period) => period === word("period")),
    relationship: relationship === "all" ? "all" : rowId.safeParse(relationship).data,
    currency: word("currency")?.match(/^[A-Z]{3}$/)?.[0],
    trend: categories.find((code) => code === word("trend")),
    per: word("per") === "week" ? "week" : "month",
    q: (word("q") ?? "").trim().slice(0, 160).replaceAll("\0", "").toWellFormed(),
    category: categories.find((code) => code === word("category")),
    after: rowId.safeParse(word("after")).data,
  };
}

const unsaid: Partial<Address> = { view: "incidents", by: "cause", per: "month", q: "" };

/** The same page with something changed; the place in the list falls away, and so does what is so anyway. */
export function addressOf(workspace: string, address: Address, change: Partial<Address> = {}): string {
  const query = new URLSearchParams();
  const changed: Partial<Address> = { ...address, after: undefined, ...change };
  for (const [name, value] of Object.entries(changed))
    if (value !== undefined && value !== unsaid[name as keyof Address]) query.set(name, value);
  return `/w/${workspace}/root-causes${query.size > 0 ? `?${query}` : ""}`;
}

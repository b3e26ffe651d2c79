import type { Stuck } from "@/lib/cycles/huddle-view";

/** Why something stands still, in a few words. */
export function stuckWords({ why, days }: Stuck): string {
  if (why === "blocked") return "blocked";
  const late = days === 0 ? "today" : days === 1 ? "since yesterday" : `since ${days} days`;
  if (why === "check") return `waits for its check ${late}`;
  return days === 1 ? "1 day late" : `${days} days late`;
}

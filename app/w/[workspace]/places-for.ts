import type { RailItem, RailProps } from "@/app/_ui/rail";
import type { Role } from "@/db/terms";
import { may } from "@/lib/access/policy";

/** Where one can go in a workspace, in the order of the work; what a role may not do is not offered. */
export function placesFor(
  workspace: string,
  role: Role,
  unread: number,
): Pick<RailProps, "home" | "items" | "foot" | "bar"> {
  const at = (path: string) => `/w/${workspace}/${path}`;
  const today: RailItem = { href: at("today"), label: "Today", icon: "today" };
  const incidents: RailItem = { href: at("incidents"), label: "Incidents", icon: "incidents", within: [at("causes")] };
  const rootCauses: RailItem = { href: at("root-causes"), label: "Root causes", icon: "causes" };
  const improvements: RailItem = { href: at("improvements"), label: "Improvements", icon: "improvements" };
  const log: RailItem = { href: `${at("today")}#log`, label: "Log", icon: "plus" };
  return {
    home: today.href,
    items: [
      today,
      incidents,
      rootCauses,
      improvements,
      { href: at("kaizen"), label: "Kaizen events", icon: "kaizen" },
      { href: at("cycles"), label: "Cycles", icon: "cycles" },
      { href: at("alignment"), label: "Alignment", icon: "alignment" },
      { href: at("trends"), label: "Trends", icon: "trends" },
    ],
    foot: [
      { href: at("notices"), label: "Notices", icon: "bell", ...(unread > 0 && { count: unread }) },
      { href: at("settings"), label: "Settings", icon: "settings" },
    ],
    bar: [today, incidents, may(role, "incident:log") ? log : rootCauses, { ...improvements, label: "Improve" }],
  };
}

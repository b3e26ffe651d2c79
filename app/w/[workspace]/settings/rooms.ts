import type { Role } from "@/db/terms";
import { may, type Permission } from "@/lib/access/policy";

type Room = { path: string; title: string; says: string; permission: Permission };

const rooms: Room[] = [
  {
    path: "people",
    title: "People",
    says: "Who is a member, in which role and team, and who is invited.",
    permission: "workspace:read",
  },
  {
    path: "teams",
    title: "Teams",
    says: "The teams, and which two of them depend on each other.",
    permission: "workspace:read",
  },
  {
    path: "wording",
    title: "Wording",
    says: "Which words in a why or a problem bring up a question, in which language.",
    permission: "wording:read",
  },
  {
    path: "import",
    title: "Import",
    says: "Take in case files: incidents with their trees and improvements.",
    permission: "cases:import",
  },
  {
    path: "tokens",
    title: "API tokens",
    says: "Keys with which other programs read and write here.",
    permission: "tokens:manage",
  },
  {
    path: "api",
    title: "API",
    says: "What other programs can ask for and do here, field by field.",
    permission: "workspace:read",
  },
  {
    path: "activity",
    title: "Activity",
    says: "All that was done here: who, what and when, sign-ins too.",
    permission: "activity:read",
  },
  {
    path: "status",
    title: "Status",
    says: "How this installation stands: database, disk, snapshots, jobs, mail.",
    permission: "workspace:manage",
  },
  {
    path: "workspace",
    title: "Workspace",
    says: "Its name, its time zone, and where the data is.",
    permission: "workspace:manage",
  },
  {
    path: "backup",
    title: "Back-up",
    says: "The last good snapshot, and everything in this workspace as one file.",
    permission: "workspace:manage",
  },
];

/** The parts of the settings that a role may enter, in order. */
export const roomsFor = (role: Role) => rooms.filter(({ permission }) => may(role, permission));

import type { Role } from "@/db/terms";

/** What each role is called and what it may do, in a sentence; the rules themselves stand in `access/policy.ts`. */
export const roleWords: Record<Role, { name: string; may: string }> = {
  owner: { name: "owner", may: "does everything, and looks after people, teams and tokens." },
  lead: { name: "lead", may: "does the work, ends incidents, invites people and takes in case files." },
  member: { name: "member", may: "logs friction, asks why, signs causes and works on improvements." },
  executive: { name: "executive", may: "reads everything and changes nothing." },
};

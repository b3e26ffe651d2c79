import type { Role, Theme } from "@/db/terms";

/** A user in one workspace. Every command and query takes one, and the workspace comes from it alone. */
export type Member = {
  id: string;
  userId: string;
  name: string;
  role: Role;
  teamId: string | null; // none: neutral everywhere
  workspaceId: string;
  workspace: { slug: string; name: string; timeZone: string; isExample: boolean };
  locale: string;
  timeZone: string;
  theme: Theme;
};

/** The side of a relationship this member belongs to, or null for neutral. */
export const sideIn = (member: Pick<Member, "teamId">, relationship: { firstTeamId: string; secondTeamId: string }) =>
  member.teamId === relationship.firstTeamId || member.teamId === relationship.secondTeamId ? member.teamId : null;

import "server-only";
import { members, users, workspaces } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** The columns of members, users and workspaces that make a `Member`. */
export const memberColumns = {
  id: members.id,
  userId: users.id,
  name: users.name,
  role: members.role,
  teamId: members.teamId,
  workspaceId: workspaces.id,
  slug: workspaces.slug,
  workspaceName: workspaces.name,
  workspaceTimeZone: workspaces.timeZone,
  isExample: workspaces.isExample,
  locale: users.locale,
  timeZone: users.timeZone,
  theme: users.theme,
};

type MemberRow = Omit<Member, "workspace"> & {
  slug: string;
  workspaceName: string;
  workspaceTimeZone: string;
  isExample: boolean;
};

export const asMember = (row: MemberRow): Member => ({
  id: row.id,
  userId: row.userId,
  name: row.name,
  role: row.role,
  teamId: row.teamId,
  workspaceId: row.workspaceId,
  workspace: { slug: row.slug, name: row.workspaceName, timeZone: row.workspaceTimeZone, isExample: row.isExample },
  locale: row.locale,
  timeZone: row.timeZone,
  theme: row.theme,
});

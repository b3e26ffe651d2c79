import "server-only";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, incidents, members, teams, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { HistoryEntry } from "@/lib/activity/queries";
import { maySeeReporter } from "./reporter";

/** Of the deeds on its trees, those that change what can be said of the incident; the rest is the tree's own history. */
const treeVerbs = ["tree.opened", "tree.settled", "tree.unsettled", "why.refuted", "why.ended", "read_back.disputes"];

/** The latest deeds on an incident and its trees, newest first. What an anonymous reporter did to it has no name. */
export async function listIncidentHistory(
  db: Database,
  member: Member,
  incidentId: string,
  limit = 20,
): Promise<HistoryEntry[]> {
  const { workspaceId } = member;
  const subjects = sql`array(
    select tree_id from incident_trees where workspace_id = ${workspaceId} and incident_id = ${incidentId}
    union all select ${incidentId}::uuid)`;
  const found = await db
    .select({
      sequence: activity.sequence,
      at: activity.at,
      verb: activity.verb,
      subjectId: activity.subjectId,
      details: activity.details,
      memberId: activity.memberId,
      memberName: users.name,
      teamId: teams.id,
      reporterId: incidents.loggedById,
      anonymous: incidents.anonymous,
    })
    .from(activity)
    .innerJoin(incidents, and(eq(incidents.workspaceId, activity.workspaceId), eq(incidents.id, incidentId)))
    .leftJoin(members, and(eq(members.workspaceId, activity.workspaceId), eq(members.id, activity.memberId)))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, activity.workspaceId), eq(teams.id, members.teamId)))
    .where(
      and(
        eq(activity.workspaceId, workspaceId),
        sql`${activity.subjectId} = any(${subjects})`,
        or(eq(activity.subjectId, incidentId), inArray(activity.verb, treeVerbs)),
      ),
    )
    // "+ 0" keeps the planner from reading the workspace's whole history backwards until it meets enough of these.
    .orderBy(sql`${activity.sequence} + 0 desc`)
    .limit(limit);
  return found.map(({ reporterId, anonymous, ...entry }) => {
    const isReporters = entry.memberId === reporterId && entry.verb.startsWith("incident.");
    const hidden = isReporters && !maySeeReporter(member, { id: reporterId, teamId: entry.teamId, anonymous });
    return hidden ? { ...entry, memberId: null, memberName: null } : entry;
  });
}

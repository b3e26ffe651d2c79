import "server-only";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, members, teams, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";

/** The latest deeds on these subjects, newest first. */
export function listHistory(db: Database, member: Member, subjectIds: string[], limit = 30) {
  return db
    .select({
      sequence: activity.sequence,
      at: activity.at,
      verb: activity.verb,
      subjectId: activity.subjectId,
      details: activity.details,
      memberId: activity.memberId,
      memberName: users.name,
      teamId: teams.id,
    })
    .from(activity)
    .leftJoin(members, and(eq(members.workspaceId, activity.workspaceId), eq(members.id, activity.memberId)))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, activity.workspaceId), eq(teams.id, members.teamId)))
    .where(and(eq(activity.workspaceId, member.workspaceId), inArray(activity.subjectId, subjectIds)))
    .orderBy(desc(activity.sequence))
    .limit(limit);
}
export type HistoryEntry = Awaited<ReturnType<typeof listHistory>>[number];

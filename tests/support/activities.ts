import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity } from "@/db/schema";

/** The verbs recorded on a subject, oldest first. */
export async function verbsOn(db: Database, subjectId: string): Promise<string[]> {
  const found = await db
    .select({ verb: activity.verb })
    .from(activity)
    .where(eq(activity.subjectId, subjectId))
    .orderBy(asc(activity.sequence));
  return found.map(({ verb }) => verb);
}

/** Everything recorded in a workspace, oldest first. */
export function activitiesOf(db: Database, workspaceId: string, verb?: string) {
  return db
    .select({ verb: activity.verb, subjectId: activity.subjectId, details: activity.details })
    .from(activity)
    .where(and(eq(activity.workspaceId, workspaceId), verb ? eq(activity.verb, verb) : undefined))
    .orderBy(asc(activity.sequence));
}

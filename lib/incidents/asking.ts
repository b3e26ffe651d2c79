import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { activity, incidents, members, perspectives, relationships, users } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { inPlace } from "./commands";
import type { askInput } from "./input";

/** Who asked a side how it looked from its seat, and when. */
export type Asked = { sideId: string; by: string; at: Date };

const verb = "perspective.asked";
const askedSide = sql<string>`${activity.details}->>'sideId'`;

const asksOn = (member: Member, incidentId: string) =>
  and(eq(activity.workspaceId, member.workspaceId), eq(activity.subjectId, incidentId), eq(activity.verb, verb));

/** The asks of an incident, the latest first. */
export const listAsks = (db: Database, member: Member, incidentId: string): Promise<Asked[]> =>
  db
    .select({ sideId: askedSide, by: sql<string>`coalesce(${users.name}, '')`, at: activity.at })
    .from(activity)
    .leftJoin(members, and(eq(members.workspaceId, activity.workspaceId), eq(members.id, activity.memberId)))
    .leftJoin(users, eq(users.id, members.userId))
    .where(asksOn(member, incidentId))
    .orderBy(desc(activity.sequence))
    .limit(20);

/**
 * Asks a side how the incident looked from its seat, before a tree is opened. Recorded once; the question stands on
 * Today for everyone of that side until one of them tells.
 */
export async function askForPerspective(db: Database, member: Member, input: z.output<typeof askInput>): Promise<void> {
  permit(member, "perspective:write");
  const { incidentId, sideId } = input;
  await db.transaction(async (tx) => {
    const [found] = await tx
      .select({ first: relationships.firstTeamId, second: relationships.secondTeamId })
      .from(incidents)
      .innerJoin(
        relationships,
        and(eq(relationships.workspaceId, incidents.workspaceId), eq(relationships.id, incidents.relationshipId)),
      )
      .where(inPlace(member, incidentId))
      .for("update", { of: incidents }); // two who ask at once are one ask
    if (!found) refuse("not_found", "This incident does not exist.");
    if (sideId !== found.first && sideId !== found.second) refuse("not_found", "Ask one of the two sides.");
    const told = and(eq(perspectives.workspaceId, member.workspaceId), eq(perspectives.incidentId, incidentId));
    if ((await tx.$count(perspectives, and(told, eq(perspectives.sideId, sideId)))) > 0)
      refuse("conflict", "They have told meanwhile how it looked.");
    if ((await tx.$count(activity, and(asksOn(member, incidentId), eq(askedSide, sideId)))) > 0) return;
    await recordActivity(tx, member, verb, incidentId, { sideId });
  });
}

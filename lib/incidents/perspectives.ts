import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { incidents, members, perspectives, relationships, users } from "@/db/schema";
import { type Member, sideIn } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { inPlace } from "./commands";
import type { PerspectiveInput } from "./input";

/** The text of the side that stands where somebody of it was faster. */
export type StandingPerspective = { version: number; text: string; by: string };

/**
 * Writes how an incident looked from the member's own side; one text for each side. Neutral members have no seat to
 * look from. Whoever saw an older text, or none, is shown the standing one, and nothing is written over it.
 */
export async function writePerspective(db: Database, member: Member, input: PerspectiveInput): Promise<void> {
  permit(member, "perspective:write");
  await db.transaction(async (tx) => {
    const sideId = await requireOwnSide(tx, member, input.incidentId);
    const { id, incidentId, text, version } = input;
    const mine = { text, writtenById: member.id };

    if (version === null) {
      const [written] = await tx
        .insert(perspectives)
        .values({ id, workspaceId: member.workspaceId, incidentId, sideId, ...mine })
        .onConflictDoNothing()
        .returning({ id: perspectives.id });
      if (written) return void (await recordActivity(tx, member, "perspective.written", incidentId, { sideId }));
    }
    const standing = await findPerspective(tx, member, incidentId, sideId);
    if (!standing) refuse("conflict", "This form is out of date. Please load the page again.");
    if (standing.text === text) return; // sent twice, or nothing changed
    if (standing.version !== version) {
      const { version: now, text: words, by } = standing;
      const said: StandingPerspective = { version: now, text: words, by };
      refuse("conflict", "Somebody of your side wrote meanwhile.", undefined, said);
    }
    await tx
      .update(perspectives)
      .set({ ...mine, writtenAt: sql`now()`, version: sql`${perspectives.version} + 1` })
      .where(and(eq(perspectives.workspaceId, member.workspaceId), eq(perspectives.id, standing.id)));
    await recordActivity(tx, member, "perspective.reworded", incidentId, { sideId, before: standing.text });
  });
}

async function requireOwnSide(tx: Database, member: Member, incidentId: string): Promise<string> {
  const [found] = await tx
    .select({ firstTeamId: relationships.firstTeamId, secondTeamId: relationships.secondTeamId })
    .from(incidents)
    .innerJoin(
      relationships,
      and(eq(relationships.workspaceId, incidents.workspaceId), eq(relationships.id, incidents.relationshipId)),
    )
    .where(inPlace(member, incidentId));
  if (!found) refuse("not_found", "This incident does not exist.");
  return sideIn(member, found) ?? refuse("forbidden", "A perspective is written by a member of one of the two sides.");
}

async function findPerspective(tx: Database, member: Member, incidentId: string, sideId: string) {
  const [found] = await tx
    .select({ id: perspectives.id, text: perspectives.text, version: perspectives.version, by: users.name })
    .from(perspectives)
    .innerJoin(
      members,
      and(eq(members.workspaceId, perspectives.workspaceId), eq(members.id, perspectives.writtenById)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(perspectives.workspaceId, member.workspaceId),
        eq(perspectives.incidentId, incidentId),
        eq(perspectives.sideId, sideId),
      ),
    )
    .for("update", { of: perspectives });
  return found;
}

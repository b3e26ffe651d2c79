import "server-only";
import { and, eq, or } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { causeTrees, incidents, incidentTrees, relationships } from "@/db/schema";
import { endStages } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refreshStages } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import type { openTreeInput } from "./input";

/** Opens a cause tree on an incident. Sending the same id again answers with the tree that stands. */
export async function openTree(
  db: Database,
  member: Member,
  input: z.output<typeof openTreeInput>,
): Promise<{ id: string }> {
  permit(member, "tree:edit");
  return db.transaction(async (tx) => {
    const { id, incidentId, problem, apartSideId } = input;
    const { workspaceId } = member;
    const [incident] = await tx
      .select({ relationshipId: incidents.relationshipId, stage: incidents.stage })
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), eq(incidents.id, incidentId)))
      .for("update"); // its stage moves by this; locked before rows refer to it, so that two at once do not block
    if (!incident) refuse("not_found", "This incident does not exist.");
    const { relationshipId, stage } = incident;
    if (apartSideId) await requireSideOf(tx, member, relationshipId, apartSideId);
    const [opened] = await tx
      .insert(causeTrees)
      .values({ id, workspaceId, relationshipId, problem, apartSideId, openedById: member.id })
      .onConflictDoNothing({ target: causeTrees.id })
      .returning({ id: causeTrees.id });
    if (!opened) return requireOwnTree(tx, member, id);
    if (endStages.some((end) => end === stage)) refuse("conflict", "This incident has ended. Reopen it first.");
    await tx.insert(incidentTrees).values({ workspaceId, incidentId, treeId: id });
    await refreshStages(tx, member, [incidentId]);
    await recordActivity(tx, member, "tree.opened", id, { problem, incidentId, apartSideId: apartSideId ?? undefined });
    return { id };
  });
}

async function requireSideOf(tx: Database, member: Member, relationshipId: string, sideId: string) {
  const found = await tx.$count(
    relationships,
    and(
      eq(relationships.workspaceId, member.workspaceId),
      eq(relationships.id, relationshipId),
      or(eq(relationships.firstTeamId, sideId), eq(relationships.secondTeamId, sideId)),
    ),
  );
  const words = "Choose one of the two sides.";
  if (found === 0) refuse("invalid", words, { apartSideId: [words] });
}

async function requireOwnTree(tx: Database, member: Member, treeId: string) {
  const [mine] = await tx
    .select({ id: causeTrees.id })
    .from(causeTrees)
    .where(
      and(
        eq(causeTrees.workspaceId, member.workspaceId),
        eq(causeTrees.id, treeId),
        eq(causeTrees.openedById, member.id),
      ),
    );
  return mine ?? refuse("conflict", "Please load the page again.");
}

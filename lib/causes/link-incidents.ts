import "server-only";
import { and, eq, ne } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { incidentTrees } from "@/db/schema";
import { endStages } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { recordActivities } from "@/lib/activity/record";
import { lockIncident } from "@/lib/incidents/commands";
import { refreshFriction } from "@/lib/incidents/kept-friction";
import { refreshStages, refreshStagesOfTree } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import type { treeLinkInput } from "./link-input";
import { unsettleWhenTouched } from "./settling";
import { lockTree } from "./tree-deed";

type Link = z.output<typeof treeLinkInput>;

/** Lets a tree that stands serve one more incident of its relationship (method 1.2). Linked already, nothing happens. */
export async function linkTree(db: Database, member: Member, { incidentId, treeId }: Link): Promise<void> {
  permit(member, "tree:edit");
  await db.transaction(async (tx) => {
    const tree = await lockTree(tx, member, treeId);
    const { relationshipId } = await requireOpen(tx, member, incidentId);
    if (relationshipId !== tree.relationshipId)
      refuse("invalid", "This tree belongs to another relationship.", { treeId: ["Choose one from the list."] });
    const [linked] = await tx
      .insert(incidentTrees)
      .values({ workspaceId: member.workspaceId, incidentId, treeId })
      .onConflictDoNothing()
      .returning({ treeId: incidentTrees.treeId });
    if (!linked) return;
    await refreshFriction(tx, member.workspaceId, [incidentId]);
    await reopenRecurred(tx, member, [incidentId]);
    await refreshStages(tx, member, [incidentId]);
    const details = { treeId, problem: tree.problem };
    await recordActivities(tx, member, [{ verb: "incident.tree_linked", subjectId: incidentId, details }]);
  });
}

/**
 * Takes a tree away from an incident; the undo of linking. The last incident of a tree stays: without one nobody would
 * find it. What the incident's perspectives had opened closes again, and a settled tree is settled no more.
 */
export async function unlinkTree(db: Database, member: Member, { incidentId, treeId }: Link): Promise<void> {
  permit(member, "tree:edit");
  await db.transaction(async (tx) => {
    const tree = await lockTree(tx, member, treeId);
    await requireOpen(tx, member, incidentId);
    const ofTree = and(eq(incidentTrees.workspaceId, member.workspaceId), eq(incidentTrees.treeId, treeId));
    const others = await tx
      .select({ id: incidentTrees.incidentId })
      .from(incidentTrees)
      .where(and(ofTree, ne(incidentTrees.incidentId, incidentId)))
      .limit(1);
    const here = and(ofTree, eq(incidentTrees.incidentId, incidentId));
    if ((await tx.$count(incidentTrees, here)) === 0) return;
    if (others.length === 0) refuse("invalid", "A tree serves at least one incident. Link another one first.");
    await tx.delete(incidentTrees).where(here);
    const because = await unsettleWhenTouched(tx, member, tree);
    await refreshFriction(tx, member.workspaceId, [incidentId]);
    await refreshStages(tx, member, [incidentId]);
    if (because) await refreshStagesOfTree(tx, member, treeId);
    const details = { treeId, problem: tree.problem };
    await recordActivities(tx, member, [
      ...(because ? [{ verb: "tree.unsettled", subjectId: treeId, details: { because } }] : []),
      { verb: "incident.tree_unlinked", subjectId: incidentId, details },
    ]);
  });
}

async function requireOpen(tx: Database, member: Member, incidentId: string) {
  const incident = await lockIncident(tx, member, incidentId);
  if (endStages.some((end) => end === incident.stage)) refuse("conflict", "That incident has ended. Reopen it first.");
  return incident;
}

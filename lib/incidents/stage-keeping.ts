import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents } from "@/db/schema";
import type { IncidentStage } from "@/db/terms";
import { type Actor, recordActivities } from "@/lib/activity/record";
import { incidentsOfCauses, incidentsOfTree, theseIds } from "./causes-of";
import { loadIncidentFacts } from "./incident-facts";
import { stageOf } from "./stages";

/** Many at once go in portions, so that one statement stays short of the 65,535 values a driver can send. */
const portion = 2_000;

/**
 * Brings the kept stage of these incidents up to what is true now, and records each move. Call it inside the deed that
 * changed a tree, a link, an improvement or a verdict, after the change. A handful of queries, however many incidents.
 */
export async function refreshStages(tx: Database, actor: Actor, incidentIds: readonly string[]): Promise<void> {
  // In the order of their ids, so that two deeds at once wait for one another instead of locking each other out.
  const ids = [...new Set(incidentIds)].sort();
  for (let at = 0; at < ids.length; at += portion) await refreshPortion(tx, actor, ids.slice(at, at + portion));
}

async function refreshPortion(tx: Database, actor: Actor, ids: readonly string[]) {
  const inPlace = and(eq(incidents.workspaceId, actor.workspaceId), inArray(incidents.id, ids as string[]));
  await tx.select({ id: incidents.id }).from(incidents).where(inPlace).orderBy(incidents.id).for("update");
  const found = await loadIncidentFacts(tx, actor.workspaceId, ids);
  const moves = [...found]
    .map(([id, { stage, facts }]) => ({ id, from: stage, to: stageOf(facts) }))
    .filter(({ from, to }) => from !== to);
  if (moves.length === 0) return;

  const byStage = new Map<IncidentStage, string[]>();
  for (const { id, to } of moves) byStage.set(to, [...(byStage.get(to) ?? []), id]);
  for (const [stage, moved] of byStage) {
    await tx
      .update(incidents)
      .set({ stage })
      .where(and(eq(incidents.workspaceId, actor.workspaceId), inArray(incidents.id, moved)));
  }
  await recordActivities(
    tx,
    actor,
    moves.map(({ id, from, to }) => ({ verb: "incident.stage_moved", subjectId: id, details: { from, to } })),
  );
}

/** The same for every incident whose stage hangs on this tree: its own, and those whose trees cross-link into it. */
export async function refreshStagesOfTree(tx: Database, actor: Actor, treeId: string): Promise<void> {
  const found = await tx.execute(incidentsOfTree(actor.workspaceId, treeId));
  await refreshStages(
    tx,
    actor,
    rows<{ id: string }>(found).map(({ id }) => id),
  );
}

/** The same for every incident that hangs on one of these root causes, through a tree or by a link. */
export async function refreshStagesOfRootCauses(
  tx: Database,
  actor: Actor,
  rootCauseIds: readonly string[],
): Promise<void> {
  if (rootCauseIds.length === 0) return;
  const found = await tx.execute(incidentsOfCauses(actor.workspaceId, theseIds(rootCauseIds)));
  await refreshStages(
    tx,
    actor,
    rows<{ incident_id: string }>(found).map(({ incident_id }) => incident_id),
  );
}

/** What follows from an import: a settled tree that was touched is settled no more, and stages move. */
import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents, incidentTrees, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import type { Deed } from "@/lib/activity/record";
import { unsettlePointing, unsettleWhenTouched } from "@/lib/causes/settling";
import { lockTree } from "@/lib/causes/tree-deed";
import { incidentsOfCauses } from "@/lib/incidents/causes-of";
import { refreshFriction } from "@/lib/incidents/kept-friction";
import { refreshStages } from "@/lib/incidents/stage-keeping";
import { reopenRecurred } from "@/lib/root-causes/coming-back";
import { inPortions } from "./bulk-rows";
import type { CasePlan, PlannedIncident } from "./plan-case";
import type { PlannedWhy } from "./plan-tree";
import { isChanged } from "./planned-row";
import { changedFields } from "./why-fields";
import { newCauseLinks } from "./write-case";

const pointing = alias(whys, "pointing");

/**
 * @param enteredIds root causes that this import entered: nothing else hangs on them yet
 * @returns the deeds to record with the import's own
 */
export async function followUp(
  tx: Database,
  member: Member,
  plan: CasePlan,
  enteredIds: ReadonlySet<string>,
): Promise<Deed[]> {
  const { workspaceId } = member;
  const touched = plan.trees.filter((tree) => tree.isNew || isChanged(tree) || tree.inside.whys.some(isTouched));
  const linked = plan.trees.filter(({ newIncidentIds }) => newIncidentIds.length > 0);
  const treeIds = [...touched, ...linked].map(({ id }) => id);
  // Nothing elsewhere can point into a tree that was not there before.
  const pointedAt = touched.flatMap(({ id, isNew }) => (isNew ? [] : [id]));
  const causeIds = newCauseLinks(plan).flatMap(({ rootCauseId }) => (enteredIds.has(rootCauseId) ? [] : [rootCauseId]));
  const found = [
    ...(await incidentsOfTrees(tx, member, [
      ...new Set([...treeIds, ...(await treesPointingInto(tx, member, pointedAt))]),
    ])),
    ...(await incidentsOfStandingCauses(tx, member, [...new Set(causeIds)])),
  ];
  // A new incident was written with its stage: no tree of it is settled, and nobody has linked it.
  const fresh = new Set(plan.incidents.flatMap(({ id, isNew }) => (isNew ? [id] : [])));
  const affected = [...new Set(found)].filter((id) => !fresh.has(id)).sort();
  if (affected.length > 0)
    await tx
      .select({ id: incidents.id })
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), inArray(incidents.id, affected)))
      .orderBy(incidents.id)
      .for("update");
  const unsettled: Deed[] = [];
  for (const { id, settledMark } of touched) {
    const because = settledMark !== null && (await unsettleWhenTouched(tx, member, await lockTree(tx, member, id)));
    if (because) unsettled.push({ verb: "tree.unsettled", subjectId: id, details: { because } });
  }
  for (const id of pointedAt) unsettled.push(...(await unsettlePointing(tx, member, id)));
  const written = plan.incidents.filter(isWritten).map(({ id }) => id);
  for await (const some of inPortions([...new Set([...written, ...found])].sort()))
    await refreshFriction(tx, workspaceId, some);
  for await (const some of inPortions([...new Set([...written, ...found])].sort()))
    await reopenRecurred(tx, member, some);
  await refreshStages(tx, member, affected);
  return unsettled;
}

const isWritten = (incident: PlannedIncident) => incident.isNew || isChanged(incident) || incident.newCosts.length > 0;
const isTouched = (why: PlannedWhy) => !why.before || changedFields(why).length > 0;

/** The other trees with a cross-link into one of these. */
async function treesPointingInto(tx: Database, member: Member, treeIds: string[]): Promise<string[]> {
  if (treeIds.length === 0) return [];
  const found = await tx
    .selectDistinct({ id: pointing.treeId })
    .from(whys)
    .innerJoin(pointing, and(eq(pointing.workspaceId, whys.workspaceId), eq(pointing.sameAsId, whys.id)))
    .where(
      and(
        eq(whys.workspaceId, member.workspaceId),
        inArray(whys.treeId, treeIds),
        eq(pointing.ending, "same_as"),
        isNull(pointing.removedAt),
      ),
    );
  return found.map(({ id }) => id);
}

async function incidentsOfTrees(tx: Database, member: Member, treeIds: string[]): Promise<string[]> {
  if (treeIds.length === 0) return [];
  const found = await tx
    .select({ id: incidentTrees.incidentId })
    .from(incidentTrees)
    .where(and(eq(incidentTrees.workspaceId, member.workspaceId), inArray(incidentTrees.treeId, treeIds)));
  return found.map(({ id }) => id);
}

async function incidentsOfStandingCauses(tx: Database, member: Member, causeIds: string[]): Promise<string[]> {
  if (causeIds.length === 0) return [];
  const causes = sql`(select value::uuid as id from jsonb_array_elements_text(${JSON.stringify(causeIds)}::text::jsonb))`;
  const found = await tx.execute(incidentsOfCauses(member.workspaceId, causes));
  return rows<{ incident_id: string }>(found).map(({ incident_id }) => incident_id);
}

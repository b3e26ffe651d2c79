/** Writes what was planned: new rows, then changed ones, each kind in few statements. */
import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import {
  attachments,
  causeTrees,
  comments,
  evidence,
  improvementRootCauses,
  improvements,
  improvementWhys,
  incidentCosts,
  incidents,
  incidentTrees,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { shownName } from "@/lib/files/file-name";
import { inPortions, insertRows, updateRows } from "./bulk-rows";
import type { CaseFile } from "./case-file";
import type { CasePlan, Pair } from "./plan-case";
import type { PlannedWhy } from "./plan-tree";
import { isChanged } from "./planned-row";
import { changedFields, whyFields } from "./why-fields";

type Source = { workspaceId: string; sourceCase: string };

export async function writeCase(
  tx: Database,
  member: Member,
  file: CaseFile,
  { relationshipId }: Pair,
  plan: CasePlan,
): Promise<void> {
  const { workspaceId } = member;
  const source: Source = { workspaceId, sourceCase: file.key };
  const opened = new Set(plan.trees.flatMap(({ newIncidentIds }) => newIncidentIds));
  await insertRows(
    tx,
    incidents,
    plan.incidents.filter(isNew).map(({ id, key, fields }) => ({
      id,
      ...source,
      sourceKey: key,
      relationshipId,
      loggedById: member.id,
      // A cause tree is opened on it in the same deed, so it never was merely reported.
      stage: opened.has(id) ? ("analysing" as const) : ("reported" as const),
      ...fields,
    })),
  );
  await insertRows(
    tx,
    incidentCosts,
    plan.incidents.flatMap(({ id: incidentId, newCosts }) =>
      newCosts.map((cost) => ({ workspaceId, incidentId, addedById: member.id, ...cost })),
    ),
  );
  await insertRows(
    tx,
    causeTrees,
    plan.trees.filter(isNew).map(({ id, key, fields }) => ({
      id,
      ...source,
      sourceKey: key,
      relationshipId,
      openedById: member.id,
      ...fields,
    })),
  );
  await insertRows(
    tx,
    incidentTrees,
    plan.trees.flatMap(({ id, newIncidentIds }) =>
      newIncidentIds.map((incidentId) => ({ workspaceId, incidentId, treeId: id })),
    ),
  );
  await writeWhys(tx, member, source, plan);
  await insertRows(
    tx,
    evidence,
    plan.trees.flatMap(({ inside }) =>
      inside.evidence.filter(isNew).map(({ id, whyId, source: sourceKey, fields }) => ({
        id,
        ...source,
        sourceKey,
        whyId,
        collectedById: member.id,
        ...fields,
      })),
    ),
  );
  await insertRows(
    tx,
    attachments,
    plan.trees.flatMap(({ inside }) =>
      inside.evidence.flatMap(({ id: evidenceId, newFiles }) =>
        newFiles.map(({ id, name, mediaType, bytes, sha256 }) => ({
          id,
          workspaceId,
          evidenceId,
          addedById: member.id,
          ...{ fileName: shownName(name), mediaType, sizeBytes: bytes, sha256 },
        })),
      ),
    ),
  );
  await writeImprovements(tx, member, source, relationshipId, plan);
  // Nobody is told: whoever spoke there has no account here, and who was called is called no more.
  await insertRows(
    tx,
    comments,
    plan.comments.added.map(({ on, subjectId: _, ...said }) => ({ workspaceId, authorId: member.id, ...on, ...said })),
  );

  const changed = <Row extends { isNew: boolean; id: string; fields: object; after: object }>(list: readonly Row[]) =>
    list.filter((row) => !row.isNew && isChanged(row)).map(({ id, fields }) => ({ id, ...(fields as Row["fields"]) }));
  await updateRows(tx, incidents, workspaceId, changed(plan.incidents));
  await updateRows(tx, causeTrees, workspaceId, changed(plan.trees));
  await updateRows(
    tx,
    evidence,
    workspaceId,
    plan.trees.flatMap(({ inside }) => changed(inside.evidence)),
  );
  await updateRows(tx, improvements, workspaceId, changed(plan.improvements));
}

const isNew = (row: { isNew: boolean }) => row.isNew;

async function writeWhys(tx: Database, member: Member, source: Source, plan: CasePlan) {
  const all = plan.trees.flatMap(({ id, inside }) => inside.whys.map((why) => ({ treeId: id, ...why })));
  const added = all.filter(({ before }) => !before);
  await insertRows(
    tx,
    whys,
    added.map(({ treeId, placed, now }) => ({
      id: now.id,
      ...source,
      sourceKey: placed?.source,
      treeId,
      parentId: now.parentId,
      position: now.position,
      authorId: member.id,
      sideId: now.sideId,
      necessary: now.necessary,
      ...endingLater(now),
    })),
  );
  // A cross-link may lead to a why that is written after it.
  const linked = added.filter(({ now }) => now.sameAsId !== null);
  await setEndings(tx, member.workspaceId, linked);
  await updateRows(
    tx,
    whys,
    member.workspaceId,
    all.filter((why) => changedFields(why).length > 0).map(({ now }) => ({ id: now.id, ...fieldsOf(now) })),
  );
}

const fieldsOf = (now: PlannedWhy["now"]) =>
  Object.fromEntries(whyFields.map((field) => [field, now[field]])) as Pick<
    PlannedWhy["now"],
    (typeof whyFields)[number]
  >;

const endingLater = (now: PlannedWhy["now"]) =>
  now.sameAsId === null ? fieldsOf(now) : { ...fieldsOf(now), ending: null, sameAsId: null };

/** Completes rows of this very import, so their version stays the first. */
async function setEndings(tx: Database, workspaceId: string, linked: readonly PlannedWhy[]) {
  for await (const some of inPortions(linked)) {
    const said = JSON.stringify(some.map(({ now }) => ({ id: now.id, same_as_id: now.sameAsId })));
    await tx.execute(sql`
      update ${whys} standing set ending = 'same_as', same_as_id = said.same_as_id
      from jsonb_to_recordset(${said}::text::jsonb) as said (id uuid, same_as_id uuid)
      where standing.workspace_id = ${workspaceId} and standing.id = said.id`);
  }
}

async function writeImprovements(tx: Database, member: Member, source: Source, relationshipId: string, plan: CasePlan) {
  const { workspaceId } = member;
  await insertRows(
    tx,
    improvements,
    plan.improvements.filter(isNew).map(({ id, key, fields }) => ({
      id,
      ...source,
      sourceKey: key,
      relationshipId,
      plannedById: member.id,
      phase: "plan" as const, // whatever its result says: nothing was predicted here
      ...fields,
    })),
  );
  await insertRows(
    tx,
    improvementWhys,
    plan.improvements.flatMap(({ id, newWhyIds }) =>
      newWhyIds.map((whyId) => ({ workspaceId, improvementId: id, whyId })),
    ),
  );
  await insertRows(
    tx,
    improvementRootCauses,
    newCauseLinks(plan).map((link) => ({ workspaceId, ...link })),
  );
}

/** An improvement acts on the root causes of the whys it hangs on, as soon as both are there. */
export function newCauseLinks(plan: CasePlan): { improvementId: string; rootCauseId: string }[] {
  const entered = new Set(plan.entries.map(({ why }) => why.now.id));
  const causes = new Map(plan.trees.flatMap(({ inside }) => inside.whys.map(({ now }) => [now.id, now.rootCauseId])));
  return plan.improvements.flatMap(({ id, newWhyIds, whyIds }) => {
    const fresh = new Set(newWhyIds);
    const causeIds = whyIds
      .filter((whyId) => fresh.has(whyId) || entered.has(whyId))
      .flatMap((whyId) => causes.get(whyId) ?? []);
    return [...new Set(causeIds)].map((rootCauseId) => ({ improvementId: id, rootCauseId }));
  });
}

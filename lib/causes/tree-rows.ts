/** The rows a cause tree is put together from; one query for each kind, and one for the files of evidence. */
import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import {
  attachments,
  causeTrees,
  evidence,
  improvements,
  improvementWhys,
  incidents,
  incidentTrees,
  members,
  perspectives,
  readBacks,
  relationships,
  teams,
  users,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";
import type { AttachedFile } from "./cause-tree";
import { groupBy } from "./group-by";

export type Scope = Pick<Member, "workspaceId">;
export type WhyRow = Awaited<ReturnType<typeof loadWhys>>[number];
export type Investigation = Pick<
  Awaited<ReturnType<typeof loadImprovements>>[number],
  "whyId" | "kind" | "phase" | "ownerId" | "dueOn"
>;

/** The whys of the tree that were not taken out of it; only some of them, where a deed has touched only some. */
const standing = (member: Scope, treeId: string, only?: readonly string[]) =>
  and(
    eq(whys.workspaceId, member.workspaceId),
    eq(whys.treeId, treeId),
    isNull(whys.removedAt),
    only && inArray(whys.id, [...only]),
  );

const firstTeams = alias(teams, "first_teams");
const secondTeams = alias(teams, "second_teams");

/** The tree itself with its relationship; undefined when this workspace has none of that id. */
export async function loadHead(db: Database, member: Scope, treeId: string) {
  const [head] = await db
    .select({
      problem: causeTrees.problem,
      version: causeTrees.version,
      settledAt: causeTrees.settledAt,
      apartSideId: causeTrees.apartSideId,
      relationshipId: causeTrees.relationshipId,
      first: { id: firstTeams.id, name: firstTeams.name },
      second: { id: secondTeams.id, name: secondTeams.name },
    })
    .from(causeTrees)
    .innerJoin(
      relationships,
      and(eq(relationships.workspaceId, causeTrees.workspaceId), eq(relationships.id, causeTrees.relationshipId)),
    )
    .innerJoin(
      firstTeams,
      and(eq(firstTeams.workspaceId, causeTrees.workspaceId), eq(firstTeams.id, relationships.firstTeamId)),
    )
    .innerJoin(
      secondTeams,
      and(eq(secondTeams.workspaceId, causeTrees.workspaceId), eq(secondTeams.id, relationships.secondTeamId)),
    )
    .where(and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, treeId)));
  return head;
}

/** Member id → name. Once for the tree instead of a join in each of its thousands of rows. */
export async function loadNames(db: Database, member: Scope): Promise<Map<string, string>> {
  const found = await db
    .select({ id: members.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.workspaceId, member.workspaceId));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Of a why, what `TreeWhy` holds. */
export const whyColumns = {
  id: whys.id,
  parentId: whys.parentId,
  position: whys.position,
  text: whys.text,
  kind: whys.kind,
  status: whys.status,
  statusReason: whys.statusReason,
  joint: whys.joint,
  ending: whys.ending,
  category: whys.category,
  rootCauseId: whys.rootCauseId,
  reach: whys.reach,
  removal: whys.removal,
  necessary: whys.necessary,
  sufficient: whys.sufficient,
  endingBy: whys.endingBy,
  endingOn: whys.endingOn,
  endingNote: whys.endingNote,
  sameAsId: whys.sameAsId,
  sideId: whys.sideId,
  authorId: whys.authorId,
  version: whys.version,
};

export const loadWhys = (db: Database, member: Scope, treeId: string, only?: readonly string[]) =>
  db
    .select(whyColumns)
    .from(whys)
    .where(standing(member, treeId, only));

/** The evidence on the whys, each piece with its files. Two queries. */
export async function loadEvidence(db: Database, member: Scope, treeId: string, only?: readonly string[]) {
  const [items, files] = await Promise.all([loadItems(db, member, treeId, only), loadFiles(db, member, treeId, only)]);
  const filesOf = groupBy(
    files,
    ({ evidenceId }) => evidenceId,
    ({ evidenceId: _, notIncluded, ...file }): AttachedFile => (notIncluded ? { ...file, notIncluded } : file),
  );
  return items.map((item): typeof item & { files?: AttachedFile[] } => {
    const attached = filesOf.get(item.id);
    return attached ? { ...item, files: attached } : item;
  });
}

const loadFiles = (db: Database, member: Scope, treeId: string, only?: readonly string[]) =>
  db
    .select({
      evidenceId: attachments.evidenceId,
      id: attachments.id,
      fileName: attachments.fileName,
      mediaType: attachments.mediaType,
      sizeBytes: attachments.sizeBytes,
      notIncluded: sql<boolean>`${attachments.storedAs} is null`,
    })
    .from(attachments)
    .innerJoin(
      evidence,
      and(eq(evidence.workspaceId, attachments.workspaceId), eq(evidence.id, attachments.evidenceId)),
    )
    .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
    .where(
      and(
        standing(member, treeId, only),
        eq(attachments.workspaceId, member.workspaceId),
        isNull(attachments.removedAt),
        isNull(evidence.removedAt),
      ),
    )
    .orderBy(asc(attachments.createdAt), asc(attachments.id));

const loadItems = (db: Database, member: Scope, treeId: string, only?: readonly string[]) =>
  db
    .select({
      whyId: evidence.whyId,
      id: evidence.id,
      type: evidence.type,
      stance: evidence.stance,
      text: evidence.text,
      source: evidence.source,
      observedOn: evidence.observedOn,
      sideId: evidence.sideId,
      collectedById: evidence.collectedById,
      version: evidence.version,
    })
    .from(evidence)
    .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
    .where(
      and(standing(member, treeId, only), eq(evidence.workspaceId, member.workspaceId), isNull(evidence.removedAt)),
    )
    .orderBy(asc(evidence.createdAt), asc(evidence.id));

export const loadReadBacks = (db: Database, member: Scope, treeId: string, only?: readonly string[]) =>
  db
    .select({
      whyId: readBacks.whyId,
      sideId: readBacks.sideId,
      answer: readBacks.answer,
      reason: readBacks.reason,
      mark: readBacks.mark,
      memberId: readBacks.memberId,
      at: readBacks.at,
    })
    .from(readBacks)
    .innerJoin(whys, and(eq(whys.workspaceId, readBacks.workspaceId), eq(whys.id, readBacks.whyId)))
    .where(and(standing(member, treeId, only), eq(readBacks.workspaceId, member.workspaceId)))
    .orderBy(asc(readBacks.sideId));

/** One row for each improvement and why. */
export const loadImprovements = (db: Database, member: Scope, treeId: string, only?: readonly string[]) =>
  db
    .select({
      whyId: improvementWhys.whyId,
      id: improvements.id,
      title: improvements.title,
      kind: improvements.kind,
      phase: improvements.phase,
      ownerId: improvements.ownerId,
      dueOn: improvements.dueOn,
    })
    .from(improvementWhys)
    .innerJoin(whys, and(eq(whys.workspaceId, improvementWhys.workspaceId), eq(whys.id, improvementWhys.whyId)))
    .innerJoin(
      improvements,
      and(
        eq(improvements.workspaceId, improvementWhys.workspaceId),
        eq(improvements.id, improvementWhys.improvementId),
      ),
    )
    .where(and(standing(member, treeId, only), eq(improvementWhys.workspaceId, member.workspaceId)))
    .orderBy(asc(improvements.createdAt), asc(improvements.id), asc(improvementWhys.whyId));

export const loadIncidents = (db: Database, member: Scope, treeId: string) =>
  db
    .select({ id: incidents.id, title: incidents.title, occurredOn: incidents.occurredOn, stage: incidents.stage })
    .from(incidentTrees)
    .innerJoin(
      incidents,
      and(eq(incidents.workspaceId, incidentTrees.workspaceId), eq(incidents.id, incidentTrees.incidentId)),
    )
    .where(and(eq(incidentTrees.workspaceId, member.workspaceId), eq(incidentTrees.treeId, treeId)))
    .orderBy(asc(incidents.occurredOn), asc(incidents.id));

export const loadPerspectiveSides = (db: Database, member: Scope, treeId: string) =>
  db
    .selectDistinct({ sideId: perspectives.sideId })
    .from(incidentTrees)
    .innerJoin(
      perspectives,
      and(
        eq(perspectives.workspaceId, incidentTrees.workspaceId),
        eq(perspectives.incidentId, incidentTrees.incidentId),
      ),
    )
    .where(and(eq(incidentTrees.workspaceId, member.workspaceId), eq(incidentTrees.treeId, treeId)))
    .orderBy(asc(perspectives.sideId));

/** @throws Refusal when no tree of this id stands in the workspace */
export async function requireTree(db: Database, member: Scope, treeId: string): Promise<void> {
  const its = and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, treeId));
  const isThere = rowId.safeParse(treeId).success && (await db.$count(causeTrees, its)) > 0;
  if (!isThere) refuse("not_found", "This cause tree does not exist.");
}

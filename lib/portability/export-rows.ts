import "server-only";
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import {
  attachments,
  causeTrees,
  comments,
  evidence,
  improvements,
  improvementWhys,
  incidentCosts,
  incidents,
  incidentTrees,
  whys,
} from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { rowId } from "@/lib/text/shapes";

/** As many as a case file holds. */
const most = { trees: 500, incidents: 2_000, improvements: 2_000, whys: 25_000, comments: 5_000 };

export type ExportRows = Awaited<ReturnType<typeof loadCase>>;

/**
 * What belongs to the case of an incident: its trees, the trees that these cross-link into, the incidents of all of them,
 * the improvements on their whys, and what was said about all these. Nine queries, however many rows.
 * @throws Refusal when the incident is not in this workspace, or when there is more than a file holds
 */
export async function loadCase(db: Database, member: Member, incidentId: string) {
  const here = member.workspaceId;
  const ofIncident = and(eq(incidents.workspaceId, here), eq(incidents.id, incidentId));
  const [incident] = rowId.safeParse(incidentId).success ? await db.select().from(incidents).where(ofIncident) : [];
  if (!incident) return refuse("not_found", "This incident does not exist.");
  const treeIds = await reachedTrees(db, here, incidentId);
  const [trees, links, lines, seen, files] = await Promise.all([
    db
      .select()
      .from(causeTrees)
      .where(and(eq(causeTrees.workspaceId, here), inArray(causeTrees.id, treeIds)))
      .orderBy(asc(causeTrees.createdAt), asc(causeTrees.id)),
    db
      .select({ incidentId: incidentTrees.incidentId, treeId: incidentTrees.treeId })
      .from(incidentTrees)
      .where(and(eq(incidentTrees.workspaceId, here), inArray(incidentTrees.treeId, treeIds))),
    db
      .select()
      .from(whys)
      .where(and(eq(whys.workspaceId, here), inArray(whys.treeId, treeIds), isNull(whys.removedAt)))
      .orderBy(asc(whys.position), asc(whys.id))
      .limit(most.whys + 1),
    db
      .select({
        id: evidence.id,
        whyId: evidence.whyId,
        type: evidence.type,
        text: evidence.text,
        stance: evidence.stance,
        sideId: evidence.sideId,
      })
      .from(evidence)
      .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
      .where(and(eq(evidence.workspaceId, here), inArray(whys.treeId, treeIds), isNull(evidence.removedAt)))
      .orderBy(asc(evidence.createdAt), asc(evidence.id)),
    db
      .select({
        evidenceId: attachments.evidenceId,
        name: attachments.fileName,
        mediaType: attachments.mediaType,
        bytes: attachments.sizeBytes,
        sha256: attachments.sha256,
      })
      .from(attachments)
      .innerJoin(
        evidence,
        and(eq(evidence.workspaceId, attachments.workspaceId), eq(evidence.id, attachments.evidenceId)),
      )
      .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
      .where(and(eq(attachments.workspaceId, here), inArray(whys.treeId, treeIds), isNull(attachments.removedAt)))
      .orderBy(asc(attachments.createdAt), asc(attachments.id)),
  ]);
  const incidentIds = [...new Set([incidentId, ...links.map((link) => link.incidentId)])];
  if (lines.length > most.whys || incidentIds.length > most.incidents) tooMuch();
  const [named, costs, acting] = await Promise.all([
    db
      .select()
      .from(incidents)
      .where(and(eq(incidents.workspaceId, here), inArray(incidents.id, incidentIds)))
      .orderBy(asc(incidents.occurredOn), asc(incidents.id)),
    db
      .select()
      .from(incidentCosts)
      .where(
        and(
          eq(incidentCosts.workspaceId, here),
          inArray(incidentCosts.incidentId, incidentIds),
          isNull(incidentCosts.removedAt),
        ),
      )
      .orderBy(asc(incidentCosts.createdAt), asc(incidentCosts.id)),
    db
      .select({ improvement: improvements, whyId: improvementWhys.whyId })
      .from(improvementWhys)
      .innerJoin(whys, and(eq(whys.workspaceId, improvementWhys.workspaceId), eq(whys.id, improvementWhys.whyId)))
      .innerJoin(
        improvements,
        and(
          eq(improvements.workspaceId, improvementWhys.workspaceId),
          eq(improvements.id, improvementWhys.improvementId),
        ),
      )
      .where(and(eq(improvementWhys.workspaceId, here), inArray(whys.treeId, treeIds), isNull(whys.removedAt)))
      .orderBy(asc(improvements.createdAt), asc(improvements.id), asc(improvementWhys.whyId))
      .limit(most.improvements),
  ]);
  const improvementIds = [...new Set(acting.map(({ improvement }) => improvement.id))];
  const said = await loadComments(db, here, { incidentIds, treeIds, improvementIds });
  return { incident, incidents: named, costs, trees, links, whys: lines, evidence: seen, files, acting, said };
}

type Subjects = { incidentIds: string[]; treeIds: string[]; improvementIds: string[] };

/** What was said, the first first, with the names it calls. What was removed stays behind. */
async function loadComments(db: Database, here: string, { incidentIds, treeIds, improvementIds }: Subjects) {
  const found = await db
    .select({
      incidentId: comments.incidentId,
      treeId: comments.treeId,
      whyId: comments.whyId,
      improvementId: comments.improvementId,
      text: comments.text,
      sideId: comments.sideId,
      saidOn: comments.saidOn,
      at: comments.createdAt,
      names: sql<string[] | null>`(
        select array_agg(named.name) from mentions m
        join members who on who.workspace_id = m.workspace_id and who.id = m.member_id
        join users named on named.id = who.user_id
        where m.workspace_id = comments.workspace_id and m.comment_id = comments.id)`,
    })
    .from(comments)
    .where(
      and(
        eq(comments.workspaceId, here),
        isNull(comments.removedAt),
        or(
          inArray(comments.incidentId, incidentIds),
          inArray(comments.treeId, treeIds),
          inArray(comments.improvementId, improvementIds),
        ),
      ),
    )
    .orderBy(asc(comments.createdAt), asc(comments.id))
    .limit(most.comments + 1);
  return found.length > most.comments ? tooMuch() : found;
}

/** The trees of an incident and those that they cross-link into, in one relationship: a file has two teams. */
async function reachedTrees(db: Database, workspaceId: string, incidentId: string): Promise<string[]> {
  const found = await db.execute(sql`
    with recursive reached as (
      select tree_id as id from incident_trees where workspace_id = ${workspaceId} and incident_id = ${incidentId}
      union
      select target.tree_id from reached
      join whys w on w.workspace_id = ${workspaceId} and w.tree_id = reached.id and w.ending = 'same_as'
        and w.removed_at is null
      join whys target on target.workspace_id = ${workspaceId} and target.id = w.same_as_id)
    select t.id from reached
    join cause_trees t on t.workspace_id = ${workspaceId} and t.id = reached.id
    join incidents i on i.workspace_id = ${workspaceId} and i.id = ${incidentId}
      and i.relationship_id = t.relationship_id
    limit ${most.trees + 1}`);
  const ids = rows<{ id: string }>(found).map(({ id }) => id);
  return ids.length > most.trees ? tooMuch() : ids;
}

const tooMuch = () => refuse("conflict", "This case holds more than one file takes.");

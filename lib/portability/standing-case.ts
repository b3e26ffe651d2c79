/** What the workspace holds of a case already, and what else an import has to know of it. */
import "server-only";
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import {
  causeTrees,
  evidence,
  importedCases,
  improvements,
  improvementWhys,
  incidents,
  incidentTrees,
  relationships,
  whys,
} from "@/db/schema";
import type { Ending } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { loadLinks } from "@/lib/causes/cross-links";
import { loadSettlements, loadWordLists } from "@/lib/causes/load-wording";
import type { Link } from "@/lib/causes/same-as";
import { loadNames, whyColumns } from "@/lib/causes/tree-rows";
import { type CaseFile, readCaseFile } from "./case-file";
import { targetOfLink, whysOf } from "./case-places";

export type StandingCase = Awaited<ReturnType<typeof loadStandingCase>>;
export type StandingWhy = StandingCase["whys"][number];
export type StandingEvidence = StandingCase["evidence"][number];
export type ForeignTarget = { id: string; treeId: string; ending: Ending | null };

/**
 * The rows that this case brought, each found again by its key there, with what people have added to its trees.
 * A fixed number of queries. Inside an import, call `lockStandingCase` first.
 */
export async function loadStandingCase(db: Database, member: Member, file: CaseFile) {
  const mine = ofCase(member, file.key);
  const inWorkspace = member.workspaceId;
  const treeIds = db.select({ id: causeTrees.id }).from(causeTrees).where(mine(causeTrees));
  const improvementIds = db.select({ id: improvements.id }).from(improvements).where(mine(improvements));
  const [
    before,
    foundIncidents,
    trees,
    foundWhys,
    foundEvidence,
    plans,
    treeLinks,
    whyLinks,
    pointers,
    targets,
    names,
    words,
  ] = await Promise.all([
    loadBefore(db, member, file.key),
    db.select(incidentColumns).from(incidents).where(mine(incidents)),
    db
      .select({
        id: causeTrees.id,
        sourceKey: causeTrees.sourceKey,
        problem: causeTrees.problem,
        settledMark: causeTrees.settledMark,
      })
      .from(causeTrees)
      .where(mine(causeTrees)),
    db
      .select({
        ...whyColumns,
        treeId: whys.treeId,
        removedAt: whys.removedAt,
        sourceKey: sql<string | null>`case when ${whys.sourceCase} = ${file.key} then ${whys.sourceKey} end`,
      })
      .from(whys)
      .where(and(eq(whys.workspaceId, inWorkspace), inArray(whys.treeId, treeIds))),
    db
      .select({
        id: evidence.id,
        whyId: evidence.whyId,
        type: evidence.type,
        stance: evidence.stance,
        text: evidence.text,
        sideId: evidence.sideId,
        removedAt: evidence.removedAt,
        sourceKey: sql<string | null>`case when ${evidence.sourceCase} = ${file.key} then ${evidence.sourceKey} end`,
      })
      .from(evidence)
      .innerJoin(whys, and(eq(whys.workspaceId, evidence.workspaceId), eq(whys.id, evidence.whyId)))
      .where(and(eq(evidence.workspaceId, inWorkspace), inArray(whys.treeId, treeIds))),
    db.select(improvementColumns).from(improvements).where(mine(improvements)),
    db
      .select({ incidentId: incidentTrees.incidentId, treeId: incidentTrees.treeId })
      .from(incidentTrees)
      .where(and(eq(incidentTrees.workspaceId, inWorkspace), inArray(incidentTrees.treeId, treeIds))),
    db
      .select({ improvementId: improvementWhys.improvementId, whyId: improvementWhys.whyId })
      .from(improvementWhys)
      .where(and(eq(improvementWhys.workspaceId, inWorkspace), inArray(improvementWhys.improvementId, improvementIds))),
    loadPointers(db, member, file.key),
    loadTargets(db, member, file),
    loadNames(db, member),
    loadWordLists(db, member),
  ]);
  const [links, settlements] = await Promise.all([
    loadLinks(db, member, [...new Set([...trees, ...targets.values()].map(treeIdOf))]),
    loadSettlements(
      db,
      member,
      trees.map(({ id }) => id),
    ),
  ]);
  return {
    before,
    incidents: foundIncidents,
    trees,
    whys: foundWhys,
    evidence: foundEvidence,
    improvements: plans,
    treeLinks,
    whyLinks,
    pointers,
    targets,
    links: links as Link[],
    memberNames: [...names.values()],
    words,
    settlements,
  };
}

const treeIdOf = (row: { id: string } | ForeignTarget) => ("treeId" in row ? row.treeId : row.id);

type Sourced = typeof incidents | typeof causeTrees | typeof improvements | typeof whys;
const ofCase = (member: Member, caseKey: string) => (table: Sourced) =>
  and(eq(table.workspaceId, member.workspaceId), eq(table.sourceCase, caseKey));

const incidentColumns = {
  id: incidents.id,
  sourceKey: incidents.sourceKey,
  title: incidents.title,
  observed: incidents.observed,
  expected: incidents.expected,
  noAgreedStandard: incidents.noAgreedStandard,
  occurredOn: incidents.occurredOn,
  occurredApproximately: incidents.occurredApproximately,
  severity: incidents.severity,
  sideId: incidents.sideId,
  handOff: incidents.handOff,
};

const improvementColumns = {
  id: improvements.id,
  sourceKey: improvements.sourceKey,
  title: improvements.title,
  kind: improvements.kind,
  strength: improvements.strength,
  result: improvements.result,
};

/** The file as it was taken in last, and the two teams it named, in its order. */
async function loadBefore(db: Database, member: Member, caseKey: string) {
  const { firstTeamId, secondTeamId } = relationships;
  const named = importedCases.firstTeamId;
  const [found] = await db
    .select({
      relationshipId: importedCases.relationshipId,
      file: importedCases.file,
      named,
      firstTeamId,
      secondTeamId,
    })
    .from(importedCases)
    .innerJoin(
      relationships,
      and(eq(relationships.workspaceId, importedCases.workspaceId), eq(relationships.id, importedCases.relationshipId)),
    )
    .where(and(eq(importedCases.workspaceId, member.workspaceId), eq(importedCases.key, caseKey)));
  if (!found) return undefined;
  const { file } = readCaseFile(found.file);
  const other = found.named === found.firstTeamId ? found.secondTeamId : found.firstTeamId;
  return { file, pair: { relationshipId: found.relationshipId, sideIds: [found.named, other] as const } };
}

/** Which whys elsewhere, or made by hand, are marked as the same as one of this case's trees. */
const loadPointers = async (db: Database, member: Member, caseKey: string) =>
  rows<{ id: string; sameAsId: string }>(
    await db.execute(sql`
      select pointing.id, pointing.same_as_id as "sameAsId"
      from ${causeTrees} tree
      join ${whys} target on target.workspace_id = tree.workspace_id and target.tree_id = tree.id
      join ${whys} pointing on pointing.workspace_id = tree.workspace_id and pointing.same_as_id = target.id
      where tree.workspace_id = ${member.workspaceId} and tree.source_case = ${caseKey}
        and pointing.ending = 'same_as' and pointing.removed_at is null`),
  );

/** "case:tree/why" → the row, for the cross-links that lead into other cases. */
async function loadTargets(db: Database, member: Member, file: CaseFile): Promise<Map<string, ForeignTarget>> {
  const wanted = file.trees.flatMap((_tree, place) =>
    whysOf(file, place)
      .flatMap(({ why }) => (why.sameAs === null ? [] : [targetOfLink(why.sameAs, file.key)]))
      .filter(({ caseKey }) => caseKey !== file.key),
  );
  if (wanted.length === 0) return new Map();
  const found = rows<ForeignTarget & { source: string }>(
    await db.execute(sql`
      select whys.id, whys.tree_id as "treeId", whys.ending, said.case_key || ':' || said.source as source
      from (
        select distinct case_key, source
        from jsonb_to_recordset(${JSON.stringify(wanted.map(({ caseKey, source }) => ({ case_key: caseKey, source })))}::text::jsonb)
          as each (case_key text, source text)
      ) said
      join ${whys} on whys.workspace_id = ${member.workspaceId} and whys.source_case = said.case_key
        and whys.source_key = said.source and whys.removed_at is null`),
  );
  return new Map(found.map(({ source, ...target }) => [source, target]));
}

/**
 * Lets one import of a workspace follow another, and takes the rows it may change in the order in which every other
 * deed takes them: trees, improvements, incidents, and the workspace's own row last, with the activity.
 */
export async function lockStandingCase(tx: Database, member: Member, caseKey: string): Promise<void> {
  const mine = ofCase(member, caseKey);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`import ${member.workspaceId}`}, 0))`);
  for (const table of [causeTrees, improvements])
    await tx.select({ id: table.id }).from(table).where(mine(table)).orderBy(asc(table.id)).for("update");
  const ofTrees = sql`${incidents.id} in (
    select linked.incident_id from ${incidentTrees} linked
    join ${causeTrees} tree on tree.workspace_id = linked.workspace_id and tree.id = linked.tree_id
    where tree.workspace_id = ${member.workspaceId} and tree.source_case = ${caseKey})`;
  await tx
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, member.workspaceId), or(eq(incidents.sourceCase, caseKey), ofTrees)))
    .orderBy(asc(incidents.id))
    .for("update");
}

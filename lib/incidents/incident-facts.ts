import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents } from "@/db/schema";
import { endStages, type ImprovementKind, type IncidentStage, type Phase, type Verdict } from "@/db/terms";
import { causesOfIncidents, theseIds } from "./causes-of";
import type { ImprovementFact, IncidentFacts, RootCauseFact } from "./stages";

export type KeptStage = { stage: IncidentStage; facts: IncidentFacts };
type EndStage = (typeof endStages)[number];

/** What the stages of these incidents follow from, by id; in four queries. Those of another workspace are not in it. */
export async function loadIncidentFacts(
  db: Database,
  workspaceId: string,
  incidentIds: readonly string[],
): Promise<Map<string, KeptStage>> {
  if (incidentIds.length === 0) return new Map();
  const ids = incidentIds as string[];
  const [kept, trees, causes] = await Promise.all([
    db
      .select({ id: incidents.id, stage: incidents.stage })
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), inArray(incidents.id, ids))),
    loadTrees(db, workspaceId, ids),
    loadCauses(db, workspaceId, ids),
  ]);
  const byCause = await loadImprovements(db, workspaceId, [
    ...new Set(causes.map(({ root_cause_id }) => root_cause_id)),
  ]);

  const facts = new Map(kept.map(({ id, stage }) => [id, { stage, facts: noFacts(stage) }]));
  for (const { incident_id, settled } of trees) facts.get(incident_id)?.facts.trees.push({ settled });
  for (const { incident_id, root_cause_id, text, accepted, linked } of causes) {
    const of = facts.get(incident_id)?.facts;
    of?.rootCauses.push({ text, accepted, improvements: byCause.get(root_cause_id) ?? [] });
    if (of && linked) of.linkedToKnownCause = true;
  }
  return facts;
}

type GrowingFacts = IncidentFacts & { trees: { settled: boolean }[]; rootCauses: RootCauseFact[] };
const noFacts = (stage: IncidentStage): GrowingFacts => ({
  endedAs: endStages.find((end): end is EndStage => end === stage) ?? null,
  trees: [],
  linkedToKnownCause: false,
  rootCauses: [],
});

type TreeRow = { incident_id: string; settled: boolean };
async function loadTrees(db: Database, workspaceId: string, ids: readonly string[]): Promise<TreeRow[]> {
  return rows<TreeRow>(
    await db.execute(sql`
      select asked.id as incident_id, tree.settled from ${theseIds(ids)} asked cross join lateral (
        select t.settled_at is not null as settled
        from incident_trees it
        join cause_trees t on t.workspace_id = ${workspaceId} and t.id = it.tree_id
        where it.workspace_id = ${workspaceId} and it.incident_id = asked.id offset 0) tree`),
  );
}

type CauseRow = { incident_id: string; root_cause_id: string; text: string; accepted: boolean; linked: boolean };
async function loadCauses(db: Database, workspaceId: string, ids: readonly string[]): Promise<CauseRow[]> {
  return rows<CauseRow>(
    await db.execute(sql`
      select c.incident_id, c.root_cause_id, r.text, r.accepted_at is not null as accepted, bool_or(c.linked) as linked
      from (${causesOfIncidents(workspaceId, theseIds(ids))}) c
      join root_causes r on r.workspace_id = ${workspaceId} and r.id = c.root_cause_id
      group by c.incident_id, c.root_cause_id, r.text, r.accepted_at`),
  );
}

type ImprovementRow = {
  root_cause_id: string;
  kind: ImprovementKind;
  phase: Phase;
  implemented_on: string | null;
  verdict: Verdict | null;
};

/** The improvements on each root cause: those that name it, and those on a why that ends in it. */
async function loadImprovements(db: Database, workspaceId: string, rootCauseIds: readonly string[]) {
  const byCause = new Map<string, ImprovementFact[]>();
  if (rootCauseIds.length === 0) return byCause;
  const found = rows<ImprovementRow>(
    await db.execute(sql`
      select asked.id as root_cause_id, acting.* from ${theseIds(rootCauseIds)} asked cross join lateral (
        select i.kind, i.phase, i.implemented_on::text as implemented_on, (
          select c.verdict from checks c
          where c.workspace_id = ${workspaceId} and c.improvement_id = i.id and c.iteration = i.iteration
          order by c.given_at desc, c.id desc limit 1) as verdict
        from (
          select l.improvement_id from improvement_root_causes l
          where l.workspace_id = ${workspaceId} and l.root_cause_id = asked.id
          union
          select l.improvement_id
          from whys w join improvement_whys l on l.workspace_id = ${workspaceId} and l.why_id = w.id
          where w.workspace_id = ${workspaceId} and w.root_cause_id = asked.id and w.ending = 'root_cause'
            and w.removed_at is null
        ) l
        cross join lateral (
          select id, kind, phase, implemented_on, iteration from improvements
          where workspace_id = ${workspaceId} and id = l.improvement_id offset 0) i
      ) acting`),
  );
  for (const { root_cause_id, kind, phase, implemented_on, verdict } of found) {
    const fact = { kind, phase, implementedOn: implemented_on, verdict };
    byCause.set(root_cause_id, [...(byCause.get(root_cause_id) ?? []), fact]);
  }
  return byCause;
}

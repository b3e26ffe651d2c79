import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { ImprovementKind, IncidentStage, WhyStatus } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { improvementsOn, incidentsOf } from "./links";
import type { Implementation } from "./recurrence";

export type IncidentKey = { occurredOn: string; id: string };
export type CauseIncident = {
  id: string;
  title: string;
  occurredOn: string;
  severity: number | null;
  stage: IncidentStage;
};

/** The incidents of a cause, the latest day first, without withdrawn ones; `after` is the last row of the page before. */
export async function listIncidentsOfCause(
  db: Database,
  member: Member,
  rootCauseId: string,
  after?: IncidentKey,
  limit = 50,
): Promise<CauseIncident[]> {
  const older = after ? sql`and (n.occurred_on, n.id) < (${after.occurredOn}::date, ${after.id}::uuid)` : sql``;
  const found = await db.execute(sql`
    select n.id, n.title, n.occurred_on::text as "occurredOn", n.severity, n.stage
    from ${incidentsOf(member, [rootCauseId])} l
    join incidents n on n.workspace_id = ${member.workspaceId} and n.id = l.incident_id
    where n.stage <> 'withdrawn' ${older}
    order by n.occurred_on desc, n.id desc
    limit ${limit}`);
  return rows<CauseIncident>(found);
}

/** How many incidents of the causes occurred on which day, in order: the base of every count of recurrence. */
export async function listDaysOfCauses(db: Database, member: Member, rootCauseIds: readonly string[]) {
  if (rootCauseIds.length === 0) return [];
  const found = await db.execute(sql`
    select n.occurred_on::text as "occurredOn", count(distinct n.id)::int as incidents
    from ${incidentsOf(member, rootCauseIds)} l
    join incidents n on n.workspace_id = ${member.workspaceId} and n.id = l.incident_id and n.stage <> 'withdrawn'
    group by n.occurred_on order by n.occurred_on`);
  return rows<{ occurredOn: string; incidents: number }>(found);
}

/** Every iteration of an improvement on the cause that was put in place, the first one first. */
export async function listImplementationsOnCause(db: Database, member: Member, rootCauseId: string) {
  const found = await db.execute(sql`
    select i.id as "improvementId", i.title, i.kind, p.implemented_on::text as "implementedOn"
    from ${improvementsOn(member, [rootCauseId])} a
    join improvements i on i.workspace_id = ${member.workspaceId} and i.id = a.improvement_id
    join predictions p on p.workspace_id = i.workspace_id and p.improvement_id = i.id
    where p.implemented_on is not null
    order by p.implemented_on, p.id`);
  return rows<Implementation>(found);
}

/** The days, by the workspace's calendar, on which an improvement that acts on the cause was found effective. */
export async function listEffectiveDaysOfCause(db: Database, member: Member, rootCauseId: string): Promise<string[]> {
  const kinds: ImprovementKind[] = ["countermeasure", "standard"];
  const found = await db.execute(sql`
    select distinct (c.given_at at time zone ${member.workspace.timeZone})::date::text as day
    from ${improvementsOn(member, [rootCauseId])} a
    join improvements i on i.workspace_id = ${member.workspaceId} and i.id = a.improvement_id and i.kind in ${kinds}
    join checks c on c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.verdict = 'effective'
    order by day`);
  return rows<{ day: string }>(found).map(({ day }) => day);
}

export type CauseWhy = { id: string; text: string; status: WhyStatus; treeId: string; problem: string };

/** The whys that end in the cause, with the problem they lead to; the latest first. */
export async function listWhysOfCause(db: Database, member: Member, rootCauseId: string, limit = 100) {
  const found = await db.execute(sql`
    select w.id, w.text, w.status, w.tree_id as "treeId", t.problem from whys w
    join cause_trees t on t.workspace_id = w.workspace_id and t.id = w.tree_id
    where w.workspace_id = ${member.workspaceId} and w.root_cause_id = ${rootCauseId}
      and w.ending = 'root_cause' and w.removed_at is null
    order by w.created_at desc, w.id desc
    limit ${limit}`);
  return rows<CauseWhy>(found);
}

/** The incidents that people linked to the cause by hand, the latest first; those of trees follow their whys. */
export async function listLinkedIncidents(db: Database, member: Member, rootCauseId: string, limit = 200) {
  const found = await db.execute(sql`
    select n.id, n.title, n.occurred_on::text as "occurredOn" from incident_root_causes l
    join incidents n on n.workspace_id = l.workspace_id and n.id = l.incident_id
    where l.workspace_id = ${member.workspaceId} and l.root_cause_id = ${rootCauseId}
    order by n.occurred_on desc, n.id desc
    limit ${limit}`);
  return rows<{ id: string; title: string; occurredOn: string }>(found);
}

/** The entries that were merged into this one, at once or over others, the latest first. */
export async function listMergedInto(db: Database, member: Member, rootCauseId: string, limit = 50) {
  const found = await db.execute(sql`
    with recursive taken as (
      select id, text, merged_at from root_causes
      where workspace_id = ${member.workspaceId} and merged_into_id = ${rootCauseId}
      union all
      select r.id, r.text, r.merged_at from taken
      join root_causes r on r.workspace_id = ${member.workspaceId} and r.merged_into_id = taken.id)
    select id, text from taken order by merged_at desc, id desc limit ${limit}`);
  return rows<{ id: string; text: string }>(found);
}

import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { incidents, members, perspectives, relationships, teams, users } from "@/db/schema";
import type { Category, ImprovementKind, Phase } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { listComments } from "@/lib/comments/queries";
import { type Relationship, sidesOf } from "@/lib/teams/sides";
import { findCurrency } from "@/lib/workspaces/queries";
import { causesOfIncidents, theseIds } from "./causes-of";
import { inPlace } from "./commands";
import { listCosts } from "./costs";
import { listIncidentHistory } from "./history";
import { maySeeReporter } from "./reporter";
import { listSeenBefore } from "./seen-before";
import { listTreeOutlines } from "./tree-outlines";

/**
 * An incident with all that its page shows; undefined when this workspace has none of that id. The same number of
 * queries for every incident, sent together. `commentsUntil` is the comment that is shown last.
 */
export async function findIncident(db: Database, member: Member, incidentId: string, commentsUntil?: string) {
  if (!z.uuid().safeParse(incidentId).success) return undefined;
  const [incident, told, trees, rootCauses, improvements, history, seen, costs, currency, comments] = await Promise.all(
    [
      findStatement(db, member, incidentId),
      listPerspectives(db, member, incidentId),
      listTreeOutlines(db, member, incidentId),
      listRootCausesOf(db, member, incidentId),
      listImprovementsOf(db, member, incidentId),
      listIncidentHistory(db, member, incidentId),
      listSeenBefore(db, member, [incidentId]),
      listCosts(db, member, incidentId),
      findCurrency(db, member),
      listComments(db, member, "incident", incidentId, commentsUntil),
    ],
  );
  if (!incident) return undefined;
  const seenBefore = seen.get(incidentId);
  return {
    incident,
    perspectives: told,
    trees,
    rootCauses,
    improvements,
    history,
    seenBefore,
    costs,
    currency,
    comments,
  };
}
export type FoundIncident = NonNullable<Awaited<ReturnType<typeof findIncident>>>;
export type Statement = FoundIncident["incident"];

const firstTeams = alias(teams, "first_teams");
const secondTeams = alias(teams, "second_teams");

/** What an incident says, with its relationship; `reporter` is null where this member may not know the name. */
export async function findStatement(db: Database, member: Member, incidentId: string) {
  if (!z.uuid().safeParse(incidentId).success) return undefined;
  const [found] = await db
    .select({
      id: incidents.id,
      title: incidents.title,
      observed: incidents.observed,
      expected: incidents.expected,
      noAgreedStandard: incidents.noAgreedStandard,
      extent: incidents.extent,
      occurredOn: incidents.occurredOn,
      occurredUntil: incidents.occurredUntil,
      occurredApproximately: incidents.occurredApproximately,
      handOff: incidents.handOff,
      detectedBy: incidents.detectedBy,
      severity: incidents.severity,
      category: incidents.category,
      sideId: incidents.sideId,
      anonymous: incidents.anonymous,
      stage: incidents.stage,
      stageReason: incidents.stageReason,
      closedAt: incidents.closedAt,
      firstClosedAt: incidents.firstClosedAt,
      version: incidents.version,
      createdAt: incidents.createdAt,
      reporter: { id: members.id, name: users.name, teamId: members.teamId },
      relationshipId: relationships.id,
      first: { id: firstTeams.id, name: firstTeams.name },
      second: { id: secondTeams.id, name: secondTeams.name },
    })
    .from(incidents)
    .innerJoin(members, and(eq(members.workspaceId, incidents.workspaceId), eq(members.id, incidents.loggedById)))
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(
      relationships,
      and(eq(relationships.workspaceId, incidents.workspaceId), eq(relationships.id, incidents.relationshipId)),
    )
    .innerJoin(
      firstTeams,
      and(eq(firstTeams.workspaceId, incidents.workspaceId), eq(firstTeams.id, relationships.firstTeamId)),
    )
    .innerJoin(
      secondTeams,
      and(eq(secondTeams.workspaceId, incidents.workspaceId), eq(secondTeams.id, relationships.secondTeamId)),
    )
    .where(inPlace(member, incidentId));
  if (!found) return undefined;
  const { reporter, relationshipId, first, second, ...statement } = found;
  const known = maySeeReporter(member, { ...reporter, anonymous: statement.anonymous });
  const name = `${first.name} and ${second.name}`;
  const relationship: Relationship = { id: relationshipId, name, sides: sidesOf(first, second) };
  return { ...statement, relationship, isMine: reporter.id === member.id, reporter: known ? reporter.name : null };
}

/** What each side has told of an incident, the first told first. */
export function listPerspectives(db: Database, member: Member, incidentId: string) {
  return db
    .select({
      sideId: perspectives.sideId,
      text: perspectives.text,
      version: perspectives.version,
      writtenAt: perspectives.writtenAt,
      by: users.name,
    })
    .from(perspectives)
    .innerJoin(
      members,
      and(eq(members.workspaceId, perspectives.workspaceId), eq(members.id, perspectives.writtenById)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(perspectives.workspaceId, member.workspaceId), eq(perspectives.incidentId, incidentId)))
    .orderBy(asc(perspectives.writtenAt), asc(perspectives.id));
}

type RootCauseLine = { id: string; text: string; category: Category; linked: boolean; in_tree: boolean };

/** The root causes its trees end in and those it is linked to. */
async function listRootCausesOf(db: Database, member: Member, incidentId: string) {
  const mine = causesOfIncidents(member.workspaceId, theseIds([incidentId]));
  const found = await db.execute(sql`
    select r.id, r.text, r.category, bool_or(c.linked) as linked, bool_or(not c.linked) as in_tree
    from (${mine}) c
    join root_causes r on r.workspace_id = ${member.workspaceId} and r.id = c.root_cause_id
    group by r.id, r.text, r.category order by r.id limit 100`);
  return rows<RootCauseLine>(found).map(({ in_tree: inTree, ...cause }) => ({ ...cause, inTree }));
}

type ImprovementLine = { id: string; title: string; kind: ImprovementKind; strength: 1 | 2 | 3 | null; phase: Phase };

/** What is done about it: improvements on its root causes and on whys of its trees, the latest first. */
export async function listImprovementsOf(db: Database, member: Member, incidentId: string): Promise<ImprovementLine[]> {
  const { workspaceId } = member;
  const mine = causesOfIncidents(workspaceId, theseIds([incidentId]));
  const found = await db.execute(sql`
    with causes as materialized (${mine}),
    acting as materialized (
      select l.improvement_id from (select distinct root_cause_id from causes) c cross join lateral (
        select improvement_id from improvement_root_causes
        where workspace_id = ${workspaceId} and root_cause_id = c.root_cause_id offset 0) l
      union
      select l.improvement_id from incident_trees it
      join whys w on w.workspace_id = ${workspaceId} and w.tree_id = it.tree_id and w.removed_at is null
      join improvement_whys l on l.workspace_id = ${workspaceId} and l.why_id = w.id
      where it.workspace_id = ${workspaceId} and it.incident_id = ${incidentId})
    select i.id, i.title, i.kind, i.strength, i.phase
    from acting join improvements i on i.workspace_id = ${workspaceId} and i.id = acting.improvement_id
    order by i.created_at desc, i.id desc limit 100`);
  return rows<ImprovementLine>(found);
}

import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { CarryOverDecision, ImprovementKind, Phase, Verdict } from "@/db/terms";
import type { Member } from "@/lib/access/member";

/** An improvement as a cycle sees it: where it stands, what waits, and what was decided on it at the end. */
export type CycleImprovement = {
  id: string;
  title: string;
  kind: ImprovementKind;
  phase: Phase;
  dueOn: string | null;
  implementedOn: string | null;
  blockedReason: string | null;
  carriedOver: number;
  createdOn: string; // in the zone of the workspace
  ownerName: string | null;
  ownerTeamId: string | null;
  checkBy: string | null; // the last day of its window, while it is in check
  verdict: Verdict | null; // the latest of its present try
  verdictOn: string | null;
  cameBackOn: string | null; // the latest sign that it did
  decision: CarryOverDecision | null; // what this cycle decided on it
  reason: string | null;
  sponsor: string | null;
};

/** How many of a cycle's improvements one list of its pages names; the others are counted. */
export const mostShown = 20;

/** The first of a list, and how many there are in all. */
export type Listed = { improvements: CycleImprovement[]; total: number };

/** What a cycle works on, and what it left to the next: those that are open first, by their due day. */
export const listCycleImprovements = (db: Database, member: Member, cycleId: string, limit = mostShown) =>
  listOfCycle(db, member, cycleId, sql`true`, limit);

/** What was decided on at its end. */
export const listDecided = (db: Database, member: Member, cycleId: string) =>
  listOfCycle(
    db,
    member,
    cycleId,
    sql`i.id in (
      select improvement_id from carry_overs where workspace_id = ${member.workspaceId} and from_cycle_id = ${cycleId})`,
  );

/** What was judged or came in place from that day on, YYYY-MM-DD. */
export const listMoved = (db: Database, member: Member, cycleId: string, since: string) =>
  listOfCycle(
    db,
    member,
    cycleId,
    sql`coalesce((
        select max(c.given_at) from checks c
        where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration),
      i.implemented_on::timestamp at time zone ${member.workspace.timeZone}) >= ${beginOf(member, since)}`,
  );

/** What is blocked, late, or over its window on that day; the rule stands in huddle-view. */
export const listStuck = (db: Database, member: Member, cycleId: string, today: string) =>
  listOfCycle(
    db,
    member,
    cycleId,
    sql`case i.phase
      when 'plan' then i.blocked_reason is not null or i.due_on < ${today}::date
      when 'do' then i.blocked_reason is not null or i.due_on < ${today}::date
      when 'check' then i.blocked_reason is not null or exists (
        select 1 from predictions p
        where p.workspace_id = i.workspace_id and p.improvement_id = i.id and p.iteration = i.iteration
          and i.implemented_on + p.window_days * (1 + p.extensions) <= ${today}::date)
      when 'act' then i.blocked_reason is not null
      else false end`,
  );

/** What was found effective from that day on. */
export const listVerified = (db: Database, member: Member, cycleId: string, since: string) =>
  listOfCycle(db, member, cycleId, isJudged(member, since, sql`and c.verdict = 'effective'`));

/** What came back from that day on. */
export const listCameBack = (db: Database, member: Member, cycleId: string, since: string) =>
  listOfCycle(
    db,
    member,
    cycleId,
    sql`exists (
      select 1 from recurrences r where r.workspace_id = i.workspace_id and r.improvement_id = i.id
        and r.at >= ${beginOf(member, since)})`,
  );

/** How many of a cycle were judged from that day on, whatever was found. */
export async function countJudged(db: Database, member: Member, cycleId: string, since: string): Promise<number> {
  const found = await db.execute(sql`
    select count(*)::int as judged from ${ofCycle(member, cycleId)} i where ${isJudged(member, since)}`);
  return one(rows<{ judged: number }>(found)).judged;
}

const beginOf = ({ workspace }: Member, day: string) =>
  sql`(${day}::date::timestamp at time zone ${workspace.timeZone})`;

/** Whether the present try of “i” was judged, from that day on; what is said of it may be narrowed. */
const isJudged = (member: Member, since: string, more = sql``) => sql`exists (
  select 1 from checks c
  where c.workspace_id = i.workspace_id and c.improvement_id = i.id and c.iteration = i.iteration
    and c.given_at >= ${beginOf(member, since)} ${more})`;

const ofCycle = ({ workspaceId: here }: Member, cycleId: string) => sql`(
  select * from improvements where workspace_id = ${here} and cycle_id = ${cycleId}
  union all
  select l.* from carry_overs o join improvements l on l.workspace_id = ${here} and l.id = o.improvement_id
    and l.cycle_id is distinct from ${cycleId}
  where o.workspace_id = ${here} and o.from_cycle_id = ${cycleId})`;

/** First the few that are shown are found, then all that is said of them. */
async function listOfCycle(
  db: Database,
  member: Member,
  cycleId: string,
  which: SQL,
  limit = mostShown,
): Promise<Listed> {
  const { workspaceId: here } = member;
  const { timeZone } = member.workspace;
  const order = sql`i.phase in ('closed', 'abandoned', 'cancelled'), i.due_on nulls last, i.created_at, i.id`;
  const found = await db.execute(sql`
    with shown as materialized (
      select i.id, count(*) over () as total from ${ofCycle(member, cycleId)} i
      where ${which} order by ${order} limit ${limit})
    select i.id, i.title, i.kind, i.phase, i.due_on::text as "dueOn", i.implemented_on::text as "implementedOn",
      i.blocked_reason as "blockedReason", i.carried_over as "carriedOver",
      (i.created_at at time zone ${timeZone})::date::text as "createdOn", u.name as "ownerName",
      m.team_id as "ownerTeamId",
      case when i.phase = 'check' and p.window_days is not null
        then (i.implemented_on + p.window_days * (1 + p.extensions))::text end as "checkBy",
      c.verdict, (c.given_at at time zone ${timeZone})::date::text as "verdictOn",
      (select (max(r.at) at time zone ${timeZone})::date::text from recurrences r
        where r.workspace_id = ${here} and r.improvement_id = i.id) as "cameBackOn",
      o.decision, o.reason, o.sponsor, s.total::int
    from shown s
    join improvements i on i.workspace_id = ${here} and i.id = s.id
    left join members m on m.workspace_id = ${here} and m.id = i.owner_id
    left join users u on u.id = m.user_id
    left join predictions p on p.workspace_id = ${here} and p.improvement_id = i.id and p.iteration = i.iteration
    left join lateral (
      select c.verdict, c.given_at from checks c
      where c.workspace_id = ${here} and c.improvement_id = i.id and c.iteration = i.iteration
      order by c.given_at desc, c.id desc limit 1) c on true
    left join carry_overs o on o.workspace_id = ${here} and o.from_cycle_id = ${cycleId} and o.improvement_id = i.id
    order by ${order}`);
  const improvements = rows<CycleImprovement & { total: number }>(found);
  return { improvements, total: improvements[0]?.total ?? 0 };
}

export type HuddleIncident = { id: string; title: string; occurredOn: string; severity: number | null; cause: string };

/**
 * The latest incidents since that day on the root causes that the cycle's improvements act on: asked from the incidents'
 * end, of which a week has few, and only among the latest.
 */
export async function listIncidentsOnCauses(
  db: Database,
  member: Member,
  { id, relationshipId }: { id: string; relationshipId: string },
  since: string,
): Promise<HuddleIncident[]> {
  const { workspaceId: here } = member;
  const found = await db.execute(sql`
    with latest as materialized (
      select n.id, n.title, n.occurred_on, n.severity from incidents n
      where n.workspace_id = ${here} and n.relationship_id = ${relationshipId} and n.occurred_on >= ${since}::date
        and n.stage <> 'withdrawn'
      order by n.occurred_on desc, n.id desc limit 100
    ), seen as materialized (
      select l.id, x.root_cause_id from latest l
      join incident_root_causes x on x.workspace_id = ${here} and x.incident_id = l.id
      union
      select l.id, w.root_cause_id from latest l
      join incident_trees it on it.workspace_id = ${here} and it.incident_id = l.id
      join whys w on w.workspace_id = ${here} and w.tree_id = it.tree_id and w.ending = 'root_cause'
        and w.removed_at is null and w.status <> 'refuted'
    ), acted_on as materialized (
      select r.id, r.text from root_causes r
      where r.workspace_id = ${here} and r.id in (select root_cause_id from seen) and (
        exists (
          select 1 from improvement_root_causes rc
          join improvements i on i.workspace_id = ${here} and i.id = rc.improvement_id and i.cycle_id = ${id}
          where rc.workspace_id = ${here} and rc.root_cause_id = r.id)
        or exists (
          select 1 from whys w
          join improvement_whys iw on iw.workspace_id = ${here} and iw.why_id = w.id
          join improvements i on i.workspace_id = ${here} and i.id = iw.improvement_id and i.cycle_id = ${id}
          where w.workspace_id = ${here} and w.root_cause_id = r.id and w.ending = 'root_cause'
            and w.removed_at is null and w.status <> 'refuted'))
    )
    select l.id, l.title, l.occurred_on::text as "occurredOn", l.severity, min(a.text) as cause
    from latest l
    join seen s on s.id = l.id
    join acted_on a on a.id = s.root_cause_id
    group by l.id, l.title, l.occurred_on, l.severity
    order by l.occurred_on desc, l.id desc limit 20`);
  return rows<HuddleIncident>(found);
}

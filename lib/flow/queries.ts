import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { type IncidentStage, type OpenStage, openStages } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { daysFrom, todayOf } from "@/lib/text/days";
import { cumulativeFlow, type FlowDay, type Move } from "@/lib/trends/cumulative-flow";
import { type OpenedClosed, openedAndClosed } from "@/lib/trends/opened-closed";
import { mondayOf } from "@/lib/trends/weeks";
import { isOpenStage } from "./open-stage";

/*
 * How incidents flow, from counts that the database keeps (docs/decisions/kept-flow.md): what these cost grows with the
 * days that are asked for, not with the incidents. All days are those of the workspace's calendar.
 */

/** Days YYYY-MM-DD, both included; of one relationship, or of all. */
export type FlowSpan = { relationshipId?: string; fromOn: string; throughOn: string };

/** `week` is its Monday; `open` is what stood in each stage at its end, or at the end of the span where that is earlier. */
export type FlowWeek = { week: string; opened: number; closed: number; open: Record<OpenStage, number> };

/**
 * What was opened, closed and open in some span. Opened is what was logged or taken up again; closed is what ended in any
 * way, so that what is opened less what is closed is what more is open.
 */
export type Flow = {
  /** One entry a day, for FlowFigure. */
  days: FlowDay<OpenStage>[];
  /** Left the open stages in the span, as FlowFigure wants it. */
  finished: number;
  weeks: FlowWeek[];
  /** For OpenedClosedFigure: whole months, but that the first and the last begin and end with the span. */
  months: OpenedClosed[];
};

/** The flow of a span, day by day, by week and by month. One query. */
export async function findFlow(db: Database, member: Member, span: FlowSpan): Promise<Flow> {
  const { fromOn, throughOn } = span;
  const here = ofRelationships(member, span.relationshipId);
  const found = rows<Found>(
    await db.execute(sql`
      select on_day::text as "on", nullif(from_stage, '') as "from", to_stage as "to", sum(count)::int as count
      from flow_counts where ${here} and what = 'moved' and on_day >= ${fromOn}::date
      group by on_day, from_stage, to_stage having sum(count) <> 0
      union all
      select null, null, to_stage, sum(count)::int from flow_counts where ${here} and what = 'standing'
      group by to_stage having sum(count) <> 0`),
  );
  const moves = found.flatMap(({ on, from, to, count }) => (on === null ? [] : [{ on, from, to, count }]));
  const now = found.filter(({ on }) => on === null);
  const days = cumulativeFlow<OpenStage>(
    openStages,
    [...standingBefore(fromOn, now, moves), ...moves.map(openOnly)],
    fromOn,
    throughOn,
  );
  const inSpan = moves.filter(({ on }) => on <= throughOn);
  const opened = inSpan.filter(({ from, to }) => !isOpenStage(from) && isOpenStage(to));
  const closed = inSpan.filter(({ from, to }) => isOpenStage(from) && !isOpenStage(to));
  return {
    days,
    finished: closed.reduce((sum, { count }) => sum + count, 0),
    weeks: weeksOf(days, opened, closed),
    months: openedAndClosed(opened, closed, fromOn, throughOn),
  };
}
type Moved = { on: string; from: IncidentStage | null; to: IncidentStage; count: number };
type Found = Omit<Moved, "on"> & { on: string | null };

/** The same by week alone: from the Monday of the first day to the last. */
export async function listFlowWeeks(db: Database, member: Member, span: FlowSpan): Promise<FlowWeek[]> {
  return (await findFlow(db, member, { ...span, fromOn: mondayOf(span.fromOn) })).weeks;
}

/** What stands now less what has moved since is what stood before. */
function standingBefore(fromOn: string, now: readonly Found[], moves: readonly Moved[]): Move<OpenStage>[] {
  return openStages.map((stage) => {
    const standing = now.filter(({ to }) => to === stage).reduce((sum, { count }) => sum + count, 0);
    const since = moves.reduce(
      (sum, { from, to, count }) => sum + (to === stage ? count : 0) - (from === stage ? count : 0),
      0,
    );
    return { on: fromOn, from: null, to: stage, count: standing - since };
  });
}

const openOnly = ({ from, to, ...move }: Moved): Move<OpenStage> => ({
  ...move,
  from: isOpenStage(from) ? from : null,
  to: isOpenStage(to) ? to : null,
});

/** The Monday of each day, worked out once for each. */
function mondays(): (day: string) => string {
  const known = new Map<string, string>();
  return (day) => {
    const monday = known.get(day) ?? mondayOf(day);
    known.set(day, monday);
    return monday;
  };
}

function weeksOf(days: Flow["days"], opened: readonly Moved[], closed: readonly Moved[]): FlowWeek[] {
  const weekOf = mondays();
  const [begun, ended] = [byWeek(opened, weekOf), byWeek(closed, weekOf)];
  const weeks = new Map(days.map(({ on, counts }) => [weekOf(on), counts])); // the last day of each stays
  return [...weeks].map(([week, open]) => ({
    week,
    opened: begun.get(week) ?? 0,
    closed: ended.get(week) ?? 0,
    open,
  }));
}

function byWeek(moves: readonly Moved[], weekOf: (day: string) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { on, count } of moves) counts.set(weekOf(on), (counts.get(weekOf(on)) ?? 0) + count);
  return counts;
}

/**
 * How long the incidents took that were closed in these weeks and are closed still: from the day they were logged, in
 * whole days, the shortest first; for LeadTimesFigure and `leadTimesOf`. What was withdrawn or only contained was not
 * closed. The span is widened to whole weeks. One query.
 */
export async function findLeadTimes(
  db: Database,
  member: Member,
  { relationshipId, fromOn, throughOn }: FlowSpan,
): Promise<{ days: number; count: number }[]> {
  const found = await db.execute(sql`
    select days, sum(count)::int as count from flow_counts
    where ${ofRelationships(member, relationshipId)} and what = 'lasted'
      and on_day between ${mondayOf(fromOn)}::date and ${throughOn}::date
    group by days having sum(count) > 0 order by days`);
  return rows<{ days: number; count: number }>(found);
}

export type OldIncident = { id: string; title: string; stage: OpenStage; openedOn: string; days: number };
/** `createdOn` says how many of those open now were logged on each day, for AgesFigure and `agesOf`. */
export type OpenAges = { createdOn: { on: string; count: number }[]; oldest: OldIncident[] };

/** So many of the oldest are named. */
const mostNamed = 10;

/** How long the open incidents have been open, and which the ten oldest are. Two queries at once. */
export async function listOpenAges(db: Database, member: Member, relationshipId?: string): Promise<OpenAges> {
  const { workspaceId } = member;
  const zone = member.workspace.timeZone;
  const [counted, oldest] = await Promise.all([
    db.execute(sql`
      select on_day::text as "on", sum(count)::int as count from flow_counts
      where ${ofRelationships(member, relationshipId)} and what = 'standing'
      group by on_day having sum(count) > 0 order by on_day`),
    // Of each relationship the ten oldest from the index of what is open, and of these the ten oldest.
    db.execute(sql`
      select n.id, n.title, n.stage, coalesce(m.opened_on, (n.created_at at time zone ${zone}::text)::date)::text as "openedOn"
      from relationships r cross join lateral (
        select id, title, stage, created_at from incidents
        where workspace_id = ${workspaceId} and relationship_id = r.id
          and stage not in ('closed', 'withdrawn', 'contained_only')
        order by created_at, id limit ${mostNamed}) n
      left join incident_moves m on m.workspace_id = ${workspaceId} and m.incident_id = n.id and m.place = 1
      where r.workspace_id = ${workspaceId} ${relationshipId ? sql`and r.id = ${relationshipId}` : sql``}
      order by n.created_at, n.id limit ${mostNamed}`),
  ]);
  const today = todayOf(member);
  return {
    createdOn: rows<{ on: string; count: number }>(counted),
    oldest: rows<Omit<OldIncident, "days">>(oldest).map((each) => ({
      ...each,
      days: Math.max(0, daysFrom(each.openedOn, today)),
    })),
  };
}

function ofRelationships({ workspaceId }: Member, relationshipId: string | undefined): SQL {
  const all = sql`= any(array(select id from relationships where workspace_id = ${workspaceId}))`;
  return sql`workspace_id = ${workspaceId} and relationship_id ${relationshipId ? sql`= ${relationshipId}` : all}`;
}

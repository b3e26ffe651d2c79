import "server-only";
import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import {
  catchballTurns,
  cycleReviews,
  cycles,
  huddles,
  improvements,
  members,
  objectiveReviews,
  objectives,
  teams,
  users,
} from "@/db/schema";
import { type Category, type Direction, openPhases, type PressureKind } from "@/db/terms";
import type { Member } from "@/lib/access/member";
import { rowId } from "@/lib/text/shapes";

/** The cycle alone; undefined when this workspace has none of that id. */
export async function findCycle(db: Database, member: Member, cycleId: string) {
  if (!rowId.safeParse(cycleId).success) return undefined;
  const next = alias(cycles, "next");
  const [found] = await db
    .select({
      id: cycles.id,
      relationshipId: cycles.relationshipId,
      name: cycles.name,
      kind: cycles.kind,
      startsOn: cycles.startsOn,
      endsOn: cycles.endsOn,
      phase: cycles.phase,
      previousId: cycles.previousId,
      committedAt: cycles.committedAt,
      closedAt: cycles.closedAt,
      version: cycles.version,
      nextId: next.id,
    })
    .from(cycles)
    .leftJoin(next, and(eq(next.workspaceId, cycles.workspaceId), eq(next.previousId, cycles.id)))
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.id, cycleId)));
  return found;
}
export type Cycle = NonNullable<Awaited<ReturnType<typeof findCycle>>>;

export type PressureRow = {
  id: string;
  kind: PressureKind;
  title: string;
  categories: Category[];
  isOver: boolean;
  direction: Direction | null; // none: not read in this cycle yet
  strength: number | null;
  note: string | null;
  lastDirection: Direction | null; // in the latest cycle before
  lastStrength: number | null;
};

/** What presses on the relationship, as this cycle reads it and as the one before did; the strongest first. */
export async function listPressures(db: Database, member: Member, cycle: Cycle): Promise<PressureRow[]> {
  const here = member.workspaceId;
  const found = await db.execute(sql`
    select p.id, p.kind, p.title, p.categories, p.ended_at is not null as "isOver", r.direction, r.strength, r.note,
      l.direction as "lastDirection", l.strength as "lastStrength"
    from pressures p
    left join pressure_readings r on r.workspace_id = ${here} and r.pressure_id = p.id and r.cycle_id = ${cycle.id}
    left join lateral (
      select e.direction, e.strength from pressure_readings e
      join cycles c on c.workspace_id = ${here} and c.id = e.cycle_id and c.starts_on < ${cycle.startsOn}::date
      where e.workspace_id = ${here} and e.pressure_id = p.id
      order by c.starts_on desc limit 1) l on true
    where p.workspace_id = ${here} and p.relationship_id = ${cycle.relationshipId}
      and (r.id is not null or (p.ended_at is null and ${cycle.phase} <> 'closed'))
    order by coalesce(r.strength, l.strength) desc nulls last, p.created_at, p.id limit 60`);
  return rows<PressureRow>(found);
}

const firstOwners = alias(members, "first_owners");
const firstUsers = alias(users, "first_users");
const secondOwners = alias(members, "second_owners");
const secondUsers = alias(users, "second_users");

/** The objectives on the table, each with its pair, in the order in which they were proposed. */
export function listObjectives(db: Database, member: Member, cycleIds: string[]) {
  if (cycleIds.length === 0) return Promise.resolve([]);
  return db
    .select({
      id: objectives.id,
      cycleId: objectives.cycleId,
      title: objectives.title,
      firstOwnerId: objectives.firstOwnerId,
      firstOwnerName: firstUsers.name,
      secondOwnerId: objectives.secondOwnerId,
      secondOwnerName: secondUsers.name,
      indicator: objectives.indicator,
      baseline: objectives.baseline,
      target: objectives.target,
      byDay: objectives.byDay,
      leading: objectives.leading,
      lagging: objectives.lagging,
      balancing: objectives.balancing,
      decision: objectives.decision,
      result: objectives.result,
      version: objectives.version,
    })
    .from(objectives)
    .leftJoin(
      firstOwners,
      and(eq(firstOwners.workspaceId, objectives.workspaceId), eq(firstOwners.id, objectives.firstOwnerId)),
    )
    .leftJoin(firstUsers, eq(firstUsers.id, firstOwners.userId))
    .leftJoin(
      secondOwners,
      and(eq(secondOwners.workspaceId, objectives.workspaceId), eq(secondOwners.id, objectives.secondOwnerId)),
    )
    .leftJoin(secondUsers, eq(secondUsers.id, secondOwners.userId))
    .where(
      and(
        eq(objectives.workspaceId, member.workspaceId),
        inArray(objectives.cycleId, cycleIds),
        isNull(objectives.removedAt),
      ),
    )
    .orderBy(asc(objectives.createdAt), asc(objectives.id))
    .limit(500);
}
export type Objective = Awaited<ReturnType<typeof listObjectives>>[number];

/** What each side said to the objectives of a cycle, the latest first. */
export function listTurns(db: Database, member: Member, cycleId: string) {
  return db
    .select({
      id: catchballTurns.id,
      objectiveId: catchballTurns.objectiveId,
      sideId: catchballTurns.sideId,
      move: catchballTurns.move,
      words: catchballTurns.words,
      ofVersion: catchballTurns.ofVersion,
      by: users.name,
      at: catchballTurns.at,
    })
    .from(catchballTurns)
    .innerJoin(
      objectives,
      and(eq(objectives.workspaceId, catchballTurns.workspaceId), eq(objectives.id, catchballTurns.objectiveId)),
    )
    .innerJoin(
      members,
      and(eq(members.workspaceId, catchballTurns.workspaceId), eq(members.id, catchballTurns.memberId)),
    )
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(catchballTurns.workspaceId, member.workspaceId),
        eq(objectives.cycleId, cycleId),
        isNull(objectives.removedAt),
      ),
    )
    .orderBy(desc(catchballTurns.at), desc(catchballTurns.id))
    .limit(300);
}
export type CatchballTurn = Awaited<ReturnType<typeof listTurns>>[number];

/** The huddles of a cycle, the latest first. */
export function listHuddles(db: Database, member: Member, cycleId: string, limit = 8) {
  const { id, heldOn, moved, stuck, help, version } = huddles;
  return db
    .select({ id, heldOn, moved, stuck, help, version, by: users.name })
    .from(huddles)
    .innerJoin(members, and(eq(members.workspaceId, huddles.workspaceId), eq(members.id, huddles.writtenById)))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(huddles.workspaceId, member.workspaceId), eq(huddles.cycleId, cycleId)))
    .orderBy(desc(heldOn), desc(id))
    .limit(limit);
}
export type Huddle = Awaited<ReturnType<typeof listHuddles>>[number];

/** The reviews of cycles, the latest first; of each cycle at most one of the whole. */
export function listReviews(db: Database, member: Member, cycleIds: string[]) {
  if (cycleIds.length === 0) return Promise.resolve([]);
  const { id, cycleId, kind, heldOn, verified, cameBack, learned, pressuresMoved, version } = cycleReviews;
  return db
    .select({ id, cycleId, kind, heldOn, verified, cameBack, learned, pressuresMoved, version })
    .from(cycleReviews)
    .where(and(eq(cycleReviews.workspaceId, member.workspaceId), inArray(cycleId, cycleIds)))
    .orderBy(desc(heldOn), desc(id))
    .limit(400);
}
export type Review = Awaited<ReturnType<typeof listReviews>>[number];

/** What the quarterly reviews of a cycle decided on its objectives, the latest first. */
export function listObjectiveReviews(db: Database, member: Member, cycleId: string) {
  const { reviewId, objectiveId, decision, reason } = objectiveReviews;
  return db
    .select({ reviewId, objectiveId, decision, reason, heldOn: cycleReviews.heldOn })
    .from(objectiveReviews)
    .innerJoin(
      cycleReviews,
      and(eq(cycleReviews.workspaceId, objectiveReviews.workspaceId), eq(cycleReviews.id, reviewId)),
    )
    .where(and(eq(objectiveReviews.workspaceId, member.workspaceId), eq(cycleReviews.cycleId, cycleId)))
    .orderBy(desc(cycleReviews.heldOn), desc(objectiveReviews.id))
    .limit(200);
}
export type ObjectiveReview = Awaited<ReturnType<typeof listObjectiveReviews>>[number];

/** Open improvements of the relationship that no cycle works on, the oldest first: what may be chosen. */
export function listChoosable(db: Database, member: Member, relationshipId: string, limit = 60) {
  const { id, title, phase } = improvements;
  return db
    .select({ id, title, phase, owner: users.name, team: teams.name })
    .from(improvements)
    .leftJoin(cycles, and(eq(cycles.workspaceId, improvements.workspaceId), eq(cycles.id, improvements.cycleId)))
    .leftJoin(members, and(eq(members.workspaceId, improvements.workspaceId), eq(members.id, improvements.ownerId)))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, and(eq(teams.workspaceId, members.workspaceId), eq(teams.id, members.teamId)))
    .where(
      and(
        eq(improvements.workspaceId, member.workspaceId),
        eq(improvements.relationshipId, relationshipId),
        inArray(phase, [...openPhases]),
        or(isNull(improvements.cycleId), eq(cycles.phase, "closed")),
      ),
    )
    .orderBy(asc(improvements.createdAt), asc(id))
    .limit(limit);
}

/** The days of a relationship's last cycle, from which the next opens; undefined before the first. */
export async function findLastCycle(db: Database, member: Member, relationshipId: string) {
  const { id, name, kind, phase, startsOn, endsOn } = cycles;
  const [last] = await db
    .select({ id, name, kind, phase, startsOn, endsOn })
    .from(cycles)
    .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.relationshipId, relationshipId)))
    .orderBy(desc(startsOn), desc(id))
    .limit(1);
  return last;
}

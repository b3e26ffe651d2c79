import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { catchballTurns, cycleReviews, objectives, pressureReadings, teams } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { now } from "@/lib/text/clock";
import { type OpenedCycle, onCycle, requireAllWritten } from "./cycle-deed";
import { type CycleFault, commitFaults, phaseAfter } from "./cycle-rules";
import { listLeftOwners } from "./handing-on";
import type { CloseCycleInput, CommitCycleInput, MoveOnInput } from "./input";
import { countUndecided } from "./undecided";

/** The steps that any worker takes: to planning, to the catchball, to work, to the review. Each follows the one before. */
export function moveOn(db: Database, member: Member, input: MoveOnInput): Promise<void> {
  return onCycle(db, member, "cycle:write", input, async (tx, cycle) => {
    const { to } = input;
    const { phase: from } = cycle;
    if (from === to) return undefined;
    if (phaseAfter(from) !== to) refuse("conflict", "This is not the next step of the cycle.");
    requireAllWritten(await faultsBefore(tx, member, cycle, to));
    return { verb: "cycle.moved_on", set: { phase: to }, details: { from, to } };
  });
}

async function faultsBefore(
  tx: Database,
  member: Member,
  { id }: OpenedCycle,
  to: MoveOnInput["to"],
): Promise<CycleFault[]> {
  if (to === "plan") {
    const read = and(eq(pressureReadings.workspaceId, member.workspaceId), eq(pressureReadings.cycleId, id));
    const [one] = await tx.select({ id: pressureReadings.id }).from(pressureReadings).where(read).limit(1);
    return one ? [] : [{ field: "pressures", message: "Look outside first: note one pressure and how it stands." }];
  }
  if (to === "catchball") {
    const [one] = await standingObjectives(tx, member, id);
    return one ? [] : [{ field: "objectives", message: "Put an objective on the table first." }];
  }
  return [];
}

/** Both sides have agreed to each of the three to five objectives: they stand from here on (catchball → committed). */
export function commitCycle(db: Database, member: Member, input: CommitCycleInput): Promise<void> {
  return onCycle(db, member, "cycle:lead", input, async (tx, cycle) => {
    if (cycle.phase === "committed") return undefined;
    if (cycle.phase !== "catchball") refuse("conflict", "A cycle is committed at the end of the catchball.");
    const [planned, sides] = [
      await withTurns(tx, member, await standingObjectives(tx, member, cycle.id)),
      await namesOf(tx, member, cycle),
    ];
    const gone = (await listLeftOwners(tx, member, cycle.id)).map(({ title, name }) => ({
      field: "objectives",
      message: `“${title}”: ${name} has left. Name another owner.`,
    }));
    requireAllWritten([...commitFaults(planned, sides), ...gone]);
    const details = { objectives: planned.map(({ title }) => title) };
    return { verb: "cycle.committed", set: { phase: "committed", committedAt: now() }, details };
  });
}

/** Ends the cycle once everything it owes is written; then the next opens from it (review → closed). */
export function closeCycle(db: Database, member: Member, input: CloseCycleInput): Promise<void> {
  return onCycle(db, member, "cycle:lead", input, async (tx, cycle) => {
    if (cycle.phase !== "review") refuse("conflict", "A cycle is closed at the end of its review.");
    requireAllWritten(await closeFaults(tx, member, cycle.id));
    return { verb: "cycle.closed", set: { phase: "closed", closedAt: now() } };
  });
}

/** What the cycle still owes before it can be closed. */
export async function closeFaults(db: Database, member: Member, cycleId: string): Promise<CycleFault[]> {
  const whole = and(
    eq(cycleReviews.workspaceId, member.workspaceId),
    eq(cycleReviews.cycleId, cycleId),
    eq(cycleReviews.kind, "annual"),
  );
  const [review] = await db.select({ id: cycleReviews.id }).from(cycleReviews).where(whole).limit(1);
  const unsaid = (await standingObjectives(db, member, cycleId)).filter(({ result }) => !result);
  const undecided = await countUndecided(db, member, cycleId);
  const left = undecided === 1 ? "1 improvement is" : `${undecided} improvements are`;
  return [
    ...(review ? [] : [{ field: "review", message: "Write the review of the whole." }]),
    ...unsaid.map(({ title }) => ({ field: "results", message: `Say what came of “${title}”.` })),
    ...(undecided === 0
      ? []
      : [{ field: "carryOvers", message: `${left} unfinished: decide whether to continue, plan anew or drop.` }]),
  ];
}

const standingObjectives = (db: Database, member: Member, cycleId: string) =>
  db
    .select()
    .from(objectives)
    .where(
      and(
        eq(objectives.workspaceId, member.workspaceId),
        eq(objectives.cycleId, cycleId),
        isNull(objectives.removedAt),
      ),
    )
    .orderBy(asc(objectives.createdAt), asc(objectives.id))
    .limit(50);

async function withTurns(db: Database, member: Member, rows: Awaited<ReturnType<typeof standingObjectives>>) {
  if (rows.length === 0) return [];
  const turns = await db
    .select()
    .from(catchballTurns)
    .where(
      and(
        eq(catchballTurns.workspaceId, member.workspaceId),
        inArray(
          catchballTurns.objectiveId,
          rows.map(({ id }) => id),
        ),
        eq(catchballTurns.move, "agreed"),
      ),
    );
  return rows.map((row) => ({ ...row, turns: turns.filter(({ objectiveId }) => objectiveId === row.id) }));
}

const namesOf = (db: Database, member: Member, { sideIds }: OpenedCycle) =>
  db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, member.workspaceId), inArray(teams.id, [...sideIds])))
    .orderBy(sql`${teams.id} <> ${sideIds[0]}`);

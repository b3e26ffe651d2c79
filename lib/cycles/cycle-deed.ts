import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { cycles, objectives, relationships } from "@/db/schema";
import { type Member, sideIn } from "@/lib/access/member";
import { type Permission, permit } from "@/lib/access/policy";
import { type Deed as Recorded, recordActivities } from "@/lib/activity/record";
import { type FieldFaults, refuse } from "@/lib/refusal";
import type { CycleFault } from "./cycle-rules";

type Row = typeof cycles.$inferSelect;
export type ObjectiveRow = typeof objectives.$inferSelect;

/** The cycle a deed works on, locked until the deed is done: deeds on one cycle follow one another. */
export type OpenedCycle = Row & {
  sideIds: readonly [string, string];
  memberSideId: string | null; // the side of whoever does the deed
};

export type Deed = {
  verb: string;
  /** Moves the cycle itself on, and its version with it. */
  set?: Partial<Pick<Row, "phase" | "committedAt" | "closedAt">>;
  details?: Record<string, unknown>;
  /** What it did to something beside the cycle, for the history of that. */
  also?: Recorded[];
};

type Seen = { cycleId: string; version?: number };

/**
 * The frame of every deed on a cycle: right, lock, the version that was seen, the deed, its activity. One transaction.
 * A closed cycle is history and takes no more deeds; `work` gives nothing when there is nothing left to do.
 */
export async function onCycle(
  db: Database,
  member: Member,
  permission: Permission,
  { cycleId, version }: Seen,
  work: (tx: Database, cycle: OpenedCycle) => Promise<Deed | undefined>,
): Promise<void> {
  permit(member, permission);
  return db.transaction(async (tx) => {
    const cycle = await lockCycle(tx, member, cycleId);
    if (version !== undefined && version !== cycle.version) {
      const { phase } = cycle;
      refuse("conflict", "This cycle was moved on meanwhile. Look at it as it stands now.", undefined, { phase });
    }
    if (cycle.phase === "closed") refuse("conflict", "This cycle is closed. What was written stays as it is.");
    const deed = await work(tx, cycle);
    if (!deed) return;
    if (deed.set) {
      await tx
        .update(cycles)
        .set({ ...deed.set, version: sql`${cycles.version} + 1` })
        .where(and(eq(cycles.workspaceId, member.workspaceId), eq(cycles.id, cycleId)));
    }
    const { verb, details, also = [] } = deed;
    await recordActivities(tx, member, [...also, { verb, subjectId: cycleId, details }]);
  });
}

/** A deed on one objective of a cycle; the cycle is locked with it. */
export async function onObjective(
  db: Database,
  member: Member,
  permission: Permission,
  { objectiveId, version }: { objectiveId: string; version?: number },
  work: (tx: Database, cycle: OpenedCycle, objective: ObjectiveRow) => Promise<Deed | undefined>,
): Promise<void> {
  permit(member, permission);
  const mine = and(
    eq(objectives.workspaceId, member.workspaceId),
    eq(objectives.id, objectiveId),
    isNull(objectives.removedAt),
  );
  const [found] = await db.select({ cycleId: objectives.cycleId }).from(objectives).where(mine);
  if (!found) refuse("not_found", "This objective does not exist.");
  return onCycle(db, member, permission, found, async (tx, cycle) => {
    const [objective] = await tx.select().from(objectives).where(mine).for("update");
    if (!objective) refuse("not_found", "This objective does not exist.");
    if (version !== undefined) requireSeen(objective, version);
    return work(tx, cycle, objective);
  });
}

/** @throws Refusal when the words are others by now than the ones that were seen */
export function requireSeen(objective: ObjectiveRow, version: number): void {
  if (version === objective.version) return;
  refuse("conflict", "Its words were changed meanwhile. Look at them as they stand now.", undefined, objective);
}

/** @throws Refusal when the cycle is not in this workspace */
async function lockCycle(tx: Database, member: Member, cycleId: string): Promise<OpenedCycle> {
  const here = member.workspaceId;
  const [row] = await tx
    .select()
    .from(cycles)
    .where(and(eq(cycles.workspaceId, here), eq(cycles.id, cycleId)))
    .for("update");
  if (!row) refuse("not_found", "This cycle does not exist.");
  const [pair] = await tx
    .select({ firstTeamId: relationships.firstTeamId, secondTeamId: relationships.secondTeamId })
    .from(relationships)
    .where(and(eq(relationships.workspaceId, here), eq(relationships.id, row.relationshipId)));
  if (!pair) throw new Error("A cycle stands in no relationship.");
  return { ...row, sideIds: [pair.firstTeamId, pair.secondTeamId], memberSideId: sideIn(member, pair) };
}

/** Refuses what the rules found, each sentence at its field of the form. */
export function requireNoCycleFaults(faults: readonly CycleFault[]): void {
  if (faults.length === 0) return;
  const fields: FieldFaults = {};
  for (const { field, message } of faults) fields[field] = [...(fields[field] ?? []), message];
  refuse("invalid", sentencesOf(faults), fields);
}

/**
 * Refuses a step for what stands elsewhere than in its form: all of it in sentences. What lies in the person is
 * forbidden, what lies in the moment a conflict.
 */
export function requireAllWritten(faults: readonly CycleFault[]): void {
  if (faults.length === 0) return;
  const kind = faults.some(({ field }) => field === "by")
    ? "forbidden"
    : faults.some(({ field }) => field === "phase")
      ? "conflict"
      : "invalid";
  refuse(kind, sentencesOf(faults));
}

const sentencesOf = (faults: readonly CycleFault[]) => faults.map(({ message }) => message).join(" ");

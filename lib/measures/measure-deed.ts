import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { measures } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { type Permission, permit } from "@/lib/access/policy";
import { recordActivity } from "@/lib/activity/record";
import { refuse } from "@/lib/refusal";
import { findSignals } from "./signals";

export type MeasureRow = typeof measures.$inferSelect;
export type Deed = { verb: string; set?: Partial<MeasureRow>; details?: Record<string, unknown> };

/**
 * The frame of every deed on a measure: right, lock, the version that was seen, the deed, the signals that the chart tells
 * since, its activity. One transaction.
 * `work` gives nothing when there is nothing left to do.
 */
export async function onMeasure(
  db: Database,
  member: Member,
  permission: Permission,
  { measureId, version }: { measureId: string; version?: number },
  work: (tx: Database, measure: MeasureRow) => Promise<Deed | undefined>,
): Promise<void> {
  permit(member, permission);
  const mine = and(eq(measures.workspaceId, member.workspaceId), eq(measures.id, measureId));
  await db.transaction(async (tx) => {
    const [measure] = await tx.select().from(measures).where(mine).for("update");
    if (!measure) refuse("not_found", "This measure does not exist.");
    if (version !== undefined && version !== measure.version)
      refuse("conflict", "This measure was changed meanwhile. Look at it as it stands now.", undefined, measure);
    const deed = await work(tx, measure);
    if (!deed) return;
    if (deed.set) {
      const set = { ...deed.set, version: sql`${measures.version} + 1` };
      await tx.update(measures).set(set).where(mine);
    }
    await findSignals(tx, member, { ...measure, ...deed.set });
    await recordActivity(tx, member, deed.verb, measureId, deed.details);
  });
}

/** @throws Refusal when it was taken away */
export function requireInUse(measure: MeasureRow): void {
  if (measure.removedAt) refuse("conflict", "Somebody took this measure away meanwhile. Put it back to go on with it.");
}

/** @throws Refusal when its values come from the incidents */
export function requireReadings(measure: MeasureRow): void {
  if (measure.source !== "readings")
    refuse("conflict", "The values of this measure come from the incidents. Nobody enters them.");
}

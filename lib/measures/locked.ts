import "server-only";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { baselines } from "@/db/schema";
import type { Place } from "./place";

export type Baseline = {
  measureId: string;
  fromOn: string;
  throughOn: string;
  reason: string | null;
  lockedAt: Date;
  replacedAt: Date | null;
};

/** All limits that were ever locked for these measures, of each in their order; its last one stands. */
export function listBaselines(db: Database, place: Place, measureIds: readonly string[]): Promise<Baseline[]> {
  const { measureId, fromOn, throughOn, reason, lockedAt, replacedAt } = baselines;
  return db
    .select({ measureId, fromOn, throughOn, reason, lockedAt, replacedAt })
    .from(baselines)
    .where(and(eq(baselines.workspaceId, place.workspaceId), inArray(baselines.measureId, [...measureIds])))
    .orderBy(asc(baselines.lockedAt), asc(baselines.id));
}

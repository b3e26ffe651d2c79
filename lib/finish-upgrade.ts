import type { Database } from "@/db/client";
import { recountFlow } from "@/lib/flow/recount-flow";
import { recountFriction } from "@/lib/incidents/recount-friction";

/**
 * What migrations in SQL leave to be done: sums that the versions before did not keep. Where nobody has worked yet,
 * there are none. @param applied the migrations that were applied just now
 */
export async function finishUpgrade(db: Database, applied: string[]): Promise<void> {
  if (applied.includes("0011_friction_years")) await recountFriction(db, { repair: true });
  if (applied.includes("0023_incident_flow")) await recountFlow(db, { repair: true });
}

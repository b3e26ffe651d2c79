import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { rootCauses } from "@/db/schema";
import type { Category } from "@/db/terms";

export type StandingEntry = { id: string; text: string; category: Category };

/**
 * The entry that stands for this one today: itself, or what it was merged into, however often. Undefined when this
 * workspace has none of that id.
 */
export async function findStandingId(
  db: Database,
  workspaceId: string,
  rootCauseId: string,
): Promise<string | undefined> {
  const found = await db.execute(sql`
    with recursive up as (
      select id, merged_into_id from root_causes where workspace_id = ${workspaceId} and id = ${rootCauseId}
      union all
      select r.id, r.merged_into_id
      from up join root_causes r on r.workspace_id = ${workspaceId} and r.id = up.merged_into_id)
    select id from up where merged_into_id is null`);
  return rows<{ id: string }>(found)[0]?.id;
}

/** The same, kept from being merged or put into another category until the deed is done that points something at it. */
export async function lockStandingEntry(
  tx: Database,
  workspaceId: string,
  rootCauseId: string,
): Promise<StandingEntry | undefined> {
  const id = await findStandingId(tx, workspaceId, rootCauseId);
  if (!id) return undefined;
  const [entry] = await tx
    .select({ id: rootCauses.id, text: rootCauses.text, category: rootCauses.category })
    .from(rootCauses)
    .where(and(eq(rootCauses.workspaceId, workspaceId), eq(rootCauses.id, id), isNull(rootCauses.mergedIntoId)))
    .for("share");
  // Merged at this very moment: what it became is one step further.
  return entry ?? lockStandingEntry(tx, workspaceId, id);
}

import "server-only";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";

/**
 * Locks the trees with a why that ends in one of the causes. Deeds on a tree lock it first, and this one has to come
 * before them, in the order of the ids, or two deeds could wait for each other for ever. @returns the ids, in order
 */
export async function lockTreesOf(tx: Database, member: Pick<Member, "workspaceId">, rootCauseIds: readonly string[]) {
  if (rootCauseIds.length === 0) return [];
  const found = await tx.execute(sql`
    select t.id from cause_trees t
    where t.workspace_id = ${member.workspaceId} and exists (
      select 1 from whys w
      where w.workspace_id = t.workspace_id and w.tree_id = t.id and w.root_cause_id in ${rootCauseIds}
        and w.ending = 'root_cause' and w.removed_at is null)
    order by t.id for update of t`);
  return rows<{ id: string }>(found).map(({ id }) => id);
}

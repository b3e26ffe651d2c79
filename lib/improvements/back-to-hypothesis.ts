import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { apply, type Deed, type OpenedTree, onTree, whyChange } from "@/lib/causes/tree-deed";
import { incidentsOf } from "@/lib/root-causes/links";
import { lockTreesOf } from "@/lib/root-causes/lock-trees";

/**
 * Acting on the cause changed nothing, so nobody knows any more that it is the cause: its verified whys are hypotheses
 * again, in every tree, recorded there (method 3.2). Their evidence stays.
 */
export async function backToHypothesis(
  tx: Database,
  member: Member,
  { id, actsOn }: { id: string; actsOn: readonly string[] },
): Promise<void> {
  if (actsOn.length === 0) return;
  // Trees and incidents before the first activity, in the order of their ids: a deed never waits for a lock behind it.
  const treeIds = await lockTreesOf(tx, member, actsOn);
  await tx.execute(sql`
    select n.id from incidents n
    where n.workspace_id = ${member.workspaceId} and n.id in (select incident_id from ${incidentsOf(member, actsOn)} l)
    order by n.id for update of n`);
  const reconsider = async (inner: Database, tree: OpenedTree): Promise<Deed | undefined> => {
    const found = await inner
      .select()
      .from(whys)
      .where(
        and(
          eq(whys.workspaceId, member.workspaceId),
          eq(whys.treeId, tree.id),
          inArray(whys.rootCauseId, [...actsOn]),
          eq(whys.ending, "root_cause"),
          eq(whys.status, "verified"),
          isNull(whys.removedAt),
        ),
      );
    if (found.length === 0) return undefined;
    const back = found.map((why) => whyChange(why, { status: "hypothesis", statusReason: null }));
    const changes = await apply(inner, member, tree, back);
    return { verb: "why.reconsidered", changes, details: { text: found[0]?.text, improvementId: id } };
  };
  for (const treeId of treeIds) await onTree(tx, member, treeId, reconsider, true);
}

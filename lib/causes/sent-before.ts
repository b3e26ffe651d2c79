import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { activity, type evidence, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import type { Kept } from "./steps-back";
import { type Done, type OpenedTree, whysAmong } from "./tree-deed";

export const takenId = "This form is out of date. Please load the tree again.";

/**
 * The answer that this member got when they made the row of this id in the tree; undefined when nobody has made it yet
 * (trust 5). @throws Refusal when somebody else has, or elsewhere in the workspace; without telling which
 */
export async function answerOf(
  tx: Database,
  member: Member,
  tree: OpenedTree,
  table: typeof whys | typeof evidence,
  id: string,
): Promise<Done | undefined> {
  const [standing] = await tx
    .select({ id: table.id })
    .from(table as typeof whys)
    .where(and(eq(table.workspaceId, member.workspaceId), eq(table.id, id)));
  if (!standing) return undefined;
  const [made] = await tx
    .select({ sequence: activity.sequence, details: activity.details })
    .from(activity)
    .where(
      and(
        eq(activity.workspaceId, member.workspaceId),
        eq(activity.subjectId, tree.id),
        eq(activity.memberId, member.id),
        eq(activity.verb, table === whys ? "why.asked" : "evidence.added"),
        sql`${activity.details} -> 'changes' -> 0 ->> 'id' = ${id}`, // the row itself is the first change of its deed
      ),
    );
  if (!made) refuse("conflict", takenId);
  return answered(tree.id, { sequence: made.sequence, details: made.details as Kept });
}

/** What a deed answered with, from what the history keeps of it. */
export function answered(treeId: string, { sequence, details }: { sequence: number; details: Kept }): Done {
  const { changes = [], unsettled = false } = details;
  return { treeId, sequence, whyIds: whysAmong(changes), unsettled };
}

import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import { type TreeIndex, type TreeWhy, treeIndex } from "./cause-tree";
import { loadLinks } from "./cross-links";
import { type EndingFault, endingFaults } from "./endings";
import { loadTree } from "./load-tree";
import { moveLeadsBack } from "./same-as";
import { treeContext } from "./tree-context";

/** A tree as it stands inside the open transaction, with what speaks against the ending of each of its whys. */
export type LoadedRules = { index: TreeIndex; endingFaultsOf(why: TreeWhy): EndingFault[] };

export async function loadRules(tx: Database, member: Member, treeId: string): Promise<LoadedRules> {
  const loaded = await loadTree(tx, member, treeId);
  if (!loaded) throw new Error("A locked tree cannot be loaded.");
  const index = treeIndex(loaded.tree);
  const context = treeContext(loaded);
  const crossing = index.inOrder.some(({ ending }) => ending === "same_as");
  const [links, pointedAt] = crossing
    ? await Promise.all([loadLinks(tx, member, [treeId]), listPointedAt(tx, member, treeId)])
    : [[], new Set<string>()];
  return {
    index,
    endingFaultsOf: (why) =>
      endingFaults(index, why, {
        ...context,
        linksElsewhere: links.filter(({ id }) => id !== why.id),
        pointedAtElsewhere: pointedAt.has(why.id),
      }),
  };
}

const pointing = alias(whys, "pointing");

/** The whys of the tree that a cross-link of another tree points to. */
async function listPointedAt(tx: Database, member: Member, treeId: string): Promise<Set<string>> {
  const found = await tx
    .select({ id: whys.id })
    .from(whys)
    .innerJoin(pointing, and(eq(pointing.workspaceId, whys.workspaceId), eq(pointing.sameAsId, whys.id)))
    .where(
      and(
        eq(whys.workspaceId, member.workspaceId),
        eq(whys.treeId, treeId),
        eq(pointing.ending, "same_as"),
        ne(pointing.treeId, treeId),
        isNull(pointing.removedAt),
      ),
    );
  return new Set(found.map(({ id }) => id));
}

/**
 * Cross-links lead from tree to tree, and a deed locks one tree only: two of them at once could close a ring that
 * neither sees. So those that could follow one another in the whole workspace, until the end of their transaction.
 */
export const lockCrossLinks = (tx: Database, member: Member) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`cross-links of ${member.workspaceId}`}, 0))`);

/** @throws Refusal when from the why, moved there, the whys and cross-links would lead back to it (method 1.2) */
export async function requireNoRing(tx: Database, member: Member, treeId: string, whyId: string, parentId: string) {
  await lockCrossLinks(tx, member);
  if (moveLeadsBack(await loadLinks(tx, member, [treeId]), whyId, parentId))
    refuse("invalid", "From there a cross-link leads back to this why. Write the circle as a comment.");
}

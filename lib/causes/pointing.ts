import "server-only";
import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { causeTrees, whys } from "@/db/schema";
import { rowId } from "@/lib/text/shapes";
import type { Scope } from "./tree-rows";

/** A why that says the same as one of this tree: the other end of its cross-link. */
export type PointingWhy = { id: string; sameAsId: string; treeId: string; text: string; problem: string };

const pointing = alias(whys, "pointing");

/** The cross-links that lead into a tree, from itself and from others. */
export async function listPointing(db: Database, member: Scope, treeId: string): Promise<PointingWhy[]> {
  if (!rowId.safeParse(treeId).success) return [];
  return db
    .select({
      id: pointing.id,
      sameAsId: whys.id,
      treeId: pointing.treeId,
      text: pointing.text,
      problem: causeTrees.problem,
    })
    .from(whys)
    .innerJoin(pointing, and(eq(pointing.workspaceId, whys.workspaceId), eq(pointing.sameAsId, whys.id)))
    .innerJoin(causeTrees, and(eq(causeTrees.workspaceId, pointing.workspaceId), eq(causeTrees.id, pointing.treeId)))
    .where(
      and(
        eq(whys.workspaceId, member.workspaceId),
        eq(whys.treeId, treeId),
        isNull(whys.removedAt),
        eq(pointing.ending, "same_as"),
        isNull(pointing.removedAt),
      ),
    )
    .orderBy(asc(pointing.createdAt), asc(pointing.id))
    .limit(500);
}

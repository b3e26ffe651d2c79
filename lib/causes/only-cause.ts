import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { causeTrees, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import type { onlyCauseInput } from "./input";
import { type Done, onTree } from "./tree-deed";

/**
 * Writes why the problem has one first why only, or takes that back: a straight line is a choice that somebody stands
 * for (method 1.9, breadth). Whoever saw another reason is shown the standing one.
 */
export function explainOnlyCause(db: Database, member: Member, input: z.output<typeof onlyCauseInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const inPlace = and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, tree.id));
    const [standing] = await tx.select({ reason: causeTrees.onlyCauseReason }).from(causeTrees).where(inPlace);
    const before = standing?.reason ?? null;
    if (before === input.reason) return undefined;
    if (before !== input.before)
      refuse("conflict", "Somebody wrote a reason meanwhile. Read it, then decide.", undefined, { text: before ?? "" });
    if (input.reason) {
      const first = and(eq(whys.workspaceId, member.workspaceId), eq(whys.treeId, tree.id), isNull(whys.parentId));
      if ((await tx.$count(whys, and(first, isNull(whys.removedAt)))) !== 1)
        refuse("invalid", "A reason is asked for while the problem has exactly one cause below it.");
    }
    const set = { onlyCauseReason: input.reason, version: sql`${causeTrees.version} + 1` };
    await tx.update(causeTrees).set(set).where(inPlace);
    const verb = input.reason ? "tree.only_cause_explained" : "tree.only_cause_reopened";
    return { verb, changes: [], details: { reason: input.reason, before } };
  });
}

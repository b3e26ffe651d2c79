import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@/db/client";
import { one, rows } from "@/db/rows";
import type { Member } from "@/lib/access/member";
import { refuse } from "@/lib/refusal";
import type { removeWhyInput } from "./input";
import { groupWithout, listBelow } from "./standing-whys";
import { apply, type Change, type Done, type OpenedTree, onTree, requireWhy } from "./tree-deed";

/**
 * Takes a why and all below it out of the tree; undo brings them back. Only what one's own side has written and nobody
 * else has answered goes: a why that was searched is refuted and stays to be seen, evidence against a why never
 * disappears, and neither does a dispute (method 1.2, 1.4, 1.5).
 */
export function removeWhy(db: Database, member: Member, input: z.output<typeof removeWhyInput>): Promise<Done> {
  return onTree(db, member, input.treeId, async (tx, tree) => {
    const why = await requireWhy(tx, member, tree, input.whyId);
    const below = await listBelow(tx, member, tree, why.id);
    await requireOnlyOwn(tx, member, tree, below);
    const removedAt = new Date().toISOString();
    const changes: Change[] = below.map(({ id }) => ({
      row: "why" as const,
      id,
      before: { removedAt: null },
      after: { removedAt },
    }));
    changes.push(...(await groupWithout(tx, member, tree, why)));
    await apply(tx, member, tree, changes);
    return { verb: "why.removed", changes, details: { text: why.text, count: below.length } };
  });
}

type Held = { refuted: boolean; others: boolean; proof: boolean; answers: boolean };

async function requireOnlyOwn(tx: Database, member: Member, tree: OpenedTree, below: { id: string }[]) {
  const ids = sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(below.map(({ id }) => id))}::text::jsonb))`;
  const { workspaceId, id: me } = member;
  const { sideId } = tree;
  const held = one(
    rows<Held>(
      await tx.execute(sql`
        select
          exists (select 1 from whys where workspace_id = ${workspaceId} and id in ${ids} and status = 'refuted') as refuted,
          exists (select 1 from whys where workspace_id = ${workspaceId} and id in ${ids}
            and author_id <> ${me} and side_id is distinct from ${sideId}::uuid) as others,
          exists (select 1 from evidence where workspace_id = ${workspaceId} and why_id in ${ids} and removed_at is null
            and collected_by_id <> ${me} and side_id is distinct from ${sideId}::uuid) as proof,
          exists (select 1 from read_backs where workspace_id = ${workspaceId} and why_id in ${ids}
            and side_id is distinct from ${sideId}::uuid) as answers`),
    ),
  );
  const instead = "Refute it instead, so that it stays to be seen.";
  if (held.refuted) refuse("invalid", "A refuted why shows that breadth was searched; it stays in the tree.");
  if (held.others) refuse("forbidden", `Others have written in this branch. ${instead}`);
  if (held.proof) refuse("forbidden", `Others have brought evidence in this branch. ${instead}`);
  if (held.answers) refuse("forbidden", `The other side has answered a line of this branch. ${instead}`);
}

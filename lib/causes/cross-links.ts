/** What leads out of a tree: the targets of its cross-links, and the trees beyond them (method 1.2). */
import "server-only";
import { and, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { rows } from "@/db/rows";
import { improvements, improvementWhys, whys } from "@/db/schema";
import { type SameAsTarget, type TreeWhy, treeIndex } from "./cause-tree";
import { endingHolds } from "./endings";
import { groupBy } from "./group-by";
import type { Link } from "./same-as";
import { type Scope, whyColumns } from "./tree-rows";

const pointing = alias(whys, "pointing");

/** Of the cross-links into other trees: each target, the whys above it, and those directly below. */
export async function loadRowsAroundTargets(db: Database, member: Scope, treeId: string) {
  const targets = db
    .select({ id: whys.id })
    .from(pointing)
    .innerJoin(whys, and(eq(whys.workspaceId, pointing.workspaceId), eq(whys.id, pointing.sameAsId)))
    .where(
      and(
        eq(pointing.workspaceId, member.workspaceId),
        eq(pointing.treeId, treeId),
        eq(pointing.ending, "same_as"),
        isNull(pointing.removedAt),
        ne(whys.treeId, treeId),
        isNull(whys.removedAt),
      ),
    );
  const around = sql`(
    with recursive above (id, parent_id) as (
      select w.id, w.parent_id from ${whys} w where w.workspace_id = ${member.workspaceId} and w.id in ${targets}
      union
      select w.id, w.parent_id from above
      join ${whys} w on w.workspace_id = ${member.workspaceId} and w.id = above.parent_id
    )
    select id from above
    union
    select w.id from ${whys} w
    where w.workspace_id = ${member.workspaceId} and w.removed_at is null
      and (w.tree_id, w.parent_id) in (select t.tree_id, t.id from ${whys} t where t.id in ${targets})
  )`;
  const [targetIds, near, investigations] = await Promise.all([
    targets,
    db
      .select({ ...whyColumns, treeId: whys.treeId })
      .from(whys)
      .where(and(eq(whys.workspaceId, member.workspaceId), sql`${whys.id} in ${around}`)),
    db
      .select({
        whyId: improvementWhys.whyId,
        kind: improvements.kind,
        phase: improvements.phase,
        ownerId: improvements.ownerId,
        dueOn: improvements.dueOn,
      })
      .from(improvementWhys)
      .innerJoin(
        improvements,
        and(
          eq(improvements.workspaceId, improvementWhys.workspaceId),
          eq(improvements.id, improvementWhys.improvementId),
        ),
      )
      .where(
        and(
          eq(improvementWhys.workspaceId, member.workspaceId),
          inArray(improvementWhys.whyId, targets),
          isNotNull(improvements.ownerId),
        ),
      ),
  ]);
  return { targetIds: new Set(targetIds.map(({ id }) => id)), whys: near, investigations };
}

/** What each target is worth, judged on the cut of its own tree that its ending depends on. */
export function targetsAmong(
  around: { treeId: string; why: TreeWhy }[],
  targetIds: ReadonlySet<string>,
  sideIds: readonly [string, string],
): SameAsTarget[] {
  const byTree = groupBy(
    around,
    ({ treeId }) => treeId,
    ({ why }) => why,
  );
  return [...byTree].flatMap(([treeId, found]) => {
    const index = treeIndex({
      id: treeId,
      problem: "",
      problemFindings: [],
      sideIds,
      whys: found,
      targets: [],
      perspectiveSideIds: [],
    });
    return found
      .filter(({ id }) => targetIds.has(id))
      .map((why) => ({
        id: why.id,
        treeId,
        text: why.text,
        status: why.status,
        ending: why.ending,
        rootCauseId: why.rootCauseId,
        live: index.live.has(why.id),
        endingHolds: endingHolds(index, why, {}),
        hasWhysBelow: index.children.has(why.id),
      }));
  });
}

/**
 * How the whys of these trees, and of every tree that cross-links lead to from them, hang together.
 * Enough to tell whether a new cross-link would lead back to its start.
 */
export async function loadLinks(db: Database, member: Scope, treeIds: readonly string[]): Promise<Link[]> {
  if (treeIds.length === 0) return [];
  const start = sql.join(
    treeIds.map((id) => sql`(${id}::uuid)`),
    sql`, `,
  );
  return rows<Link>(
    await db.execute(sql`
      with recursive reached (tree_id) as (
        values ${start}
        union
        select target.tree_id from reached
        join ${whys} pointing on pointing.workspace_id = ${member.workspaceId} and pointing.tree_id = reached.tree_id
          and pointing.ending = 'same_as' and pointing.removed_at is null
        join ${whys} target on target.workspace_id = ${member.workspaceId} and target.id = pointing.same_as_id
      )
      select id, parent_id as "parentId", case when ending = 'same_as' then same_as_id end as "sameAsId"
      from ${whys}
      where workspace_id = ${member.workspaceId} and tree_id in (select tree_id from reached) and removed_at is null
    `),
  );
}

import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { causeTrees, whys } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { permit } from "@/lib/access/policy";
import { type Deed as Recorded, recordActivity } from "@/lib/activity/record";
import { refreshStagesOfTree } from "@/lib/incidents/stage-keeping";
import { refuse } from "@/lib/refusal";
import { treeIndex } from "./cause-tree";
import { settledMark, settlingFaults } from "./gates";
import { type LoadedTree, loadTree } from "./load-tree";
import { treeContext } from "./tree-context";
import { lockTree, type OpenedTree, requireUnended } from "./tree-deed";

const standsAs = (loaded: LoadedTree) => {
  const index = treeIndex(loaded.tree);
  return { mark: settledMark(index), faults: settlingFaults(index, treeContext(loaded)) };
};

/** Settles a tree: every gate is open and both sides agree with every why on the way to a root cause (method 1.9). */
export async function settleTree(db: Database, member: Member, input: { treeId: string }): Promise<void> {
  permit(member, "tree:settle");
  await db.transaction(async (tx) => {
    const tree = await lockTree(tx, member, input.treeId);
    if (tree.settledMark !== null) refuse("conflict", "This tree is settled already.");
    requireUnended(tree);
    await holdTargets(tx, member, tree.id);
    const { mark, faults } = standsAs(await requireLoaded(tx, member, tree.id));
    if (faults.length > 0) refuse("invalid", `Not yet: ${faults.map(({ message }) => message).join(" ")}`);
    const set = { settledAt: sql`now()`, settledById: member.id, settledMark: mark };
    await tx.update(causeTrees).set(set).where(inPlace(member, tree.id));
    await refreshStagesOfTree(tx, member, tree.id);
    await recordActivity(tx, member, "tree.settled", tree.id);
  });
}

/**
 * Takes the settling back when what was settled has changed (text, parent, status of a why on the way, a new dispute).
 * Runs inside the deed that touched the tree, which records it. @returns why, or undefined where all stands as settled
 */
export async function unsettleWhenTouched(
  tx: Database,
  member: Member,
  tree: Pick<OpenedTree, "id" | "settledMark">,
): Promise<string[] | undefined> {
  if (tree.settledMark === null) return undefined;
  const { mark, faults } = standsAs(await requireLoaded(tx, member, tree.id));
  if (mark === tree.settledMark && faults.length === 0) return undefined;
  const set = { settledAt: null, settledById: null, settledMark: null };
  await tx.update(causeTrees).set(set).where(inPlace(member, tree.id));
  return faults.map(({ message }) => message);
}

const pointing = alias(whys, "pointing");
type Ends = { from?: string; into?: string };

/** The trees that a tree's cross-links lead into, or those whose cross-links lead into it. */
const linkedTrees = (tx: Database, { workspaceId }: Member, { from, into }: Ends) =>
  tx
    .select({ id: from ? whys.treeId : pointing.treeId })
    .from(pointing)
    .innerJoin(whys, and(eq(whys.workspaceId, pointing.workspaceId), eq(whys.id, pointing.sameAsId)))
    .where(
      and(
        eq(pointing.workspaceId, workspaceId),
        eq(pointing.ending, "same_as"),
        isNull(pointing.removedAt),
        ne(pointing.treeId, whys.treeId),
        from ? eq(pointing.treeId, from) : undefined,
        into ? eq(whys.treeId, into) : undefined,
      ),
    );

/** What its cross-links lead into stands still while a tree is settled: a deed there comes before or after, never between. */
async function holdTargets(tx: Database, member: Member, treeId: string): Promise<void> {
  await tx
    .select({ id: causeTrees.id })
    .from(causeTrees)
    .where(
      and(
        eq(causeTrees.workspaceId, member.workspaceId),
        inArray(causeTrees.id, linkedTrees(tx, member, { from: treeId })),
      ),
    )
    .orderBy(asc(causeTrees.id))
    .for("share");
}

/**
 * The same for settled trees with a cross-link into this one: its target may have lost what it stood for. It waits for
 * whoever works on one of them. Of two deeds that would wait for each other the server ends one, which is done again.
 */
export async function unsettlePointing(tx: Database, member: Member, treeId: string): Promise<Recorded[]> {
  const settled = await tx
    .select({ id: causeTrees.id, settledMark: causeTrees.settledMark })
    .from(causeTrees)
    .where(
      and(
        eq(causeTrees.workspaceId, member.workspaceId),
        isNotNull(causeTrees.settledMark),
        inArray(causeTrees.id, linkedTrees(tx, member, { into: treeId })),
      ),
    )
    .orderBy(asc(causeTrees.id))
    .for("update");
  const unsettled: Recorded[] = [];
  for (const tree of settled) {
    const because = await unsettleWhenTouched(tx, member, tree);
    if (because) unsettled.push({ verb: "tree.unsettled", subjectId: tree.id, details: { because } });
  }
  return unsettled;
}

const inPlace = (member: Member, treeId: string) =>
  and(eq(causeTrees.workspaceId, member.workspaceId), eq(causeTrees.id, treeId));

async function requireLoaded(tx: Database, member: Member, treeId: string): Promise<LoadedTree> {
  return (await loadTree(tx, member, treeId)) ?? refuse("not_found", "This cause tree does not exist.");
}

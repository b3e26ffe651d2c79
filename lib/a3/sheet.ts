import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { causeTrees, incidentTrees } from "@/db/schema";
import type { Member } from "@/lib/access/member";
import { treeIndex } from "@/lib/causes/cause-tree";
import { type LoadedTree, loadTree } from "@/lib/causes/load-tree";
import { loadNames } from "@/lib/causes/tree-rows";
import { listCards } from "@/lib/improvements/queries";
import { costGroups } from "@/lib/incidents/cost-sums";
import { listCosts } from "@/lib/incidents/costs";
import { findStatement, listImprovementsOf, listPerspectives } from "@/lib/incidents/incident-page";
import { listSeenBefore } from "@/lib/incidents/seen-before";
import { rowRoom } from "./fit";
import { sayAnew, withoutNames } from "./leave-out-names";
import { outlineFor } from "./outline";

/** Beyond so many a sheet says that there are more. */
const mostTrees = 3;
const mostImprovements = 4;

export type Sheet = NonNullable<Awaited<ReturnType<typeof findSheet>>>;
export type SheetImprovement = Sheet["improvements"][number];

/**
 * All that an incident's A3 is printed from (method 2.5), as far as it is there; undefined when this workspace has no such
 * incident. A constant number of queries.
 * @param member who looks, or who shared it: the sheet shows what that member may see
 * @param named whether people are named; else their full names are left out of every text, too
 */
export async function findSheet(db: Database, member: Member, incidentId: string, named: boolean) {
  const incident = await findStatement(db, member, incidentId);
  if (!incident) return undefined;
  const [perspectives, trees, acting, seen, costs, names] = await Promise.all([
    listPerspectives(db, member, incidentId),
    loadTrees(db, member, incidentId),
    listImprovementsOf(db, member, incidentId),
    listSeenBefore(db, member, [incidentId]),
    listCosts(db, member, incidentId),
    loadNames(db, member),
  ]);
  // What was called off is history, not plan; the latest come first.
  const planned = acting.filter(({ phase }) => phase !== "cancelled" && phase !== "abandoned");
  const improvements = await listCards(
    db,
    member,
    planned.slice(0, mostImprovements).map(({ id }) => id),
  );
  const texts = [incident.title, incident.observed, incident.extent, ...perspectives.map(({ text }) => text)];
  const room = rowRoom(texts, trees.loaded.length);
  const sheet = {
    incident: { ...incident, reporter: named ? incident.reporter : null },
    perspectives: perspectives.map(({ sideId, text }) => ({ sideId, text })),
    costs: costGroups(costs.filter(({ removedAt }) => removedAt === null)),
    seenBefore: seen.get(incidentId),
    trees: trees.loaded.map(({ tree, settledAt }) => outlineFor(treeIndex(tree), settledAt, room)),
    moreTrees: trees.more,
    improvements: improvements.map(named ? (card) => card : unnamed),
    moreImprovements: planned.length - improvements.length,
    named,
  };
  return named ? sheet : sayAnew(sheet, withoutNames([...names.values()]));
}

const unnamed = <C extends { ownerName: string | null; checkerName: string | null }>(card: C): C => ({
  ...card,
  ownerName: null,
  checkerName: null,
});

async function loadTrees(db: Database, member: Member, incidentId: string) {
  const ids = await db
    .select({ id: incidentTrees.treeId })
    .from(incidentTrees)
    .innerJoin(
      causeTrees,
      and(eq(causeTrees.workspaceId, incidentTrees.workspaceId), eq(causeTrees.id, incidentTrees.treeId)),
    )
    .where(and(eq(incidentTrees.workspaceId, member.workspaceId), eq(incidentTrees.incidentId, incidentId)))
    .orderBy(asc(causeTrees.createdAt), asc(causeTrees.id))
    .limit(mostTrees + 1);
  const loaded = await Promise.all(ids.slice(0, mostTrees).map(({ id }) => loadTree(db, member, id)));
  return { loaded: loaded.filter((tree): tree is LoadedTree => tree !== undefined), more: ids.length > mostTrees };
}

import { v7 } from "uuid";
import { expect, test } from "vitest";
import { countQueries } from "@/db/query-count";
import * as tables from "@/db/schema";
import { treeIndex, treeSummary } from "@/lib/causes/cause-tree";
import { loadLinks } from "@/lib/causes/cross-links";
import { loadTree } from "@/lib/causes/load-tree";
import { leadsTo } from "@/lib/causes/same-as";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

type WhyRow = typeof tables.whys.$inferInsert;

async function aTree(world: World, problem = "Web leads wait for a day") {
  const id = v7();
  const of = { workspaceId: world.workspace.id, relationshipId: world.relationship.id };
  await db.insert(tables.causeTrees).values({ id, ...of, problem, openedById: world.lead.id });
  return id;
}

async function aWhy(world: World, treeId: string, why: Partial<WhyRow> = {}) {
  const id = v7();
  const of = { workspaceId: world.workspace.id, treeId, authorId: world.lead.id, sideId: world.marketing };
  await db.insert(tables.whys).values({ id, ...of, position: "a0", text: "Leads are fetched once a day", ...why });
  return id;
}

test("a tree comes with its whys, their evidence and read-backs, and the names of those who gave them", async () => {
  const world = await aWorkspace(db);
  const { id: workspaceId } = world.workspace;
  const treeId = await aTree(world);
  const first = await aWhy(world, treeId);
  const below = await aWhy(world, treeId, { parentId: first, text: "The export was made for a monthly report" });
  await aWhy(world, treeId, { text: "Taken out again", removedAt: new Date() });
  const proof = { type: "data", stance: "supports", text: "The export log", collectedById: world.seller.id } as const;
  await db.insert(tables.evidence).values({ id: v7(), workspaceId, whyId: below, sideId: world.sales, ...proof });
  const answer = { answer: "agrees", mark: "m", sideId: world.sales, memberId: world.seller.id } as const;
  await db.insert(tables.readBacks).values({ id: v7(), workspaceId, whyId: first, ...answer });

  const loaded = await loadTree(db, world.executive, treeId);

  expect(loaded?.tree.whys.map(({ id }) => id).sort()).toEqual([first, below].sort());
  expect(loaded?.tree.whys.find(({ id }) => id === first)).toMatchObject({
    author: "Ines Okafor",
    sideId: world.marketing,
    readBacks: [{ sideId: world.sales, answer: "agrees", by: "Jonas Lindqvist" }],
  });
  expect(loaded?.tree.whys.find(({ id }) => id === below)?.evidence).toMatchObject([
    { text: "The export log", collectedBy: "Jonas Lindqvist", sideId: world.sales },
  ]);
  expect(loaded && treeSummary(treeIndex(loaded.tree))).toMatchObject({ whys: 2, depth: 2, leaves: 1 });
  expect(loaded?.relationship.name).toBe("Marketing and Sales");
});

test("a tree of another workspace, an unknown one and a malformed id are not there", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const treeId = await aTree(mill);

  expect(await loadTree(db, depot.owner, treeId)).toBeUndefined();
  expect(await loadTree(db, mill.owner, v7())).toBeUndefined();
  expect(await loadTree(db, mill.owner, "thumb")).toBeUndefined();
});

test("only investigations under way with an owner and a due day count for an open question", async () => {
  const world = await aWorkspace(db);
  const treeId = await aTree(world);
  const why = await aWhy(world, treeId, { ending: "open_question" });
  const plans = [
    { ownerId: world.seller.id, dueOn: "2026-03-01" },
    { ownerId: world.seller.id },
    { ownerId: world.seller.id, dueOn: "2026-03-01", phase: "cancelled" as const },
    { ownerId: world.seller.id, dueOn: "2026-03-01", kind: "containment" as const },
  ];
  for (const plan of plans) {
    const [id, workspaceId] = [v7(), world.workspace.id];
    const common = { id, workspaceId, relationshipId: world.relationship.id, plannedById: world.lead.id };
    await db.insert(tables.improvements).values({ ...common, title: "Look at it", kind: "investigation", ...plan });
    await db.insert(tables.improvementWhys).values({ workspaceId, improvementId: id, whyId: why });
  }

  const loaded = await loadTree(db, world.lead, treeId);

  expect(loaded?.tree.whys[0]?.openInvestigations).toBe(1);
  expect(loaded?.improvements).toHaveLength(4);
});

test("a cross-link into another tree tells of its target whether it is live and holds", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTree(world), await aTree(world, "Restoring took a day")];
  const above = await aWhy(world, there, { text: "The restore came from a copy" });
  const target = await aWhy(world, there, { parentId: above, ending: "open_question", text: "The dump stopped" });
  const refuted = await aWhy(world, there, { status: "refuted", statusReason: "It ran", text: "The disk was full" });
  const parent = await aWhy(world, there, { position: "a1", text: "Fail-over was impossible" });
  await aWhy(world, there, { parentId: parent, text: "Its data had been wiped" });
  for (const sameAsId of [target, refuted, parent]) await aWhy(world, here, { ending: "same_as", sameAsId });

  const loaded = await loadTree(db, world.lead, here);

  const targets = new Map(loaded?.tree.targets.map((found) => [found.id, found]));
  expect(targets.get(target)).toMatchObject({ treeId: there, live: true, endingHolds: false, hasWhysBelow: false });
  expect(targets.get(refuted)).toMatchObject({ live: false });
  expect(targets.get(parent)).toMatchObject({ live: true, hasWhysBelow: true });
});

test("a target that was taken out of its tree is none any more", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTree(world), await aTree(world)];
  const target = await aWhy(world, there, { removedAt: new Date() });
  await aWhy(world, here, { ending: "same_as", sameAsId: target });

  expect((await loadTree(db, world.lead, here))?.tree.targets).toEqual([]);
});

test("links reach across every tree that cross-links lead to", async () => {
  const world = await aWorkspace(db);
  const [one, two, three] = [await aTree(world), await aTree(world), await aTree(world)];
  const end = await aWhy(world, three);
  const middle = await aWhy(world, two);
  await aWhy(world, two, { parentId: middle, ending: "same_as", sameAsId: end });
  const start = await aWhy(world, one, { ending: "same_as", sameAsId: middle });

  const links = await loadLinks(db, world.lead, [one]);

  expect(leadsTo(links, start, end)).toBe(true);
  expect(leadsTo(links, end, start)).toBe(false);
});

test("the number of queries does not grow with the tree", async () => {
  const world = await aWorkspace(db);
  const [small, large] = [await aTree(world), await aTree(world)];
  for (let many = 0; many < 30; many++) await aWhy(world, large);

  const few = await countQueries(() => loadTree(db, world.lead, small));
  const many = await countQueries(() => loadTree(db, world.lead, large));

  expect(many.queries).toBe(few.queries);
});

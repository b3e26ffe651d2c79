import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import * as tables from "@/db/schema";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

async function aTree(world: World, given: Partial<typeof tables.causeTrees.$inferInsert> = {}) {
  const id = v7();
  const of = { workspaceId: world.workspace.id, relationshipId: world.relationship.id, openedById: world.lead.id };
  await db.insert(tables.causeTrees).values({ id, ...of, problem: "Web leads wait", ...given });
  return id;
}

async function anIncident(world: World, treeId: string, given: Partial<typeof tables.incidents.$inferInsert> = {}) {
  const of = { workspaceId: world.workspace.id, relationshipId: world.relationship.id, loggedById: world.lead.id };
  const id = v7();
  await db.insert(tables.incidents).values({ id, ...of, title: "Late", occurredOn: "2026-03-02", ...given });
  await db.insert(tables.incidentTrees).values({ workspaceId: of.workspaceId, incidentId: id, treeId });
}

async function aCause(world: World, given: Partial<typeof tables.rootCauses.$inferInsert> = {}) {
  const id = v7();
  const of = { workspaceId: world.workspace.id, enteredById: world.lead.id, category: "role" } as const;
  await db.insert(tables.rootCauses).values({ id, ...of, text: `No one owns ${id}`, ...given });
  return id;
}

async function aWhy(world: World, treeId: string, given: Partial<typeof tables.whys.$inferInsert> = {}) {
  const id = v7();
  const of = { workspaceId: world.workspace.id, treeId, authorId: world.lead.id, sideId: world.marketing };
  await db.insert(tables.whys).values({ id, ...of, position: "a0", text: "Fetched once a day", ...given });
  return id;
}

async function anImprovement(world: World, on: { whyId?: string; rootCauseId?: string }) {
  const id = v7();
  const workspaceId = world.workspace.id;
  const of = { workspaceId, relationshipId: world.relationship.id, plannedById: world.lead.id };
  await db.insert(tables.improvements).values({ id, ...of, title: "Fetch hourly", kind: "countermeasure" });
  const { whyId, rootCauseId } = on;
  if (whyId) await db.insert(tables.improvementWhys).values({ workspaceId, improvementId: id, whyId });
  if (rootCauseId)
    await db.insert(tables.improvementRootCauses).values({ workspaceId, improvementId: id, rootCauseId });
  return id;
}

test("any one incident of the tree suffices for each thing to be said of the problem", async () => {
  const world = await aWorkspace(db);
  const tree = await aTree(world, { onlyCauseReason: "There is one door" });

  const none = await loadScoreFacts(db, world.lead, tree);
  await anIncident(world, tree, { handOff: "MQL to SAL", extent: " " });
  await anIncident(world, tree, { noAgreedStandard: true });
  const two = await loadScoreFacts(db, world.lead, tree);

  expect(none).toMatchObject({
    onlyCauseReason: "There is one door",
    problem: { handOff: false, day: false, extent: false, expected: false },
  });
  expect(two.problem).toEqual({ handOff: true, day: true, extent: false, expected: true });
});

test("a root cause is followed by an improvement on its why or its entry, or by its acceptance", async () => {
  const world = await aWorkspace(db);
  const tree = await aTree(world);
  const [mended, known, accepted, left] = [
    await aCause(world),
    await aCause(world),
    await aCause(world, { acceptedAt: new Date(), acceptedBy: "C. Aubert" }),
    await aCause(world),
  ];
  const end = (rootCauseId: string) => aWhy(world, tree, { ending: "root_cause", rootCauseId });
  const [first, second, third] = [await end(mended), await end(known), await end(accepted)];
  await end(left);
  await anImprovement(world, { whyId: first });
  const cancelled = await anImprovement(world, { rootCauseId: known });

  expect(new Set((await loadScoreFacts(db, world.lead, tree)).followedIds)).toEqual(new Set([first, second, third]));
  await db.update(tables.improvements).set({ phase: "cancelled" }).where(eq(tables.improvements.id, cancelled));
  expect(new Set((await loadScoreFacts(db, world.lead, tree)).followedIds)).toEqual(new Set([first, third]));
});

test("a cross-link is followed as its target is, and brings the target's evidence", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTree(world), await aTree(world)];
  const target = await aWhy(world, there, { ending: "root_cause", rootCauseId: await aCause(world) });
  const link = await aWhy(world, here, { ending: "same_as", sameAsId: target });
  await anImprovement(world, { whyId: target });
  const proof = { workspaceId: world.workspace.id, whyId: target, text: "Seen", collectedById: world.lead.id };
  const of = { ...proof, stance: "supports" } as const;
  await db.insert(tables.evidence).values([
    { ...of, id: v7(), type: "document", sideId: world.marketing },
    { ...of, id: v7(), type: "opinion", sideId: world.sales },
    { ...of, id: v7(), type: "data", removedAt: new Date() },
  ]);

  const facts = await loadScoreFacts(db, world.lead, here);

  expect(facts.followedIds).toEqual([link]);
  expect(facts.targetStrengths[target]).toBeCloseTo(0.9);
});

test("a tree of another workspace says nothing", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const tree = await aTree(mill, { onlyCauseReason: "One door" });
  await anIncident(mill, tree, { handOff: "MQL to SAL" });

  expect(await loadScoreFacts(db, depot.lead, tree)).toEqual({
    onlyCauseReason: null,
    problem: { handOff: false, day: false, extent: false, expected: false },
    followedIds: [],
    targetStrengths: {},
  });
});

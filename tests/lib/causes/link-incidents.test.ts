import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { expect, test } from "vitest";
import { causeTrees, incidents, incidentTrees, relationships, teams } from "@/db/schema";
import { openTree } from "@/lib/causes/commands";
import { listIncidentChoices, listTreeChoices, listWhyChoices } from "@/lib/causes/finding-trees";
import { openTreeInput } from "@/lib/causes/input";
import { linkTree, unlinkTree } from "@/lib/causes/link-incidents";
import { loadTree } from "@/lib/causes/load-tree";
import { newsOf } from "@/lib/causes/news";
import { listPointing } from "@/lib/causes/pointing";
import { loadScoreFacts } from "@/lib/causes/score-facts";
import { treeAnswer } from "@/lib/portability/tree-answer";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn, historyOf, perspectivesOf, stageOf } from "./at-a-tree";

const db = await testDatabase();

const incidentsOf = async (world: World, treeId: string) =>
  (await loadTree(db, world.lead, treeId))?.incidents.map(({ id }) => id).sort();

test("a tree that stands serves one more incident, which is analysed by it", async () => {
  const world = await aWorkspace(db);
  const { treeId, incidentId } = await aTreeIn(db, world);
  const other = await incidentRow(db, world);

  await linkTree(db, world.seller, { incidentId: other, treeId });
  await linkTree(db, world.seller, { incidentId: other, treeId }); // a double click

  expect(await incidentsOf(world, treeId)).toEqual([incidentId, other].sort());
  expect(await stageOf(db, other)).toBe("analysing");
  expect((await historyOf(db, other)).filter((verb) => verb === "incident.tree_linked")).toHaveLength(1);
});

test("a tree taken away from an incident leaves it reported, and stays with its others", async () => {
  const world = await aWorkspace(db);
  const { treeId, incidentId } = await aTreeIn(db, world);
  const other = await incidentRow(db, world);
  await linkTree(db, world.lead, { incidentId: other, treeId });

  await unlinkTree(db, world.lead, { incidentId: other, treeId });
  await unlinkTree(db, world.lead, { incidentId: other, treeId });

  expect(await incidentsOf(world, treeId)).toEqual([incidentId]);
  expect(await stageOf(db, other)).toBe("reported");
  expect((await historyOf(db, other)).filter((verb) => verb === "incident.tree_unlinked")).toHaveLength(1);
});

test("the last incident of a tree stays", async () => {
  const world = await aWorkspace(db);
  const { treeId, incidentId } = await aTreeIn(db, world);

  await expect(unlinkTree(db, world.lead, { incidentId, treeId })).rejects.toMatchObject({ kind: "invalid" });
  expect(await incidentsOf(world, treeId)).toEqual([incidentId]);
});

test("a settled tree that loses the perspectives it stood on is settled no more", async () => {
  const world = await aWorkspace(db);
  const { treeId, lead, seller } = await aTreeIn(db, world);
  const told = await incidentRow(db, world);
  await perspectivesOf(db, world, told);
  await linkTree(db, world.lead, { incidentId: told, treeId });
  const why = await lead.asks("No one owns a web lead");
  await seller.verifies(why);
  await lead.end({ whyId: why, ...asRootCause });
  await lead.signs(why);
  await seller.signs(why);
  await lead.settle();

  await unlinkTree(db, world.lead, { incidentId: told, treeId });

  expect((await loadTree(db, world.lead, treeId))?.settledAt).toBeNull();
  expect(await historyOf(db, treeId)).toContain("tree.unsettled");
});

test("only a tree and an incident of one relationship go together", async () => {
  const world = await aWorkspace(db);
  const { treeId } = await aTreeIn(db, world);
  const workspaceId = world.workspace.id;
  const service = v7();
  await db.insert(teams).values({ id: service, workspaceId, name: "Service" });
  const relationshipId = v7();
  const pair = { firstTeamId: world.marketing, secondTeamId: service };
  await db.insert(relationships).values({ id: relationshipId, workspaceId, ...pair });
  const elsewhere = v7();
  const logged = { title: "Calls lost", occurredOn: "2026-11-01", loggedById: world.lead.id };
  await db.insert(incidents).values({ id: elsewhere, workspaceId, relationshipId, ...logged });

  const linking = linkTree(db, world.lead, { incidentId: elsewhere, treeId });

  await expect(linking).rejects.toMatchObject({ kind: "invalid" });
});

test("an incident that has ended takes no tree and gives none", async () => {
  const world = await aWorkspace(db);
  const { treeId } = await aTreeIn(db, world);
  const other = await incidentRow(db, world);
  await linkTree(db, world.lead, { incidentId: other, treeId });
  await db.update(incidents).set({ stage: "withdrawn" }).where(eq(incidents.id, other));

  for (const deed of [linkTree, unlinkTree])
    await expect(deed(db, world.lead, { incidentId: other, treeId })).rejects.toMatchObject({ kind: "conflict" });
});

test("another workspace and whoever may only look link nothing", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const { treeId, incidentId } = await aTreeIn(db, mill);
  const other = await incidentRow(db, mill);

  await expect(linkTree(db, depot.lead, { incidentId: other, treeId })).rejects.toMatchObject({ kind: "not_found" });
  await expect(linkTree(db, mill.executive, { incidentId: other, treeId })).rejects.toMatchObject({
    kind: "forbidden",
  });
  await expect(unlinkTree(db, depot.lead, { incidentId, treeId })).rejects.toMatchObject({ kind: "not_found" });
  expect(await db.$count(incidentTrees, eq(incidentTrees.treeId, treeId))).toBe(1);
});

test("a tree that one side draws by itself says which, and only a side of its relationship can", async () => {
  const world = await aWorkspace(db);
  const incidentId = await incidentRow(db, world);
  const opening = (apartSideId: string) =>
    openTree(db, world.lead, openTreeInput.parse({ id: v7(), incidentId, problem: "Leads wait", apartSideId }));

  const { id } = await opening(world.marketing);

  const loaded = await loadTree(db, world.lead, id);
  expect(loaded?.apartSideId).toBe(world.marketing);
  expect(loaded && treeAnswer(loaded, await loadScoreFacts(db, world.lead, id), []).apart).toBe("Marketing");
  await expect(opening(v7())).rejects.toMatchObject({ fields: { apartSideId: expect.any(Array) } });
  expect(await db.$count(causeTrees, eq(causeTrees.workspaceId, world.workspace.id))).toBe(1);
});

test("trees to link are those of the relationship by the words of their problem, without the linked ones", async () => {
  const world = await aWorkspace(db);
  const here = await aTreeIn(db, world, "Web leads wait more than a day");
  const near = await aTreeIn(db, world, "Web leads from the fair wait a week");
  await aTreeIn(db, world, "Prices differ between quote and shop");
  const asked = { relationshipId: world.relationship.id, incidentId: here.incidentId };

  const found = await listTreeChoices(db, world.lead, asked, "leads wait");
  const all = await listTreeChoices(db, world.lead, asked, "");

  expect(found.map(({ id }) => id)).toEqual([near.treeId]);
  expect(all).toHaveLength(2);
  expect(await listTreeChoices(db, (await aWorkspace(db)).lead, asked, "")).toEqual([]);
});

test("incidents to link are the open ones by the words of their title, without the linked ones", async () => {
  const world = await aWorkspace(db);
  const { incidentId } = await aTreeIn(db, world);
  const other = await incidentRow(db, world);
  await db.update(incidents).set({ title: "Brochure came late" }).where(eq(incidents.id, other));
  const asked = { relationshipId: world.relationship.id, linkedIds: [incidentId] };

  expect((await listIncidentChoices(db, world.lead, asked, "brochure")).map(({ id }) => id)).toEqual([other]);
  expect((await listIncidentChoices(db, world.lead, asked, "")).map(({ id }) => id)).toEqual([other]);
  await db.update(incidents).set({ stage: "closed" }).where(eq(incidents.id, other));
  expect(await listIncidentChoices(db, world.lead, asked, "")).toEqual([]);
});

test("a cross-link finds its target in other trees by words, and is seen from both ends", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTreeIn(db, world), await aTreeIn(db, world, "Restoring took a day")];
  const target = await there.lead.asks("No one owns a web lead from form to first call");
  await there.lead.asks("The pager was off");
  const same = await here.lead.asks("Nobody owns the lead");

  const found = await listWhyChoices(db, world.lead, here.treeId, "who owns a lead");
  await here.lead.end({ whyId: same, ending: "same_as", sameAsId: found[0]?.id });

  expect(found).toMatchObject([{ id: target, treeId: there.treeId, problem: "Restoring took a day" }]);
  const pointing = await listPointing(db, world.lead, there.treeId);
  expect(pointing).toMatchObject([{ id: same, sameAsId: target, treeId: here.treeId }]);
  const answer = async (treeId: string) => {
    const loaded = await loadTree(db, world.lead, treeId);
    if (!loaded) throw new Error("There is no such tree.");
    return treeAnswer(loaded, await loadScoreFacts(db, world.lead, treeId), await listPointing(db, world.lead, treeId));
  };
  expect((await answer(here.treeId)).whys[0]?.sameAs).toEqual({ tree: there.treeId, why: target });
  expect((await answer(there.treeId)).whys[0]?.sameFrom).toEqual([{ tree: here.treeId, why: same }]);
});

test("a why elsewhere is found by the beginning of a word, those that share most first, and hostile words find nothing", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTreeIn(db, world), await aTreeIn(db, world)];
  const some = await there.lead.asks("Territories were drawn for field visits");
  const most = await there.lead.asks("Territories were drawn before the web form");
  const find = async (text: string) => (await listWhyChoices(db, world.lead, here.treeId, text)).map(({ id }) => id);

  expect(await find("territor drawn web")).toEqual([most, some]);
  expect(await find("web & ') | !! :* <-> \\ drawn")).toEqual([most, some]);
  expect(await find("' & | !")).toEqual([]);
  expect(await listWhyChoices(db, (await aWorkspace(db)).lead, here.treeId, "drawn")).toEqual([]);
});

test("whoever marks a cross-link into another tree is told of its target at once", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTreeIn(db, world), await aTreeIn(db, world)];
  const target = await there.lead.asks("No one owns a web lead");
  const same = await here.lead.asks("Nobody owns the lead");

  const done = await here.lead.end({ whyId: same, ending: "same_as", sameAsId: target });

  expect((await newsOf(db, world.lead, done)).targets).toMatchObject([
    { id: target, treeId: there.treeId, live: true },
  ]);
  expect((await newsOf(db, world.lead, await here.lead.undo())).targets).toBeUndefined();
});

test("whys that are refuted, taken out or a cross-link themselves are no targets", async () => {
  const world = await aWorkspace(db);
  const [here, there] = [await aTreeIn(db, world), await aTreeIn(db, world)];
  const [refuted, removed, linked, standing] = [
    await there.lead.asks("Owner one"),
    await there.lead.asks("Owner two"),
    await there.lead.asks("Owner three"),
    await there.lead.asks("Owner four"),
  ];
  await there.lead.judge({ whyId: refuted, status: "refuted", reason: "It ran" });
  await there.lead.remove({ whyId: removed });
  await there.lead.end({ whyId: linked, ending: "same_as", sameAsId: standing });

  const found = await listWhyChoices(
    db,
    await aMember(db, world, { name: "New", role: "member" }),
    here.treeId,
    "owner",
  );

  expect(found.map(({ id }) => id)).toEqual([standing]);
});

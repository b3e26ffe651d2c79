import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { incidentRootCauses, rootCauseSeverities, rootCauses, whys } from "@/db/schema";
import { linkRootCause } from "@/lib/incidents/known-causes";
import { importCase } from "@/lib/portability/import-case";
import { enterRootCause } from "@/lib/root-causes/commands";
import { editRootCause } from "@/lib/root-causes/edit-root-cause";
import { mergeRootCauses } from "@/lib/root-causes/merging";
import { findRootCause, listRootCauseChoices, listRootCauses } from "@/lib/root-causes/queries";
import { rateRootCause } from "@/lib/root-causes/severities";
import { splitRootCause } from "@/lib/root-causes/splitting";
import { improvementRow, incidentRow, rootCauseRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { asRootCause, aTreeIn, historyOf, whyNow } from "../causes/at-a-tree";
import { aCase, aCaseWhy } from "../portability/cases";

const db = await testDatabase();

const entry = async (id: string) => {
  const [found] = await db.select().from(rootCauses).where(eq(rootCauses.id, id));
  if (!found) throw new Error("There is no such entry.");
  return found;
};
const merge = async (world: World, from: string, intoId: string) =>
  mergeRootCauses(db, world.lead, { rootCauseId: from, version: (await entry(from)).version, intoId });
const linksOf = async (rootCauseId: string) =>
  (await db.select().from(incidentRootCauses).where(eq(incidentRootCauses.rootCauseId, rootCauseId))).map(
    ({ incidentId }) => incidentId,
  );

/** A tree with a why that ends in an entry of its own. */
async function aWhyIn(world: World, text: string) {
  const tree = await aTreeIn(db, world);
  const whyId = await tree.lead.asks(text);
  await tree.lead.verifies(whyId);
  await tree.lead.end({ whyId, ...asRootCause });
  return { ...tree, whyId, causeId: (await whyNow(db, whyId)).rootCauseId as string };
}

test("what pointed at a merged entry points at the one it was merged into, and both histories tell it", async () => {
  const world = await aWorkspace(db);
  const { whyId, causeId } = await aWhyIn(world, "No one owns a web lead");
  const intoId = await rootCauseRow(db, world, "Web leads have no owner");
  const [shared, own] = [await incidentRow(db, world), await incidentRow(db, world)];
  await linkRootCause(db, world.lead, { incidentId: shared, rootCauseId: causeId });
  await linkRootCause(db, world.lead, { incidentId: shared, rootCauseId: intoId });
  await linkRootCause(db, world.lead, { incidentId: own, rootCauseId: causeId });
  await improvementRow(db, world, causeId);
  const rate = (rootCauseId: string, year: number, severity: number) =>
    rateRootCause(db, world.lead, { rootCauseId, year, severity, note: null, ratedVersion: null });
  await rate(causeId, 2025, 4);
  await rate(causeId, 2026, 4);
  await rate(intoId, 2026, 2);

  await merge(world, causeId, intoId);

  expect(await whyNow(db, whyId)).toMatchObject({ rootCauseId: intoId, category: "role", ending: "root_cause" });
  expect(new Set(await linksOf(intoId))).toEqual(new Set([shared, own]));
  expect(await linksOf(causeId)).toEqual([]);
  const years = await db.select().from(rootCauseSeverities).where(eq(rootCauseSeverities.rootCauseId, intoId));
  expect(years.map(({ year, severity }) => `${year} ${severity}`).sort()).toEqual(["2025 4", "2026 2"]);
  expect(await entry(intoId)).toMatchObject({ otherCategories: ["process"], mergedIntoId: null });
  expect((await historyOf(db, causeId)).at(-1)).toBe("root_cause.merged");
  expect((await historyOf(db, intoId)).at(-1)).toBe("root_cause.took_in");
  const { causes } = await listRootCauses(db, world.lead);
  expect(causes.map(({ id, incidents }) => ({ id, incidents }))).toEqual([{ id: intoId, incidents: 3 }]);
  expect((await listRootCauseChoices(db, world.lead)).map(({ id }) => id)).toEqual([intoId]);
});

test("a root cause is never merged with itself, nor with what was merged into it", async () => {
  const world = await aWorkspace(db);
  const [one, other] = [await rootCauseRow(db, world, "A"), await rootCauseRow(db, world, "B")];
  await merge(world, one, other);

  await expect(merge(world, other, other)).rejects.toMatchObject({ kind: "invalid" });
  await expect(merge(world, other, one)).rejects.toMatchObject({ kind: "invalid" });
  await merge(world, one, other); // sent twice
  expect((await entry(other)).mergedIntoId).toBeNull();
});

test("merges are followed from one to the next: a link, words entered anew, an import", async () => {
  const world = await aWorkspace(db);
  const [first, second, third] = [
    await rootCauseRow(db, world, "Nobody owns it"),
    await rootCauseRow(db, world, "No owner"),
    await rootCauseRow(db, world, "A web lead has no owner"),
  ];
  await merge(world, first, second);
  await merge(world, second, third);
  const incidentId = await incidentRow(db, world);

  await linkRootCause(db, world.lead, { incidentId, rootCauseId: first });
  const entered = await enterRootCause(db, world.lead, { text: "nobody OWNS it", category: "role" });
  const said = aCaseWhy("1", { text: "Nobody owns it", ending: "root_cause", category: "role" });
  await importCase(db, world.lead, aCase("leads", [said]));

  expect(await linksOf(third)).toEqual([incidentId]);
  expect(entered).toEqual({ id: third, category: "role", isNew: false });
  const imported = await db.select().from(whys).where(eq(whys.text, "Nobody owns it"));
  expect(imported.map(({ rootCauseId }) => rootCauseId)).toEqual([third]);
});

test("an entry of another workspace is nothing to merge with", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  const [own, theirs] = [await rootCauseRow(db, mill, "A"), await rootCauseRow(db, depot, "B")];

  await expect(merge(mill, own, theirs)).rejects.toMatchObject({ kind: "not_found" });
  await expect(merge(mill, theirs, own)).rejects.toMatchObject({ kind: "not_found" });
});

test("a merged entry is neither reworded nor merged again, and its words are free for another", async () => {
  const world = await aWorkspace(db);
  const [one, other] = [await rootCauseRow(db, world, "A"), await rootCauseRow(db, world, "B")];
  await merge(world, one, other);
  const { version } = await entry(one);

  await expect(
    editRootCause(db, world.lead, { rootCauseId: one, version, text: "C", category: "role" }),
  ).rejects.toMatchObject({ kind: "conflict" });
  await editRootCause(db, world.lead, { rootCauseId: other, version: 2, text: "A", category: "role" });
  expect(await findRootCause(db, world.lead, other)).toMatchObject({ text: "A" });
});

test("an ending that is done again after a merge ends in what the entry was merged into", async () => {
  const world = await aWorkspace(db);
  const { lead, whyId, causeId } = await aWhyIn(world, "No one owns a web lead");
  const intoId = await rootCauseRow(db, world, "Web leads have no owner");
  await lead.undo();
  await merge(world, causeId, intoId);

  await lead.redo();

  expect(await whyNow(db, whyId)).toMatchObject({ rootCauseId: intoId, category: "role" });
});

test("a split takes the chosen whys and incidents into a new entry, once", async () => {
  const world = await aWorkspace(db);
  const { whyId, causeId } = await aWhyIn(world, "No one owns a web lead");
  const [stays, goes] = [await incidentRow(db, world), await incidentRow(db, world)];
  for (const incidentId of [stays, goes]) await linkRootCause(db, world.lead, { incidentId, rootCauseId: causeId });
  const input = {
    rootCauseId: causeId,
    version: 1,
    text: "Fair leads have no owner",
    category: "role" as const,
    whyIds: [whyId],
    incidentIds: [goes],
  };

  const { id } = await splitRootCause(db, world.lead, input);
  const again = await splitRootCause(db, world.lead, input);

  expect(again.id).toBe(id);
  expect(await whyNow(db, whyId)).toMatchObject({ rootCauseId: id, category: "role" });
  expect(await linksOf(causeId)).toEqual([stays]);
  expect(await linksOf(id)).toEqual([goes]);
  expect((await historyOf(db, causeId)).at(-1)).toBe("root_cause.split");
  expect((await historyOf(db, id)).at(-1)).toBe("root_cause.split_off");
});

test("a split leaves something behind, takes only what is there, and enters nothing twice", async () => {
  const world = await aWorkspace(db);
  const { whyId, causeId } = await aWhyIn(world, "No one owns a web lead");
  const elsewhere = await aWhyIn(world, "The form does not ask for it");
  const split = (more: { text?: string; whyIds: string[] }) =>
    splitRootCause(db, world.lead, {
      rootCauseId: causeId,
      version: 1,
      text: "Fair leads have no owner",
      category: "process",
      incidentIds: [],
      ...more,
    });

  await expect(split({ whyIds: [whyId] })).rejects.toMatchObject({ kind: "invalid" });
  await expect(split({ whyIds: [elsewhere.whyId] })).rejects.toMatchObject({ kind: "conflict" });
  await expect(split({ text: "No one owns a web lead", whyIds: [whyId] })).rejects.toMatchObject({ kind: "invalid" });
  const all = await db
    .select()
    .from(rootCauses)
    .where(and(eq(rootCauses.workspaceId, world.workspace.id)));
  expect(all).toHaveLength(2);
  expect(await whyNow(db, whyId)).toMatchObject({ rootCauseId: causeId });
});

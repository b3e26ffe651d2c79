import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as tables from "@/db/schema";
import { importCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aCase, aCaseWhy, changed } from "./cases";

const db = await testDatabase();

const verbs = async (world: World) => {
  const of = eq(tables.activity.workspaceId, world.workspace.id);
  const found = await db
    .select({ verb: tables.activity.verb })
    .from(tables.activity)
    .where(of)
    .orderBy(tables.activity.sequence);
  return found.map(({ verb }) => verb);
};

describe("a file that comes again", () => {
  test("a settled tree that the file changes is settled no more, and its incident is analysed again", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1", { ending: "root_cause", category: "process" })]);
    const { incidents, trees } = await importCase(db, world.lead, file);
    const [tree, incident] = [trees[0]?.id ?? "", incidents[0]?.id ?? ""];
    const settled = { settledAt: new Date(), settledById: world.lead.id, settledMark: "as it was" };
    await db.update(tables.causeTrees).set(settled).where(eq(tables.causeTrees.id, tree));
    await db.update(tables.incidents).set({ stage: "improving" }).where(eq(tables.incidents.id, incident));

    await importCase(
      db,
      world.lead,
      changed(file, (json) => Object.assign(json.trees[0]?.whys[0] ?? {}, { text: "Said otherwise" })),
    );

    const { settledAt, settledMark } = tables.causeTrees;
    const [after] = await db
      .select({ settledAt, settledMark })
      .from(tables.causeTrees)
      .where(eq(tables.causeTrees.id, tree));
    expect(after).toEqual({ settledAt: null, settledMark: null });
    const { stage } = tables.incidents;
    expect(await db.select({ stage }).from(tables.incidents).where(eq(tables.incidents.id, incident))).toEqual([
      { stage: "analysing" },
    ]);
    expect(await verbs(world)).toEqual(expect.arrayContaining(["tree.unsettled", "incident.stage_moved"]));
  });

  test("a settled tree whose cross-link leads into what the file changes is settled no more", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1", { ending: "root_cause", category: "process" })]);
    await importCase(db, world.lead, file);
    const pointing = aCase("b", [aCaseWhy("1", { ending: "same_as", sameAs: "a:wait/1" })]);
    const { incidents, trees } = await importCase(db, world.lead, pointing);
    const [tree, incident] = [trees[0]?.id ?? "", incidents[0]?.id ?? ""];
    const settled = { settledAt: new Date(), settledById: world.lead.id, settledMark: "as it was" };
    await db.update(tables.causeTrees).set(settled).where(eq(tables.causeTrees.id, tree));
    await db.update(tables.incidents).set({ stage: "improving" }).where(eq(tables.incidents.id, incident));

    await importCase(
      db,
      world.lead,
      changed(file, (json) =>
        Object.assign(json.trees[0]?.whys[0] ?? {}, { status: "refuted", ending: null, category: null }),
      ),
    );

    const { settledMark } = tables.causeTrees;
    expect(await db.select({ settledMark }).from(tables.causeTrees).where(eq(tables.causeTrees.id, tree))).toEqual([
      { settledMark: null },
    ]);
    const { stage } = tables.incidents;
    expect(await db.select({ stage }).from(tables.incidents).where(eq(tables.incidents.id, incident))).toEqual([
      { stage: "analysing" },
    ]);
  });

  test("an incident that gets its first tree is analysed from then on", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1")]);
    const { incidents } = await importCase(db, world.lead, { ...file, trees: [] });
    const ofIncident = eq(tables.incidents.id, incidents[0]?.id ?? "");
    const stage = async () =>
      (await db.select({ stage: tables.incidents.stage }).from(tables.incidents).where(ofIncident))[0]?.stage;
    expect(await stage()).toBe("reported");

    await importCase(db, world.lead, file);

    expect(await stage()).toBe("analysing");
  });
});

import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import * as tables from "@/db/schema";
import { importCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aCase, aCaseWhy, changed, checksums, publicCase, shownTree, someProof } from "./cases";

const db = await testDatabase();

const whyOf = async (world: World, sourceKey: string) => {
  const of = and(eq(tables.whys.workspaceId, world.workspace.id), eq(tables.whys.sourceKey, sourceKey));
  const [why] = await db.select().from(tables.whys).where(of);
  if (!why) throw new Error(`There is no ${sourceKey}.`);
  return why;
};
const change = (whyId: string, set: Partial<typeof tables.whys.$inferInsert>) =>
  db.update(tables.whys).set(set).where(eq(tables.whys.id, whyId));

describe("a file that comes again", () => {
  test("changed, it changes only what it names; what people added stays", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1"), aCaseWhy("2")]);
    const { trees } = await importCase(db, world.lead, file);
    const [first, second] = [await whyOf(world, "wait/1"), await whyOf(world, "wait/2")];
    const ofTree = { workspaceId: world.workspace.id, treeId: first.treeId };
    const byHand = {
      id: v7(),
      ...ofTree,
      parentId: second.id,
      position: "a0",
      text: "Added",
      authorId: world.seller.id,
    };
    await db.insert(tables.whys).values(byHand);
    await change(second.id, { text: "Reworded by hand", reach: "control" });

    const again = changed(file, (json) => {
      const [why] = json.trees[0]?.whys ?? [];
      if (why) Object.assign(why, { text: "Said better", whys: [aCaseWhy("1.1")] });
    });
    const report = await importCase(db, world.lead, again);

    expect(report).toMatchObject({ created: 2, changed: 1, findings: [] });
    expect(await whyOf(world, "wait/1")).toMatchObject({ text: "Said better", version: first.version + 1 });
    expect(await whyOf(world, "wait/2")).toMatchObject({ text: "Reworded by hand", reach: "control" });
    const shown = await shownTree(db, world.lead, trees[0]?.id);
    expect(shown.index.inOrder.map(({ text }) => text)).toEqual([
      "Said better",
      "What stands at 1.1",
      "Reworded by hand",
      "Added",
    ]);
  });

  test("its new word counts more than a person's, and the history keeps both", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1")]);
    await importCase(db, world.lead, file);
    const { id, treeId } = await whyOf(world, "wait/1");
    await change(id, { text: "By hand" });

    await importCase(
      db,
      world.lead,
      changed(file, (json) => Object.assign(json.trees[0]?.whys[0] ?? {}, { text: "By file" })),
    );

    const of = and(eq(tables.activity.subjectId, treeId), eq(tables.activity.verb, "tree.imported"));
    const [entry] = await db.select().from(tables.activity).where(of);
    expect(entry?.details).toEqual({
      case: "a",
      whys: [{ id, before: { text: "By hand" }, after: { text: "By file" } }],
    });
  });

  test("a why that people took out stays out, with what the file has below it, and is reported", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1"), aCaseWhy("2")]);
    await importCase(db, world.lead, file);
    await change((await whyOf(world, "wait/1")).id, { removedAt: new Date() });

    const again = changed(file, (json) => json.trees[0]?.whys[0]?.whys.push(aCaseWhy("1.1")));
    const report = await importCase(db, world.lead, again);

    expect(report).toMatchObject({
      created: 0,
      changed: 0,
      findings: [
        { tree: "wait", why: "1", code: "removed" },
        { tree: "wait", why: "1.1", code: "removed_above" },
      ],
    });
  });

  test("an ending that people set, changed or took away stays theirs", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [
      aCaseWhy("1", { ending: "open_question" }),
      aCaseWhy("2"),
      aCaseWhy("3", { ending: "root_cause", category: "process" }),
    ]);
    await importCase(db, world.lead, file);
    await change((await whyOf(world, "wait/1")).id, { ending: null });
    await change((await whyOf(world, "wait/2")).id, { ending: "escalated", endingBy: "The board" });
    await change((await whyOf(world, "wait/3")).id, { reach: "control", removal: "prevents" });
    const before = await checksums(db, world.workspace.id);

    const report = await importCase(db, world.lead, file);

    expect(report).toMatchObject({ created: 0, changed: 0, findings: [] });
    expect(await checksums(db, world.workspace.id)).toEqual(before);
  });

  test("a new why below an ending takes that ending away, unless it is a root cause", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [
      aCaseWhy("1", { ending: "open_question" }),
      aCaseWhy("2", { ending: "root_cause", category: "role" }),
    ]);
    await importCase(db, world.lead, file);

    const again = changed(file, (json) => {
      for (const why of json.trees[0]?.whys ?? []) why.whys = [aCaseWhy(`${why.key}.1`)];
    });
    const report = await importCase(db, world.lead, again);

    expect(report.findings).toMatchObject([{ tree: "wait", why: "1", code: "live_whys_below" }]);
    expect(await whyOf(world, "wait/1")).toMatchObject({ ending: null });
    expect(await whyOf(world, "wait/2")).toMatchObject({ ending: "root_cause", category: "role" });
    expect((await importCase(db, world.lead, again)).findings).toEqual(report.findings);
  });

  test("new whys take the places that their keys have", async () => {
    const world = await aWorkspace(db);
    const { trees } = await importCase(db, world.lead, aCase("a", [aCaseWhy("2"), aCaseWhy("5")]));

    await importCase(
      db,
      world.lead,
      aCase(
        "a",
        ["1", "2", "3", "4", "5", "6"].map((key) => aCaseWhy(key)),
      ),
    );

    const { index } = await shownTree(db, world.lead, trees[0]?.id);
    expect(index.inOrder.map(({ text }) => text.at(-1))).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  test("a change in a joint group asks anew whether it is enough", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1", { joint: "a" }), aCaseWhy("2", { joint: "a" })]);
    await importCase(db, world.lead, file);
    for (const key of ["wait/1", "wait/2"]) await change((await whyOf(world, key)).id, { sufficient: "yes" });

    await importCase(
      db,
      world.lead,
      changed(file, (json) => json.trees[0]?.whys.push(aCaseWhy("3", { joint: "a" }))),
    );

    for (const key of ["wait/1", "wait/2", "wait/3"])
      expect(await whyOf(world, key)).toMatchObject({ joint: "a", sufficient: "unknown" });
  });

  test("a link that people took away is not made again", async () => {
    const world = await aWorkspace(db);
    const file = publicCase("oil-puddle");
    await importCase(db, world.owner, file);
    const inWorkspace = eq(tables.improvementWhys.workspaceId, world.workspace.id);
    await db.delete(tables.improvementWhys).where(inWorkspace);

    const report = await importCase(db, world.lead, file);

    expect(report).toMatchObject({ created: 0, changed: 0 });
    expect(await db.select().from(tables.improvementWhys).where(inWorkspace)).toEqual([]);
  });

  test("a renamed team is still the side it was", async () => {
    const world = await aWorkspace(db);
    const file = publicCase("web-leads-2011");
    await importCase(db, world.lead, file);
    await db.update(tables.teams).set({ name: "Brand" }).where(eq(tables.teams.id, world.marketing));

    const again = changed(file, (json) => Object.assign(json.incidents[0] ?? {}, { title: "Web leads wait" }));
    await importCase(db, world.lead, again);

    const teams = await db.select().from(tables.teams).where(eq(tables.teams.workspaceId, world.workspace.id));
    expect(teams.map(({ name }) => name).sort()).toEqual(["Brand", "Sales"]);
    const [incident] = await db
      .select()
      .from(tables.incidents)
      .where(eq(tables.incidents.workspaceId, world.workspace.id));
    expect(incident).toMatchObject({ title: "Web leads wait", sideId: world.marketing });
  });

  test("it cannot move to another relationship", async () => {
    const world = await aWorkspace(db);
    await importCase(db, world.lead, aCase("a", []));
    const before = await checksums(db, world.workspace.id);

    const deed = importCase(db, world.lead, aCase("a", [], { relationship: ["Marketing", "Finance"] }));

    await expect(deed).rejects.toMatchObject({ kind: "invalid", fields: { relationship: [expect.any(String)] } });
    expect(await checksums(db, world.workspace.id)).toEqual(before);
  });

  test("evidence is found again by its place, and what was added by hand stays", async () => {
    const world = await aWorkspace(db);
    const file = aCase("a", [aCaseWhy("1", { evidence: [someProof, { ...someProof, text: "Seen in June" }] })]);
    await importCase(db, world.lead, file);
    const { id: whyId } = await whyOf(world, "wait/1");
    const byHand = {
      type: "opinion",
      stance: "contradicts",
      text: "I doubt it",
      collectedById: world.seller.id,
    } as const;
    await db.insert(tables.evidence).values({ id: v7(), workspaceId: world.workspace.id, whyId, ...byHand });

    const again = changed(file, (json) =>
      Object.assign(json.trees[0]?.whys[0]?.evidence[1] ?? {}, { text: "Seen in July" }),
    );
    const report = await importCase(db, world.lead, again);

    expect(report).toMatchObject({ created: 0, changed: 1 });
    const items = await db
      .select()
      .from(tables.evidence)
      .where(and(eq(tables.evidence.whyId, whyId), isNull(tables.evidence.removedAt)));
    expect(items.map(({ text }) => text).sort()).toEqual(["Counted in May", "I doubt it", "Seen in July"]);
  });
});

import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import * as tables from "@/db/schema";
import type { CaseFile } from "@/lib/portability/case-file";
import { importCase, previewCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { aCase, aCaseWhy, caseKeys, changed, checksums, expected, publicCase, shownTree, someProof } from "./cases";

const db = await testDatabase();

const whyOf = async (world: World, sourceKey: string) => {
  const of = and(eq(tables.whys.workspaceId, world.workspace.id), eq(tables.whys.sourceKey, sourceKey));
  const [why] = await db.select().from(tables.whys).where(of);
  if (!why) throw new Error(`There is no ${sourceKey}.`);
  return why;
};
const change = (whyId: string, set: Partial<typeof tables.whys.$inferInsert>) =>
  db.update(tables.whys).set(set).where(eq(tables.whys.id, whyId));
const verbs = async (world: World) => {
  const of = eq(tables.activity.workspaceId, world.workspace.id);
  const found = await db
    .select({ verb: tables.activity.verb })
    .from(tables.activity)
    .where(of)
    .orderBy(tables.activity.sequence);
  return found.map(({ verb }) => verb);
};

describe("the public cases", () => {
  test.each(caseKeys)("%s is shown with the counts of its source", async (key) => {
    const world = await aWorkspace(db);

    const report = await importCase(db, world.owner, publicCase(key));

    expect(report.findings).toEqual([]);
    for (const { key: treeKey, id } of report.trees) {
      const { summary, openEnds } = await shownTree(db, world.lead, id);
      const { also, ...counts } = expected.cases[key]?.trees[treeKey] ?? { also: { openEnds: -1 } };
      expect(summary).toEqual(counts);
      expect(openEnds).toBe(also.openEnds);
    }
    expect(report.trees).toHaveLength(Object.keys(expected.cases[key]?.trees ?? {}).length);
  });

  test.each(caseKeys)("%s imported twice changes nothing", async (key) => {
    const world = await aWorkspace(db);
    const first = await importCase(db, world.owner, publicCase(key));
    const before = await checksums(db, world.workspace.id);

    const second = await importCase(db, world.owner, publicCase(key));

    expect(await checksums(db, world.workspace.id)).toEqual(before);
    expect(second).toEqual({ ...first, created: 0, changed: 0, unchanged: first.created });
  });

  test("a preview counts as the import does and writes nothing", async () => {
    const world = await aWorkspace(db);
    const before = await checksums(db, world.workspace.id);

    const preview = await previewCase(db, world.owner, publicCase("gitlab-2017"));

    expect(await checksums(db, world.workspace.id)).toEqual(before);
    expect(preview).toMatchObject({ faults: [], report: { newTeams: ["Infrastructure", "Support"], findings: [] } });
    const { created } = await importCase(db, world.owner, publicCase("gitlab-2017"));
    expect(preview.report.created).toBe(created);
  });
});

describe("what arrives", () => {
  test("incidents stand as analysing, improvements in plan with their result as text, all of it of this workspace", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const before = await checksums(db, depot.workspace.id);

    await importCase(db, mill.owner, publicCase("oil-puddle"));

    const ofMill = { workspaceId: mill.workspace.id };
    const [incident] = await db
      .select()
      .from(tables.incidents)
      .where(eq(tables.incidents.workspaceId, ofMill.workspaceId));
    expect(incident).toMatchObject({
      stage: "analysing",
      severity: 2,
      occurredApproximately: true,
      noAgreedStandard: false,
    });
    const plans = await db
      .select()
      .from(tables.improvements)
      .where(eq(tables.improvements.workspaceId, ofMill.workspaceId));
    expect(new Set(plans.map(({ phase }) => phase))).toEqual(new Set(["plan"]));
    expect(plans.find(({ sourceKey }) => sourceKey === "evaluation")?.result).toMatch(/five years/);
    expect(await checksums(db, depot.workspace.id)).toEqual(before);
  });

  test("a case whose expected is null says that no agreed standard exists", async () => {
    const world = await aWorkspace(db);

    await importCase(db, world.owner, publicCase("web-leads-2011"));

    const [incident] = await db
      .select()
      .from(tables.incidents)
      .where(eq(tables.incidents.workspaceId, world.workspace.id));
    expect(incident).toMatchObject({ expected: null, noAgreedStandard: true, sideId: world.marketing });
  });

  test("teams and relationship that stand are used, whatever their case and order; others are made", async () => {
    const world = await aWorkspace(db);
    await importCase(
      db,
      world.lead,
      aCase("a", [], { relationship: ["sales", "MARKETING"], incidents: [], trees: [] }),
    );
    await importCase(db, world.owner, aCase("b", [], { relationship: ["Sales", "Finance"], incidents: [], trees: [] }));

    const teams = await db.select().from(tables.teams).where(eq(tables.teams.workspaceId, world.workspace.id));
    expect(teams.map(({ name }) => name).sort()).toEqual(["Finance", "Marketing", "Sales"]);
    const pairs = await db
      .select()
      .from(tables.relationships)
      .where(eq(tables.relationships.workspaceId, world.workspace.id));
    expect(pairs).toHaveLength(2);
  });

  test("a lead imports into teams that stand and belong together; what is missing is named, and no row changes", async () => {
    const world = await aWorkspace(db);
    const between = (key: string, first: string, second: string) =>
      aCase(key, [], { relationship: [first, second], incidents: [], trees: [] });
    await importCase(db, world.lead, between("a", "Sales", "Marketing"));
    await importCase(db, world.owner, between("b", "Sales", "Finance"));
    const before = await checksums(db, world.workspace.id);
    const refusals = async (file: CaseFile) => {
      const { faults, report } = await previewCase(db, world.lead, file);
      const words = faults.map(({ message }) => message);
      await expect(importCase(db, world.lead, file)).rejects.toMatchObject({ fields: { relationship: words } });
      return { words, newTeams: report.newTeams };
    };

    const only = "Only an owner changes that: ask one, or ask one to import this.";
    expect(await refusals(between("c", "Sales", "Support"))).toEqual({
      words: [`There is no team “Support” here. ${only}`],
      newTeams: [],
    });
    expect(await refusals(between("d", "Marketing", "Finance"))).toEqual({
      words: [`“Marketing” and “Finance” do not belong together here yet. ${only}`],
      newTeams: [],
    });
    expect(await checksums(db, world.workspace.id)).toEqual(before);
    const file = between("b", "Sales", "Finance");
    await expect(importCase(db, world.lead, file)).resolves.toMatchObject({ created: 0 });
  });

  test("the same root cause in two cases is one entry of the catalogue, and improvements on it are linked to it", async () => {
    const world = await aWorkspace(db);
    const cause = (text: string) => aCaseWhy("1", { text, ending: "root_cause", category: "process" });
    const improvement = { key: "i", title: "Mend it", kind: "countermeasure", strength: 2, result: null } as const;
    const mended = { improvements: [{ ...improvement, whys: ["wait/1"] }] };

    await importCase(db, world.lead, aCase("one", [cause("The export runs monthly")], mended));
    await importCase(db, world.lead, aCase("two", [cause("the EXPORT runs monthly")], mended));

    const entries = await db
      .select()
      .from(tables.rootCauses)
      .where(eq(tables.rootCauses.workspaceId, world.workspace.id));
    expect(entries).toHaveLength(1);
    const links = await db
      .select()
      .from(tables.improvementRootCauses)
      .where(eq(tables.improvementRootCauses.workspaceId, world.workspace.id));
    expect(links.map(({ rootCauseId }) => rootCauseId)).toEqual([entries[0]?.id, entries[0]?.id]);
  });

  test("a refuted why keeps its status; the case itself is the reason", async () => {
    const world = await aWorkspace(db);

    await importCase(db, world.lead, aCase("a", [aCaseWhy("1", { status: "refuted" })]));

    expect(await whyOf(world, "wait/1")).toMatchObject({
      status: "refuted",
      statusReason: "As told in the case “Leads wait”.",
    });
  });

  test("the history names the file once, and each page that it made", async () => {
    const world = await aWorkspace(db);

    await importCase(db, world.owner, publicCase("web-leads-2011"));

    expect(await verbs(world)).toEqual([
      "root_cause.entered",
      "root_cause.entered",
      "incident.logged",
      "tree.opened",
      "case.imported",
    ]);
  });

  test("a member may not import", async () => {
    const world = await aWorkspace(db);

    const deed = importCase(db, world.seller, publicCase("oil-puddle"));

    await expect(deed).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("two imports of one file at once: one makes the rows, the other finds them", async () => {
    const world = await aWorkspace(db);
    const file = publicCase("gitlab-2017");

    const [one, other] = await Promise.all([importCase(db, world.owner, file), importCase(db, world.owner, file)]);

    const created = [one.created, other.created];
    expect(created.sort((a, b) => a - b)).toEqual([0, one.created + one.unchanged]);
    expect(other.trees).toEqual(one.trees);
    expect((await verbs(world)).filter((verb) => verb === "case.imported")).toHaveLength(1);
  });
});

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

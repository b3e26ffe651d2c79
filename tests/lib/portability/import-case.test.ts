import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import * as tables from "@/db/schema";
import type { CaseFile } from "@/lib/portability/case-file";
import { importCase, previewCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";
import { expectReplayed } from "../causes/replay-shown";
import { aCase, aCaseWhy, caseKeys, checksums, expected, publicCase, shownTree } from "./cases";

const db = await testDatabase();

const whyOf = async (world: World, sourceKey: string) => {
  const of = and(eq(tables.whys.workspaceId, world.workspace.id), eq(tables.whys.sourceKey, sourceKey));
  const [why] = await db.select().from(tables.whys).where(of);
  if (!why) throw new Error(`There is no ${sourceKey}.`);
  return why;
};
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
      expect((await expectReplayed(db, world.lead, id)).steps).toHaveLength(1);
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

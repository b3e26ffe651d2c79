import { readFileSync } from "node:fs";
import { join } from "node:path";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { relationships, teams } from "@/db/schema";
import { type CaseFile, readCaseFile } from "@/lib/portability/case-file";
import { exportCase } from "@/lib/portability/export-case";
import { importCase } from "@/lib/portability/import-case";
import { incidentRow, treeRow, whyRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aWorkspace, type World } from "../../support/worlds";

const db = await testDatabase();

const published = [
  "conveyor-2004",
  "gitlab-2017",
  "memorial-stone",
  "oil-puddle",
  "web-leads-2011",
  "website-down-2008",
] as const;

function publicCase(name: string): CaseFile {
  const read = readCaseFile(JSON.parse(readFileSync(join("tests", "cases", `${name}.case.json`), "utf8")));
  if (!read.file) throw new Error("not a case file");
  return read.file;
}

/** What a case says, without the keys that each workspace gives anew. */
const said = ({ key: _key, source: _source, ...file }: CaseFile) => file;

async function takenIn(file: CaseFile) {
  const world = await aWorkspace(db);
  const { incidents } = await importCase(db, world.owner, file);
  const [first] = incidents;
  if (!first) throw new Error("a case without an incident");
  return { world, incidentId: first.id };
}

describe.each(published)("the public case %s", (name) => {
  test("exported, taken in elsewhere and exported again says the same", async () => {
    const here = await takenIn(publicCase(name));
    const file = await exportCase(db, here.world.executive, here.incidentId);

    const there = await takenIn(file);
    const again = await exportCase(db, there.world.executive, there.incidentId);

    expect(said(again)).toEqual(said(file));
    expect(file.trees.flatMap(({ whys }) => whys).length).toBeGreaterThan(0);
  });

  test("keeps every why, its place and its evidence", async () => {
    const original = publicCase(name);
    const { world, incidentId } = await takenIn(original);
    const file = await exportCase(db, world.lead, incidentId);
    type Whys = CaseFile["trees"][number]["whys"];
    const lines = (whys: Whys): string[] =>
      whys.flatMap(({ key, text, status, evidence, whys: below }) => [
        `${key} ${text} ${status} ${evidence.length}`,
        ...lines(below),
      ]);
    const reached = new Set(file.trees.map(({ problem }) => problem));
    const trees = original.trees.filter(({ problem }) => reached.has(problem));

    expect(file.trees.map(({ whys }) => lines(whys))).toEqual(trees.map(({ whys }) => lines(whys)));
  });
});

test("a case taken in where it came from stands beside the original, and the same file again changes nothing", async () => {
  const { world, incidentId } = await takenIn(publicCase("oil-puddle"));
  const file = await exportCase(db, world.lead, incidentId);

  const first = await importCase(db, world.owner, file);
  const second = await importCase(db, world.owner, file);

  expect(first.created).toBeGreaterThan(0);
  expect({ created: second.created, changed: second.changed }).toEqual({ created: 0, changed: 0 });
  expect(await exportCase(db, world.lead, incidentId)).toEqual(file);
});

const incidentSaid = async (world: World, id: string) => (await exportCase(db, world.lead, id)).incidents;

test("an incident of one line is exported with what nobody has said yet left open", async () => {
  const world = await aWorkspace(db);
  const id = await incidentRow(db, world, { title: "Leads waited" });
  const file = await exportCase(db, world.lead, id);
  const there = await takenIn(file);

  expect(file.incidents).toMatchObject([
    { title: "Leads waited", severity: null, expected: null, expectedNotSaid: true },
  ]);
  expect(file.trees).toEqual([]);
  expect(await incidentSaid(there.world, there.incidentId)).toEqual(file.incidents);
});

test("trees that are reached by a cross-link come along, so that no link is lost", async () => {
  const world = await aWorkspace(db);
  const id = await incidentRow(db, world);
  const [treeId, otherTreeId] = [await treeRow(db, world, [id]), await treeRow(db, world, [])];
  const target = await whyRow(db, world, otherTreeId, { text: "Nobody owns the form" });
  await whyRow(db, world, treeId, { text: "The form is not looked at", ending: "same_as", sameAsId: target });

  const { trees } = await exportCase(db, world.lead, id);

  expect(trees.map(({ incidents }) => incidents)).toEqual([["incident-1"], []]);
  expect(trees[0]?.whys).toMatchObject([{ ending: "same_as", sameAs: "tree-2/1" }]);
});

test("a cross-link into another relationship is left open, for a file speaks of two teams", async () => {
  const world = await aWorkspace(db);
  const [teamId, otherId] = [v7(), v7()];
  const workspaceId = world.workspace.id;
  await db.insert(teams).values({ id: teamId, workspaceId, name: "Service" });
  await db.insert(relationships).values({ id: otherId, workspaceId, firstTeamId: world.sales, secondTeamId: teamId });
  const id = await incidentRow(db, world);
  const treeId = await treeRow(db, world, [id]);
  const elsewhere = await treeRow(db, world, [], { relationshipId: otherId });
  const target = await whyRow(db, world, elsewhere, { text: "Nobody owns the form" });
  await whyRow(db, world, treeId, { text: "The form is not looked at", ending: "same_as", sameAsId: target });

  const { trees } = await exportCase(db, world.lead, id);

  expect(trees).toHaveLength(1);
  expect(trees[0]?.whys).toMatchObject([{ ending: null, sameAs: null }]);
});

test("hostile words leave as they are and come in as they were: nothing in a file is markup", async () => {
  const world = await aWorkspace(db);
  const title = `<script>window.hurt = 1</script> "quoted" \\ \u202E العربية 🪲`;
  const id = await incidentRow(db, world, { title, observed: "=1+1\n\t@here" });
  const there = await takenIn(await exportCase(db, world.lead, id));

  expect(await incidentSaid(there.world, there.incidentId)).toMatchObject([{ title, observed: "=1+1\n\t@here" }]);
});

test("the case of another workspace does not exist", async () => {
  const [world, stranger] = [await aWorkspace(db), await aWorkspace(db)];
  const id = await incidentRow(db, world);

  await expect(exportCase(db, stranger.owner, id)).rejects.toMatchObject({ kind: "not_found" });
});

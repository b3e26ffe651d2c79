import { expect, test } from "vitest";
import type { CaseFile } from "@/lib/portability/case-file";
import { importRun, previewRun } from "@/lib/portability/import-run";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aCase, aCaseWhy, caseWords, checksums } from "./cases";

const db = await testDatabase();

const text = (file: CaseFile) => ({ name: `${file.key}.json`, words: JSON.stringify(file) });
const cause = aCase("cause", [aCaseWhy("1", { ending: "root_cause", category: "process" })]);
const link = aCase("link", [aCaseWhy("1", { ending: "same_as", sameAs: "cause:wait/1" })]);

test("files of one run go in the order in which they need one another", async () => {
  const world = await aWorkspace(db);

  const previews = await previewRun(db, world.lead, [text(link), text(cause)]);

  expect(previews.map(({ name, faults }) => [name, faults])).toEqual([
    ["cause.json", []],
    ["link.json", []],
  ]);
  const taken = await importRun(db, world.lead, previews);
  expect(taken.map(({ report }) => report?.findings)).toEqual([[], []]);
});

test("a file that points into a case which is neither here nor in the run is refused, at its place", async () => {
  const world = await aWorkspace(db);

  const [preview] = await previewRun(db, world.lead, [text(link)]);

  expect(preview?.faults).toMatchObject([{ path: "trees.0.whys.0.sameAs" }]);
});

test("a broken file of a run changes nothing and keeps no other out", async () => {
  const world = await aWorkspace(db);
  const broken = { name: "broken.json", words: caseWords("oil-puddle").replace('"verified"', '"sure"') };

  const items = await importRun(db, world.lead, [broken, { name: "", words: "{" }, text(link), text(cause)]);

  expect(items.map(({ faults, report }) => [faults.map(({ path }) => path), report?.created])).toEqual([
    [["trees.0.whys.0.status"], undefined],
    [[""], undefined],
    [["trees.0.whys.0.sameAs"], undefined],
    [[], 4],
  ]);
});

test("previewing broken and sound files together writes nothing", async () => {
  const world = await aWorkspace(db);
  const before = await checksums(db, world.workspace.id);

  const items = await previewRun(db, world.lead, [{ name: "a.json", words: "[]" }, text(cause)]);

  expect(items.map(({ title }) => title)).toEqual(["Leads wait", null]);
  expect(await checksums(db, world.workspace.id)).toEqual(before);
});

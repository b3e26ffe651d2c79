import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import * as tables from "@/db/schema";
import { importCase } from "@/lib/portability/import-case";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace, type World } from "../../support/worlds";
import { aCase, aCaseWhy, checksums, shownTree } from "./cases";

const db = await testDatabase();

const endingOf = async (world: World, sourceCase: string, sourceKey: string) => {
  const { workspaceId, ending, status } = tables.whys;
  const of = and(
    eq(workspaceId, world.workspace.id),
    eq(tables.whys.sourceCase, sourceCase),
    eq(tables.whys.sourceKey, sourceKey),
  );
  const [why] = await db.select({ ending, status }).from(tables.whys).where(of);
  return why;
};
const rootCause = { ending: "root_cause", category: "process" } as const;
const sameAs = (target: string) => ({ ending: "same_as", sameAs: target }) as const;

test("a root cause that names a person arrives without its ending and is reported", async () => {
  const world = await aWorkspace(db);
  const file = aCase("person", [
    aCaseWhy("1", { ...rootCause, text: "The engineer deleted the wrong directory" }),
    aCaseWhy("2", { ...rootCause, text: "The export runs once a month" }),
  ]);

  const report = await importCase(db, world.lead, file);

  expect(report.findings).toEqual([
    { tree: "wait", why: "1", code: "person_named", message: expect.stringContaining("engineer") },
  ]);
  expect(await endingOf(world, "person", "wait/1")).toEqual({ ending: null, status: "verified" });
  const { summary, openEnds } = await shownTree(db, world.lead, report.trees[0]?.id);
  expect(summary.rootCauses).toBe(1);
  expect(openEnds).toBe(1);
  expect((await importCase(db, world.lead, file)).findings).toEqual(report.findings);
});

test("a member's full name is no root cause, in whatever case file", async () => {
  const world = await aWorkspace(db);
  await aMember(db, world, { name: "Dana Reyes", role: "member" });

  const { findings } = await importCase(
    db,
    world.lead,
    aCase("a", [aCaseWhy("1", { ...rootCause, text: "Leads go through Dana Reyes alone" })]),
  );

  expect(findings).toMatchObject([{ why: "1", code: "person_named" }]);
});

test("a root cause without a category, one that is not verified, and one that is refuted arrive without their ending", async () => {
  const world = await aWorkspace(db);
  const file = aCase("a", [
    aCaseWhy("1", { ending: "root_cause" }),
    aCaseWhy("2", { ...rootCause, status: "hypothesis" }),
    aCaseWhy("3", { ...rootCause, status: "refuted" }),
  ]);

  const { findings } = await importCase(db, world.lead, file);

  expect(findings.map(({ why, code }) => [why, code])).toEqual([
    ["1", "no_category"],
    ["2", "not_verified"],
    ["3", "refuted"],
  ]);
  for (const key of ["1", "2", "3"]) expect((await endingOf(world, "a", `wait/${key}`))?.ending).toBeNull();
});

test("a verified why without supporting evidence arrives as a hypothesis", async () => {
  const world = await aWorkspace(db);
  const doubted = { type: "data", text: "The log says otherwise", stance: "contradicts", side: null } as const;

  const { findings } = await importCase(
    db,
    world.lead,
    aCase("a", [aCaseWhy("1", { ...rootCause, evidence: [doubted] })]),
  );

  expect(findings.map(({ code }) => code)).toEqual(["no_supporting_evidence", "not_verified"]);
  expect(await endingOf(world, "a", "wait/1")).toEqual({ ending: null, status: "hypothesis" });
});

test("an ending other than root cause with live whys below arrives without it; with refuted ones below it stays", async () => {
  const world = await aWorkspace(db);
  const file = aCase("a", [
    aCaseWhy("1", { ending: "accepted", whys: [aCaseWhy("1.1")] }),
    aCaseWhy("2", { ending: "accepted", whys: [aCaseWhy("2.1", { status: "refuted" })] }),
    aCaseWhy("3", { ...rootCause, whys: [aCaseWhy("3.1")] }),
  ]);

  const { findings } = await importCase(db, world.lead, file);

  expect(findings).toMatchObject([{ why: "1", code: "live_whys_below" }]);
  expect((await endingOf(world, "a", "wait/2"))?.ending).toBe("accepted");
  expect((await endingOf(world, "a", "wait/3"))?.ending).toBe("root_cause");
});

test("what a file cannot carry is no reason to refuse an ending; it shows as not holding yet", async () => {
  const world = await aWorkspace(db);
  const kinds = ["external_pressure", "escalated", "open_question", "accepted"] as const;
  const file = aCase("a", [aCaseWhy("1", rootCause), ...kinds.map((ending, at) => aCaseWhy(`${at + 2}`, { ending }))]);

  const { findings, trees } = await importCase(db, world.lead, file);

  expect(findings).toEqual([]);
  const { loaded } = await shownTree(db, world.lead, trees[0]?.id);
  expect(loaded.tree.whys.map(({ ending }) => ending).sort()).toEqual(["root_cause", ...kinds].sort());
  expect(loaded.tree.whys.every(({ reach, removal, endingBy }) => !reach && !removal && !endingBy)).toBe(true);
});

test("cross-links that lead in a circle, to themselves or to another cross-link arrive without their ending", async () => {
  const world = await aWorkspace(db);
  const file = aCase("a", [
    aCaseWhy("1", { whys: [aCaseWhy("1.1", sameAs("wait/2"))] }),
    aCaseWhy("2", { whys: [aCaseWhy("2.1", sameAs("wait/1"))] }),
    aCaseWhy("3", sameAs("wait/3")),
    aCaseWhy("4", sameAs("wait/5")),
    aCaseWhy("5", sameAs("wait/6")),
    aCaseWhy("6"),
    aCaseWhy("7", { whys: [aCaseWhy("7.1", sameAs("wait/7"))] }),
  ]);

  const { findings } = await importCase(db, world.lead, file);

  expect(findings.map(({ why, code }) => [why, code])).toEqual([
    ["1.1", "same_as_leads_back"],
    ["2.1", "same_as_leads_back"],
    ["3", "same_as_itself"],
    ["4", "same_as_chain"],
    ["7.1", "same_as_leads_back"],
  ]);
  expect((await endingOf(world, "a", "wait/5"))?.ending).toBe("same_as");
});

test("a cross-link into another case waits for that case, and finds it once it is here", async () => {
  const world = await aWorkspace(db);
  const there = aCase("there", [aCaseWhy("1", rootCause)]);
  const here = aCase("here", [aCaseWhy("1", sameAs("there:wait/1"))]);
  const before = await checksums(db, world.workspace.id);

  const early = importCase(db, world.lead, here);

  await expect(early).rejects.toMatchObject({
    kind: "invalid",
    fields: { "trees.0.whys.0.sameAs": [expect.stringContaining("Import that case first")] },
  });
  expect(await checksums(db, world.workspace.id)).toEqual(before);

  await importCase(db, world.lead, there);
  const { findings, trees } = await importCase(db, world.lead, here);
  expect(findings).toEqual([]);
  const { loaded } = await shownTree(db, world.lead, trees[0]?.id);
  expect(loaded.tree.targets).toMatchObject([{ ending: "root_cause", live: true }]);
});

test("a case of another workspace is not there to be linked to", async () => {
  const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
  await importCase(db, depot.lead, aCase("there", [aCaseWhy("1", rootCause)]));

  const deed = importCase(db, mill.lead, aCase("here", [aCaseWhy("1", sameAs("there:wait/1"))]));

  await expect(deed).rejects.toMatchObject({ kind: "invalid" });
});

test("a circle across two cases is found when it would close", async () => {
  const world = await aWorkspace(db);
  await importCase(db, world.lead, aCase("one", [aCaseWhy("1", { whys: [aCaseWhy("1.1")] })]));
  const two = aCase("two", [aCaseWhy("1", { whys: [aCaseWhy("1.1", sameAs("one:wait/1"))] })]);
  await importCase(db, world.lead, two);

  const closing = aCase("one", [aCaseWhy("1", { whys: [aCaseWhy("1.1", sameAs("two:wait/1"))] })]);
  const { findings } = await importCase(db, world.lead, closing);

  expect(findings).toMatchObject([{ why: "1.1", code: "same_as_leads_back" }]);
});

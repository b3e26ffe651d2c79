import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { openTree } from "@/lib/causes/commands";
import { askWhyInput, openTreeInput } from "@/lib/causes/input";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, deedsOf, historyOf, outline, rowsOf, stageOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

describe("opening a tree", () => {
  test("takes its incident into analysis; sent twice it is one tree, one activity and the same answer", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);
    const input = openTreeInput.parse({ id: v7(), incidentId, problem: "Leads wait" });

    const first = await openTree(db, world.lead, input);
    const again = await openTree(db, world.lead, input);

    expect(again).toEqual(first);
    expect(await historyOf(db, input.id)).toEqual(["tree.opened"]);
    expect(await stageOf(db, incidentId)).toBe("analysing");
  });

  test("refuses an id that somebody else has used, here or in another workspace, without telling why", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const { treeId, incidentId } = await aTreeIn(db, mill);
    const inDepot = await incidentRow(db, depot);
    const words = "Please load the page again.";

    const byAnother = openTree(db, mill.seller, { id: treeId, incidentId, problem: "Another" });
    await expect(byAnother).rejects.toMatchObject({ kind: "conflict", message: words });
    const elsewhere = openTree(db, depot.lead, { id: treeId, incidentId: inDepot, problem: "Another" });
    await expect(elsewhere).rejects.toMatchObject({ kind: "conflict", message: words });
  });

  test("is refused on an incident that has ended, until somebody reopens it", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world, { stage: "withdrawn" });

    const late = openTree(db, world.lead, { id: v7(), incidentId, problem: "Too late" });

    await expect(late).rejects.toMatchObject({ kind: "conflict", message: expect.stringContaining("Reopen") });
    expect(await stageOf(db, incidentId)).toBe("withdrawn");
  });

  test("several trees opened at once on one incident all stand", async () => {
    const world = await aWorkspace(db);
    const incidentId = await incidentRow(db, world);
    const open = (problem: string) => openTree(db, world.lead, { id: v7(), incidentId, problem });

    const opened = await Promise.all(["One", "Two", "Three", "Four", "Five", "Six"].map(open));

    expect(new Set(opened.map(({ id }) => id)).size).toBe(6);
  });
});

describe("asking why", () => {
  test("answers stand below their line in the order they were given, or behind the one that was named", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const first = await lead.asks("First");
    await lead.asks("Second");
    await lead.asks("Below the first", first);

    await lead.asks("Between", undefined, { afterId: first });

    expect(await outline(db, world.lead, treeId)).toEqual(["First", "  Below the first", "Between", "Second"]);
  });

  test("below a why that has ended takes the ending away, and undo brings it back whole", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const ended = await lead.asks("The budget is set by the holding");
    const answers = { ending: "escalated", endingBy: "The holding", endingOn: "2026-11-30" };
    await lead.end({ whyId: ended, ...answers });

    const asked = await lead.asks("The holding plans by year", ended);
    const meanwhile = await whyNow(db, ended);
    await lead.undo();

    expect(meanwhile).toMatchObject({ ending: null, endingBy: null, endingOn: null });
    expect(await whyNow(db, ended)).toMatchObject(answers);
    expect((await whyNow(db, asked)).removedAt).not.toBeNull();
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.ended", "why.asked", "tree.undone"]);
  });

  test("below a root cause leaves it one", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const root = await lead.asks("Nobody is named as stand-in");
    await lead.verifies(root);
    await lead.end({ whyId: root, ...asRootCause });

    await lead.asks("The plan has no column for it", root);

    expect((await whyNow(db, root)).ending).toBe("root_cause");
  });

  test("sent twice it is one why, one activity and the same answer, even below a line that has gone since", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const above = await lead.asks("Above");
    const fields = { id: v7(), parentId: above, text: "Sent over a slow line" };

    const first = await lead.ask(fields);
    const again = await lead.ask(fields);
    await lead.remove({ whyId: above });
    const late = await lead.ask(fields);

    expect(again).toEqual(first);
    expect(late).toEqual(first);
    expect(first.whyIds).toEqual([fields.id]);
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.asked", "why.removed"]);
    expect((await whyNow(db, fields.id)).removedAt).not.toBeNull();
  });

  test("sent twice at the same moment it is one why", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const fields = { id: v7(), text: "A double click" };

    const [first, again] = await Promise.all([lead.ask(fields), lead.ask(fields)]);

    expect(again).toEqual(first);
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked"]);
  });

  test("an id of another member, another tree or another workspace is refused without telling why", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const [here, other, abroad] = [await aTreeIn(db, mill), await aTreeIn(db, mill), await aTreeIn(db, depot)];
    const id = await here.lead.asks("Mine");
    const before = await rowsOf(db, mill);

    for (const deeds of [here.seller, other.lead, other.seller, abroad.lead])
      await expect(deeds.ask({ id, text: "Not mine" })).rejects.toMatchObject({
        kind: "conflict",
        message: "This form is out of date. Please load the tree again.",
      });

    expect(await rowsOf(db, mill)).toEqual(before);
    expect((await rowsOf(db, depot)).whys).toEqual([]);
  });

  test("a why belongs to the side of whoever wrote it, to none when they are neutral", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, facilitator } = await aTreeIn(db, world);
    const third = await aMember(db, world, { name: "Tomas Adler", role: "member", teamId: null });

    const ids = [await lead.asks("a"), await seller.asks("b"), await facilitator.asks("c")];
    ids.push(await deedsOf(db, third, treeId).asks("d"));

    const sides = await Promise.all(ids.map(async (id) => (await whyNow(db, id)).sideId));
    expect(sides).toEqual([world.marketing, world.sales, null, null]);
  });

  test("what cannot be kept is refused at the field", () => {
    const fields = { id: v7(), treeId: v7(), parentId: "", afterId: "" };
    const faultsOf = (text: string) =>
      askWhyInput.safeParse({ ...fields, text }).error?.issues.map(({ path, message }) => [path[0], message]);

    expect(faultsOf("  \n ")).toEqual([["text", "Write the answer first."]]);
    expect(faultsOf("a".repeat(501))).toEqual([["text", "At most 500 characters."]]);
    expect(faultsOf("a".repeat(1_000_000))).toEqual([["text", "At most 500 characters."]]);
    for (const odd of ["nul \0", "half \ud83d"])
      expect(faultsOf(odd)).toEqual([["text", "This holds a character that cannot be kept. Please type it again."]]);
    expect(faultsOf("🙂 لماذا؟")).toBeUndefined();
  });

  test("emoji and right-to-left text come back as they were typed", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);

    const id = await lead.asks("🙂 لماذا تأخر العميل؟ 👩🏽‍🏭");

    expect((await whyNow(db, id)).text).toBe("🙂 لماذا تأخر العميل؟ 👩🏽‍🏭");
  });
});

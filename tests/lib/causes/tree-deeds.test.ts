import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { causeTrees, evidence, whys } from "@/db/schema";
import { openTree } from "@/lib/causes/commands";
import { askWhyInput, moveWhyInput, openTreeInput, rewordWhyInput, treeLimits } from "@/lib/causes/input";
import { incidentRow } from "../../support/cases";
import { testDatabase } from "../../support/database";
import { aMember, aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, deedsOf, historyOf, outline, rowsOf, stageOf, standing, whyNow } from "./at-a-tree";

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

describe("rewording", () => {
  test("of two people at one why the second is shown what stands, and nothing is written over it", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const before = "Leads are late";

    await lead.reword({ whyId, before, text: "Leads are fetched once a day" });
    const second = seller.reword({ whyId, before, text: "Nobody looks at the inbox" });

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      standing: { text: "Leads are fetched once a day" },
    });
    expect((await whyNow(db, whyId)).text).toBe("Leads are fetched once a day");
    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.reworded"]);
  });

  test("of two at the same moment one is written and the other told", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const before = "Leads are late";
    const texts = ["Leads are fetched once a day", "Nobody looks at the inbox"];

    const both = await Promise.allSettled([
      lead.reword({ whyId, before, text: texts[0] }),
      seller.reword({ whyId, before, text: texts[1] }),
    ]);

    const { text } = await whyNow(db, whyId);
    expect(texts).toContain(text);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = both.find((each) => each.status === "rejected");
    expect(refused?.reason).toMatchObject({ kind: "conflict", standing: { text } });
  });

  test("the same words sent again, or come to by both, change nothing", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world);
    const whyId = await lead.asks("Leads are late");
    const reword = { whyId, before: "Leads are late", text: "Leads are fetched once a day" };

    await lead.reword(reword);
    await lead.reword(reword);
    await seller.reword(reword);

    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "why.reworded"]);
  });

  test("the problem follows the same rule", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller } = await aTreeIn(db, world, "Leads wait");

    await lead.rewordProblem({ before: "Leads wait", problem: "37% of leads wait more than a day" });
    const second = seller.rewordProblem({ before: "Leads wait", problem: "Leads are cold" });

    await expect(second).rejects.toMatchObject({
      kind: "conflict",
      standing: { text: "37% of leads wait more than a day" },
    });
    expect((await standing(db, world.lead, treeId)).tree.problem).toBe("37% of leads wait more than a day");
  });

  test("what ends a branch cannot be reworded into a person's deed", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const text = "The account has rights on every folder";
    const whyId = await lead.asks(text);
    await lead.end({ whyId, ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" });

    const named = lead.reword({ whyId, before: text, text: "Engineer deleted the folder" });

    await expect(named).rejects.toMatchObject({
      kind: "invalid",
      fields: { text: [expect.stringContaining("“Engineer” names a person")] },
    });
    expect((await whyNow(db, whyId)).text).toBe(text);
  });
});

describe("moving", () => {
  test("a why takes along all that stands below it", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const [a, b] = [await lead.asks("a"), await lead.asks("b")];
    await lead.asks("a1", a);

    await lead.move({ whyId: a, parentId: b });

    expect(await outline(db, world.lead, treeId)).toEqual(["b", "  a", "    a1"]);
  });

  test("puts a why first, behind another, or last among its siblings", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const [a, , c] = [await lead.asks("a"), await lead.asks("b"), await lead.asks("c")];
    const order = async () => (await outline(db, world.lead, treeId)).join("");

    await lead.move({ whyId: c, first: "on" });
    const first = await order();
    await lead.move({ whyId: c, afterId: a });
    const behind = await order();
    await lead.move({ whyId: a });

    expect([first, behind, await order()]).toEqual(["cab", "acb", "cba"]);
  });

  test("to where it stands already is no deed", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const [a, gone, c] = [await lead.asks("a"), await lead.asks("b"), await lead.asks("c")];
    await lead.remove({ whyId: gone });
    const before = await historyOf(db, treeId);

    await lead.move({ whyId: a, first: "on" });
    await lead.move({ whyId: c, afterId: a });
    await lead.move({ whyId: c });

    expect(await historyOf(db, treeId)).toEqual(before);
  });

  test("below itself or below its own descendant is refused and changes nothing", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const a = await lead.asks("a");
    const below = await lead.asks("a1", await lead.asks("a0", a));
    const before = await rowsOf(db, world);

    for (const parentId of [a, below])
      await expect(lead.move({ whyId: a, parentId })).rejects.toMatchObject({
        kind: "invalid",
        message: "A why cannot stand below itself.",
      });

    expect(await rowsOf(db, world)).toEqual(before);
  });

  test("to another line clears the joint letter and asks both groups anew whether they are enough", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [a, b, c, d] = [await lead.asks("a"), await lead.asks("b"), await lead.asks("c"), await lead.asks("d")];
    await lead.join({ whyId: b, withId: a });
    await lead.join({ whyId: c, withId: a });
    await lead.describe({ whyId: a, sufficient: "yes" });

    await lead.move({ whyId: c, parentId: d });

    expect(await whyNow(db, c)).toMatchObject({ parentId: d, joint: null, sufficient: "unknown" });
    for (const id of [a, b]) expect(await whyNow(db, id)).toMatchObject({ joint: "a", sufficient: "unknown" });
  });

  test("among its siblings keeps the letter and the answers", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [a, b] = [await lead.asks("a"), await lead.asks("b")];
    await lead.join({ whyId: b, withId: a });
    await lead.describe({ whyId: a, sufficient: "yes" });

    await lead.move({ whyId: b, first: "on" });

    expect(await whyNow(db, b)).toMatchObject({ joint: "a", sufficient: "yes" });
  });

  test("below a why that has ended takes its ending away", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [a, b] = [await lead.asks("a"), await lead.asks("b")];
    await lead.end({ whyId: b, ending: "open_question" });

    await lead.move({ whyId: a, parentId: b });

    expect((await whyNow(db, b)).ending).toBeNull();
  });

  test("a refuted why below one that has ended leaves the ending, until it is judged anew", async () => {
    const { lead } = await aTreeIn(db, await aWorkspace(db));
    const [a, b] = [await lead.asks("The first"), await lead.asks("The second")];
    await lead.judge({ whyId: a, status: "refuted", reason: "The log shows none" });
    await lead.end({ whyId: b, ending: "open_question" });

    await lead.move({ whyId: a, parentId: b });
    const moved = await whyNow(db, b);
    await lead.judge({ whyId: a, status: "hypothesis" });

    expect([moved.ending, (await whyNow(db, b)).ending]).toEqual(["open_question", null]);
  });

  test("to where a cross-link would lead back is refused", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [a, b] = [await lead.asks("a"), await lead.asks("b")];
    const below = await lead.asks("below a", a);
    const link = await lead.asks("the same as a", b);
    await lead.end({ whyId: link, ending: "same_as", sameAsId: a });
    const before = await rowsOf(db, world);

    const ring = lead.move({ whyId: b, parentId: below });

    await expect(ring).rejects.toMatchObject({ kind: "invalid", message: expect.stringContaining("leads back") });
    expect(await rowsOf(db, world)).toEqual(before);
  });
});

describe("acting together", () => {
  test("only whys that answer the same line can", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const a = await lead.asks("a");
    const below = await lead.asks("a1", a);

    for (const withId of [a, below])
      await expect(lead.join({ whyId: a, withId })).rejects.toMatchObject({ kind: "invalid" });
  });

  test("whoever joins makes the group answer “enough?” anew", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const [a, b, c] = [await lead.asks("a"), await lead.asks("b"), await lead.asks("c")];
    await lead.join({ whyId: a, withId: b });
    await lead.describe({ whyId: a, sufficient: "no" });
    expect((await whyNow(db, b)).sufficient).toBe("no");

    await lead.join({ whyId: c, withId: b });

    for (const id of [a, b, c]) expect(await whyNow(db, id)).toMatchObject({ joint: "a", sufficient: "unknown" });
  });

  test("a group of one has no letter: after leaving, after moving on to another group, after removing", async () => {
    const world = await aWorkspace(db);
    const { lead } = await aTreeIn(db, world);
    const pair = async () => {
      const [one, other] = [await lead.asks("one"), await lead.asks("other")];
      await lead.join({ whyId: one, withId: other });
      await lead.describe({ whyId: one, sufficient: "yes" });
      return [one, other] as const;
    };
    const [left, leaver] = await pair();
    const [stayed, mover] = await pair();
    const [kept, removed] = await pair();

    await lead.join({ whyId: leaver });
    await lead.join({ whyId: mover, withId: leaver });
    await lead.remove({ whyId: removed });

    for (const id of [left, stayed, kept])
      expect(await whyNow(db, id)).toMatchObject({ joint: null, sufficient: "unknown" });
    const letters = [(await whyNow(db, leaver)).joint, (await whyNow(db, mover)).joint];
    expect(letters[0]).not.toBeNull();
    expect(letters[1]).toBe(letters[0]);
  });
});

test("answers on a why that somebody changed meanwhile are a conflict, and theirs stand", async () => {
  const world = await aWorkspace(db);
  const { lead, seller } = await aTreeIn(db, world);
  const whyId = await lead.asks("The feed was down");
  const { version } = await whyNow(db, whyId);
  await seller.describe({ whyId, necessary: "yes", version: String(version) });

  const blind = lead.describe({ whyId, kind: "event", version: String(version) });

  await expect(blind).rejects.toMatchObject({ kind: "conflict" });
  expect(await whyNow(db, whyId)).toMatchObject({ kind: null, necessary: "yes" });
});

describe("removing", () => {
  test("takes all below out as well, in one deed; evidence and words are kept for undo", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const a = await lead.asks("a");
    const below = await lead.asks("a1", a);
    await lead.shows(below);

    const done = await lead.remove({ whyId: a });

    expect(await outline(db, world.lead, treeId)).toEqual([]);
    expect(done.whyIds.toSorted()).toEqual([a, below].toSorted());
    expect((await historyOf(db, treeId)).filter((verb) => verb === "why.removed")).toHaveLength(1);
    expect(await db.$count(evidence, eq(evidence.whyId, below))).toBe(1);
  });

  test("a refuted why, the other side's words, proof or answers stay in the tree: they are refuted instead", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead, seller, facilitator } = await aTreeIn(db, world);
    const branch = async (below: (whyId: string) => Promise<unknown>) => {
      const whyId = await lead.asks("ours");
      await below(await lead.asks("ours, further down", whyId));
      return whyId;
    };
    const kept = [
      await branch((whyId) => lead.judge({ whyId, status: "refuted", reason: "The log shows none" })),
      await branch((whyId) => seller.asks("theirs", whyId)),
      await branch((whyId) => seller.shows(whyId)),
      await branch((whyId) => facilitator.shows(whyId, "contradicts")),
      await branch((whyId) => seller.readBack({ whyId, answer: "disputes", reason: "It leaps" })),
    ];
    const before = await outline(db, world.lead, treeId);

    for (const whyId of kept) await expect(lead.remove({ whyId })).rejects.toMatchObject({ name: "Refusal" });

    expect(await outline(db, world.lead, treeId)).toEqual(before);
  });

  test("evidence against a why is taken back by whoever brought it, a neutral member's too", async () => {
    const world = await aWorkspace(db);
    const { lead, facilitator } = await aTreeIn(db, world);
    const whyId = await lead.asks("a");
    const evidenceId = await facilitator.shows(whyId, "contradicts");

    await expect(lead.removeEvidence({ whyId, evidenceId })).rejects.toMatchObject({ kind: "forbidden" });
    await facilitator.removeEvidence({ whyId, evidenceId });

    expect(await db.$count(evidence, and(eq(evidence.id, evidenceId), isNull(evidence.removedAt)))).toBe(0);
  });

  test("what was removed takes no deed any more", async () => {
    const world = await aWorkspace(db);
    const { lead, seller } = await aTreeIn(db, world);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    await lead.remove({ whyId });

    const late = [
      seller.reword({ whyId, before: "a", text: "A" }),
      seller.move({ whyId: other, parentId: whyId }),
      seller.asks("below", whyId),
      seller.judge({ whyId, status: "refuted", reason: "It ran" }),
      seller.readBack({ whyId, answer: "agrees" }),
      seller.remove({ whyId }),
    ];

    for (const deed of await Promise.allSettled(late))
      expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
  });
});

describe("how large", () => {
  const chain = (world: Awaited<ReturnType<typeof aWorkspace>>, treeId: string, length: number) => {
    const ids = Array.from({ length }, () => v7());
    return ids.map((id, at) => ({
      id,
      treeId,
      workspaceId: world.workspace.id,
      parentId: ids[at - 1] ?? null,
      position: "a0",
      text: `Depth ${at + 1}`,
      authorId: world.lead.id,
    }));
  };

  test(`a tree is at most ${treeLimits.depth} deep, be it by asking or by moving a branch`, async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const rows = chain(world, treeId, treeLimits.depth - 1);
    await db.insert(whys).values(rows);
    const last = rows.at(-1)?.id ?? "";
    const branch = await lead.asks("branch");
    await lead.asks("its twig", branch);
    const message = "A tree is at most 50 whys deep.";

    await expect(lead.move({ whyId: branch, parentId: last })).rejects.toMatchObject({ kind: "invalid", message });
    const deepest = await lead.asks("The fiftieth", last);
    await expect(lead.asks("One more", deepest)).rejects.toMatchObject({ kind: "invalid", message });
  });

  test("a tree holds at most 5,000 whys, and asking the last one again still answers", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const row = { treeId, workspaceId: world.workspace.id, position: "a0", text: "Many", authorId: world.lead.id };
    const most = Array.from({ length: treeLimits.whys - 1 }, () => ({ ...row, id: v7() }));
    for (let at = 0; at < most.length; at += 1000) await db.insert(whys).values(most.slice(at, at + 1000));
    const last = { id: v7(), text: "The last one" };

    const first = await lead.ask(last);

    await expect(lead.asks("One more")).rejects.toMatchObject({ message: "A tree holds at most 5,000 whys." });
    expect(await lead.ask(last)).toEqual(first);
  });

  test("a branch of 2,000 whys leaves and comes back in one deed each", async () => {
    const world = await aWorkspace(db);
    const { treeId, lead } = await aTreeIn(db, world);
    const top = await lead.asks("Top");
    const row = { treeId, workspaceId: world.workspace.id, position: "a0", text: "Many", authorId: world.lead.id };
    const many = Array.from({ length: 2000 }, () => ({ ...row, id: v7(), parentId: top }));
    await db.insert(whys).values(many);

    await lead.remove({ whyId: top });
    const empty = (await standing(db, world.lead, treeId)).tree.whys.length;
    await lead.undo();

    expect(empty).toBe(0);
    expect((await standing(db, world.lead, treeId)).tree.whys).toHaveLength(2001);
  });
});

describe("who may", () => {
  test("an executive changes nothing at all", async () => {
    const world = await aWorkspace(db);
    const { treeId, incidentId, lead, at } = await aTreeIn(db, world);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    const evidenceId = await lead.shows(whyId);
    const executive = at(world.executive);
    const before = await rowsOf(db, world);

    const tried = await Promise.allSettled([
      openTree(db, world.executive, { id: v7(), incidentId, problem: "Another" }),
      executive.asks("c"),
      executive.reword({ whyId, before: "a", text: "A" }),
      executive.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Other" }),
      executive.move({ whyId, parentId: other }),
      executive.join({ whyId, withId: other }),
      executive.remove({ whyId }),
      executive.describe({ whyId, kind: "rule" }),
      executive.judge({ whyId, status: "verified" }),
      executive.end({ whyId, ending: "open_question" }),
      executive.shows(whyId),
      executive.removeEvidence({ whyId, evidenceId }),
      executive.readBack({ whyId, answer: "agrees" }),
      executive.settle(),
      executive.undo(),
      executive.redo(),
    ]);

    for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "forbidden" } });
    expect(await rowsOf(db, world)).toEqual(before);
    expect(await db.$count(causeTrees, eq(causeTrees.id, treeId))).toBe(1);
  });

  test("a tree of another workspace is not there for any deed, and nothing in it changes", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const { treeId, incidentId, lead } = await aTreeIn(db, mill);
    const [whyId, other] = [await lead.asks("a"), await lead.asks("b")];
    const evidenceId = await lead.shows(whyId);
    const before = await rowsOf(db, mill);
    const stranger = deedsOf(db, depot.owner, treeId);

    const tried = await Promise.allSettled([
      openTree(db, depot.owner, { id: v7(), incidentId, problem: "Another" }),
      stranger.asks("c"),
      stranger.asks("c", whyId),
      stranger.reword({ whyId, before: "a", text: "A" }),
      stranger.rewordProblem({ before: "37% of web leads wait more than a day", problem: "Other" }),
      stranger.move({ whyId, parentId: other }),
      stranger.join({ whyId, withId: other }),
      stranger.remove({ whyId }),
      stranger.describe({ whyId, kind: "rule" }),
      stranger.judge({ whyId, status: "verified" }),
      stranger.end({ whyId, ending: "open_question" }),
      stranger.shows(whyId),
      stranger.removeEvidence({ whyId, evidenceId }),
      stranger.readBack({ whyId, answer: "agrees" }),
      stranger.settle(),
      stranger.undo(),
      stranger.redo(),
    ]);

    for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
    expect(await rowsOf(db, mill)).toEqual(before);
  });

  test("ids of another workspace or another tree, given to a tree of one's own, are not there either", async () => {
    const [mill, depot] = [await aWorkspace(db), await aWorkspace(db)];
    const [abroad, next, here] = [await aTreeIn(db, mill), await aTreeIn(db, depot), await aTreeIn(db, depot)];
    const mine = await here.lead.asks("Mine");
    await here.lead.verifies(mine);
    const root = await abroad.lead.asks("A root cause over there");
    await abroad.lead.verifies(root);
    await abroad.lead.end({ whyId: root, ...asRootCause });
    const { rootCauseId } = await whyNow(db, root);
    const foreign = [root, await next.lead.asks("In the next tree"), v7()];
    const before = [await rowsOf(db, mill), await rowsOf(db, depot)];

    for (const whyId of foreign) {
      const tried = await Promise.allSettled([
        here.lead.asks("c", whyId),
        here.lead.reword({ whyId, before: "a", text: "A" }),
        here.lead.move({ whyId, parentId: mine }),
        here.lead.move({ whyId: mine, parentId: whyId }),
        here.lead.join({ whyId, withId: mine }),
        here.lead.join({ whyId: mine, withId: whyId }),
        here.lead.remove({ whyId }),
        here.lead.describe({ whyId, kind: "rule" }),
        here.lead.judge({ whyId, status: "verified" }),
        here.lead.end({ whyId, ending: "open_question" }),
        here.lead.shows(whyId),
        here.lead.removeEvidence({ whyId: mine, evidenceId: whyId }),
        here.lead.readBack({ whyId, answer: "agrees" }),
      ]);
      for (const deed of tried) expect(deed).toMatchObject({ status: "rejected", reason: { kind: "not_found" } });
    }
    const linked = here.lead.end({ whyId: mine, ending: "same_as", sameAsId: root });
    await expect(linked).rejects.toMatchObject({ kind: "not_found", fields: { sameAsId: expect.anything() } });
    const entered = here.lead.end({ whyId: mine, ...asRootCause, rootCauseId });
    await expect(entered).rejects.toMatchObject({ kind: "not_found", fields: { rootCauseId: expect.anything() } });

    expect([await rowsOf(db, mill), await rowsOf(db, depot)]).toEqual(before);
  });

  test("malformed ids are refused as such, before anything is looked up", () => {
    const fields = { treeId: "thumb", whyId: "1", parentId: "2", text: "a", before: "b" };

    expect(moveWhyInput.safeParse(fields).error?.issues.map(({ path }) => path[0])).toEqual([
      "treeId",
      "whyId",
      "parentId",
    ]);
    expect(rewordWhyInput.safeParse(fields).success).toBe(false);
    expect(askWhyInput.safeParse({ ...fields, id: "0", parentId: "" }).success).toBe(false);
  });
});

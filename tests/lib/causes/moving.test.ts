import { describe, expect, test } from "vitest";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { aTreeIn, historyOf, outline, rowsOf, whyNow } from "./at-a-tree";

const db = await testDatabase();

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

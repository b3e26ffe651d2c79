import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { stepsOf } from "@/lib/causes/undo";
import { testDatabase } from "../../support/database";
import { aWorkspace } from "../../support/worlds";
import { asRootCause, aTreeIn, historyOf, outline, rowsOf, standing, whyNow } from "./at-a-tree";

const db = await testDatabase();

async function aTree() {
  const world = await aWorkspace(db);
  const tree = await aTreeIn(db, world);
  return { world, ...tree, lines: () => outline(db, world.lead, tree.treeId) };
}

describe("undo and redo", () => {
  test("take each of one's own deeds back in turn, and do it again, field by field", { timeout: 60_000 }, async () => {
    const { world, treeId, lead } = await aTree();
    const states: unknown[] = [];
    const remember = async () => {
      const { index } = await standing(db, world.lead, treeId);
      const lines = [index.tree.problem, index.inOrder];
      states.push(JSON.parse(JSON.stringify(lines, (key, value) => (key === "version" ? undefined : value))));
    };
    const [a, b] = [await lead.asks("a"), await lead.asks("b")];
    await remember();
    const deeds: (() => Promise<unknown>)[] = [
      () => lead.asks("c", a),
      () => lead.reword({ whyId: a, before: "a", text: "A" }),
      () => lead.join({ whyId: b, withId: a }),
      () => lead.join({ whyId: b }),
      () => lead.join({ whyId: a, withId: b }),
      () => lead.describe({ whyId: b, kind: "rule", necessary: "yes", sufficient: "no" }),
      () => lead.shows(b),
      () => lead.judge({ whyId: b, status: "verified" }),
      () => lead.end({ whyId: b, ...asRootCause }),
      () => lead.end({ whyId: b, ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" }),
      () => lead.move({ whyId: a, parentId: b }),
      () => lead.rewordProblem({ before: "37% of web leads wait more than a day", problem: "P" }),
      () => lead.judge({ whyId: a, status: "refuted", reason: "It ran" }),
      () => lead.judge({ whyId: a, status: "hypothesis" }),
      () => lead.remove({ whyId: b }),
    ];
    for (const deed of deeds) {
      await deed();
      await remember();
    }

    for (const state of states.slice(0, -1).toReversed()) {
      await lead.undo();
      const here = states.length;
      await remember();
      expect(states[here]).toEqual(state);
      states.length = here;
    }
    for (const state of states.slice(1)) {
      await lead.redo();
      const here = states.length;
      await remember();
      expect(states[here]).toEqual(state);
      states.length = here;
    }

    await expect(lead.redo()).rejects.toMatchObject({ kind: "conflict", message: "There is nothing to redo." });
  });

  test("are recorded, one activity each, and nothing of the history goes", async () => {
    const { treeId, lead } = await aTree();
    await lead.asks("a");

    await lead.undo();
    await lead.redo();

    expect(await historyOf(db, treeId)).toEqual(["tree.opened", "why.asked", "tree.undone", "tree.redone"]);
  });

  test("sent twice, take one step and give the same answer", async () => {
    const { treeId, lead, lines } = await aTree();
    for (const text of ["a", "b", "c"]) await lead.asks(text);
    const [back, forth] = [{ id: v7() }, { id: v7() }];

    const undone = await Promise.all([lead.undo(back), lead.undo(back)]);
    const left = await lines();
    const redone = await Promise.all([lead.redo(forth), lead.redo(forth)]);

    expect(undone[1]).toEqual(undone[0]);
    expect(redone[1]).toEqual(redone[0]);
    expect(left).toEqual(["a", "b"]);
    expect(await lines()).toEqual(["a", "b", "c"]);
    expect((await historyOf(db, treeId)).slice(-2)).toEqual(["tree.undone", "tree.redone"]);
  });

  test("never take back what another did", async () => {
    const { world, treeId, lead, seller, lines } = await aTree();
    await lead.asks("of the lead");
    await seller.asks("of the seller");

    await lead.undo();

    expect(await lines()).toEqual(["of the seller"]);
    await expect(lead.undo()).rejects.toMatchObject({
      kind: "conflict",
      message: "There is nothing of yours to undo.",
    });
    expect(await stepsOf(db, world.seller, treeId)).toEqual({ undo: 1, redo: 0 });
    expect(await stepsOf(db, world.lead, treeId)).toEqual({ undo: 0, redo: 1 });
  });

  test("count on each tree by itself", async () => {
    const { world, lead } = await aTree();
    const next = await aTreeIn(db, world);
    await lead.asks("a");

    await expect(next.lead.undo()).rejects.toMatchObject({ kind: "conflict" });
  });

  test("do again what leaves an ending elsewhere without hold, as the deed itself did", async () => {
    const { lead, seller, lines } = await aTree();
    const [above, link] = [await seller.asks("above"), await seller.asks("link")];
    const ended = await seller.asks("ended", above);
    await seller.verifies(ended);
    await seller.end({ whyId: ended, ...asRootCause });
    await seller.end({ whyId: link, ending: "same_as", sameAsId: ended });

    for (const deed of [
      () => lead.judge({ whyId: ended, status: "hypothesis" }),
      () => lead.judge({ whyId: above, status: "refuted", reason: "It ran" }),
    ]) {
      await deed();
      await lead.undo();
      await lead.redo();
    }

    expect(await lines()).toEqual(["above", "  ended", "link"]);
  });

  test("a new deed forgets what could be done again", async () => {
    const { lead, lines } = await aTree();
    await lead.asks("a");
    await lead.undo();
    await lead.asks("b");

    await expect(lead.redo()).rejects.toMatchObject({ kind: "conflict" });
    expect(await lines()).toEqual(["b"]);
  });

  test("signing is no step: it is changed by answering again", async () => {
    const { lead, lines } = await aTree();
    const whyId = await lead.asks("a");
    await lead.signs(whyId);

    await lead.undo();

    expect(await lines()).toEqual([]);
  });

  test("the other may go on in between where they touched something else", async () => {
    const { lead, seller, lines } = await aTree();
    const [a, b] = [await lead.asks("a"), await seller.asks("b")];
    await lead.reword({ whyId: a, before: "a", text: "A" });
    await seller.reword({ whyId: b, before: "b", text: "B" });
    await seller.describe({ whyId: a, kind: "rule" });

    await lead.undo();

    expect(await lines()).toEqual(["a", "B"]);
    expect((await whyNow(db, a)).kind).toBe("rule");
  });

  test("forget what is more than two hundred activities ago, and mistake no deed for another", {
    timeout: 60_000,
  }, async () => {
    const { lead, lines } = await aTree();
    const whyId = await lead.asks("a");
    let before = "a";
    const reword = async (text: string) => {
      await lead.reword({ whyId, before, text });
      before = text;
    };
    for (let n = 1; n <= 110; n++) await reword(`a ${n}`);
    for (let n = 0; n < 100; n++) await lead.undo();

    await lead.redo();

    expect(await lines()).toEqual(["a 11"]);
    await expect(lead.undo()).rejects.toMatchObject({ kind: "conflict" }); // too long ago
    expect(await lines()).toEqual(["a 11"]);
  });
});

describe("a stretch of typing", () => {
  test("is undone and done again in one step", async () => {
    const { lead, lines } = await aTree();
    const whyId = await lead.asks("L");
    const typing = v7();
    await lead.reword({ whyId, before: "L", text: "Le", typing });
    await lead.reword({ whyId, before: "Le", text: "Lea", typing });
    await lead.reword({ whyId, before: "Lea", text: "Leads wait", typing });
    await lead.reword({ whyId, before: "Leads wait", text: "Leads wait long", typing: v7() });

    const steps: string[][] = [];
    for (const deed of [lead.undo, lead.undo, lead.redo, lead.redo]) {
      await deed();
      steps.push(await lines());
    }

    expect(steps).toEqual([["Leads wait"], ["L"], ["Leads wait"], ["Leads wait long"]]);
  });

  test("ends where somebody else wrote in between, so that undo never takes their words away", async () => {
    const { lead, seller, lines } = await aTree();
    const whyId = await lead.asks("L");
    const typing = v7();
    await lead.reword({ whyId, before: "L", text: "Leads", typing });
    await seller.reword({ whyId, before: "Leads", text: "Leads of Friday" });
    await lead.reword({ whyId, before: "Leads of Friday", text: "Leads of Friday wait", typing });

    await lead.undo();
    const after = await lines();

    expect(after).toEqual(["Leads of Friday"]);
    await expect(lead.undo()).rejects.toMatchObject({ kind: "conflict" });
    expect(await lines()).toEqual(after);
  });
});

describe("undo is refused, and changes nothing,", () => {
  type Tree = Awaited<ReturnType<typeof aTree>>;
  const since: [string, (tree: Tree) => Promise<unknown>][] = [
    [
      "when somebody has reworded the same why",
      async ({ lead, seller }) => {
        const whyId = await lead.asks("a");
        await lead.reword({ whyId, before: "a", text: "A" });
        await seller.reword({ whyId, before: "A", text: "Ä" });
      },
    ],
    [
      "of asking, when somebody asked below it",
      async ({ lead, seller }) => {
        await seller.asks("below", await lead.asks("a"));
      },
    ],
    [
      "of asking, when somebody reworded it",
      async ({ lead, seller }) => {
        const whyId = await lead.asks("a");
        await seller.reword({ whyId, before: "a", text: "A" });
      },
    ],
    [
      "of asking, when somebody brought evidence to it",
      async ({ lead, seller }) => {
        await seller.shows(await lead.asks("a"));
      },
    ],
    [
      "of asking, when somebody joined it with another",
      async ({ lead, seller }) => {
        const withId = await seller.asks("b");
        await seller.join({ whyId: await lead.asks("a"), withId });
      },
    ],
    [
      "of asking below an ended why, when somebody asked there, too",
      async ({ lead, seller }) => {
        const whyId = await seller.asks("a");
        await seller.end({ whyId, ending: "open_question" });
        await lead.asks("below", whyId);
        await seller.asks("below as well", whyId);
      },
    ],
    [
      "of verifying, when the evidence has gone",
      async ({ lead, seller }) => {
        const whyId = await seller.asks("a");
        const evidenceId = await seller.shows(whyId);
        await seller.judge({ whyId, status: "verified" });
        await lead.judge({ whyId, status: "hypothesis" });
        await seller.removeEvidence({ whyId, evidenceId });
      },
    ],
    [
      "of moving, when the lines have moved round each other",
      async ({ lead, seller }) => {
        const [a, b] = [await seller.asks("a"), await seller.asks("b")];
        const c = await seller.asks("c", a);
        await lead.move({ whyId: c, parentId: b });
        await seller.move({ whyId: a, parentId: c });
      },
    ],
    [
      "of moving, when the line it came from has gone",
      async ({ lead, seller }) => {
        const [a, b] = [await seller.asks("a"), await seller.asks("b")];
        const c = await seller.asks("c", a);
        await lead.move({ whyId: c, parentId: b });
        await seller.remove({ whyId: a });
      },
    ],
    [
      "of removing, when the line above was ended",
      async ({ lead, seller }) => {
        const a = await seller.asks("a");
        const below = await lead.asks("below", a);
        await lead.remove({ whyId: below });
        await seller.end({ whyId: a, ending: "open_question" });
      },
    ],
    [
      "of refuting, when the line above was ended",
      async ({ lead, seller }) => {
        const a = await seller.asks("a");
        await lead.judge({ whyId: await seller.asks("below", a), status: "refuted", reason: "It ran" });
        await seller.end({ whyId: a, ending: "open_question" });
      },
    ],
    [
      "of separating, when the group it left was asked anew whether it is enough",
      async ({ lead, seller }) => {
        const [a, b, c] = [await seller.asks("a"), await seller.asks("b"), await seller.asks("c")];
        for (const whyId of [b, c]) await seller.join({ whyId, withId: a });
        await lead.join({ whyId: c });
        await seller.describe({ whyId: a, sufficient: "yes" });
      },
    ],
    [
      "of separating, when the group it left is no more",
      async ({ lead, seller }) => {
        const [a, b, c] = [await seller.asks("a"), await seller.asks("b"), await seller.asks("c")];
        for (const whyId of [b, c]) await seller.join({ whyId, withId: a });
        await lead.join({ whyId: c });
        await seller.join({ whyId: a });
      },
    ],
    [
      "of taking an ending away, when a cross-link would lead back",
      async ({ lead, seller }) => {
        const [a, b] = [await seller.asks("a"), await seller.asks("b")];
        const [belowA, belowB] = [await seller.asks("below a", a), await seller.asks("below b", b)];
        await seller.end({ whyId: belowA, ending: "same_as", sameAsId: b });
        await lead.end({ whyId: belowA, ending: "" });
        await seller.end({ whyId: belowB, ending: "same_as", sameAsId: a });
      },
    ],
    [
      "of taking an ending away, when somebody else's words name a person now",
      async ({ lead, seller }) => {
        const whyId = await seller.asks("The account has rights everywhere");
        await seller.end({ whyId, ending: "escalated", endingBy: "IT", endingOn: "2026-11-30" });
        await lead.end({ whyId, ending: "" });
        await seller.reword({
          whyId,
          before: "The account has rights everywhere",
          text: "Engineer deleted the folder",
        });
      },
    ],
  ];
  test.each(since)("%s", async (_, happened) => {
    const tree = await aTree();
    await happened(tree);
    const before = await rowsOf(db, tree.world);

    await expect(tree.lead.undo()).rejects.toMatchObject({ kind: "conflict" });

    expect(await rowsOf(db, tree.world)).toEqual(before);
  });

  test("but not for what was amiss before and has nothing to do with it", async () => {
    const { lead, seller } = await aTree();
    const whyId = await lead.asks("Nobody is named as stand-in");
    await lead.verifies(whyId);
    await lead.end({ whyId, ...asRootCause });
    await lead.reword({ whyId, before: "Nobody is named as stand-in", text: "There is no stand-in" });
    await seller.judge({ whyId, status: "hypothesis" });

    await lead.undo();

    expect(await whyNow(db, whyId)).toMatchObject({ text: "Nobody is named as stand-in", status: "hypothesis" });
  });
});

test("undo of bringing evidence tells which why it was on", async () => {
  const { lead } = await aTree();
  const whyId = await lead.asks("a");
  await lead.shows(whyId);

  const done = await lead.undo();

  expect(done.whyIds).toEqual([whyId]);
});

test("an address that names no tree has no steps", async () => {
  const world = await aWorkspace(db);

  expect(await stepsOf(db, world.lead, "no-such-tree")).toEqual({ undo: 0, redo: 0 });
});

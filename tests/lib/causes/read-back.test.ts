import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CauseTree, pathUp, treeIndex } from "@/lib/causes/cause-tree";
import {
  agreedByBothSides,
  disputedBy,
  essence,
  readAloud,
  readBackMark,
  standingReadBack,
} from "@/lib/causes/read-back";
import { aTree, aWhy, changed, marketing, readBackBy, sales } from "./a-tree";

const tree = aTree([aWhy("1"), aWhy("1.1"), aWhy("1.1.1"), aWhy("1.1.1.1"), aWhy("2")]);
const all = tree.whys.map((why) => why.id);
const signed = readBackBy(readBackBy(tree, marketing, all), sales, all);

/** The whys whose read-back by Sales does not stand any more. */
function fallen(after: CauseTree): string[] {
  const index = treeIndex(after);
  return after.whys.filter((why) => !standingReadBack(index, why, sales)).map((why) => why.id);
}

describe("a read-back stands on the sentence it was given on", () => {
  test("an untouched tree keeps every read-back", () => {
    expect(fallen(signed)).toEqual([]);
  });

  test("rewording a why takes its read-back and those of the whys directly below", () => {
    expect(fallen(changed(signed, "1.1", { text: "Another reason altogether" }))).toEqual(["1.1", "1.1.1"]);
  });

  test("moving a why takes its read-back and those of the whys directly below", () => {
    expect(fallen(changed(signed, "1.1", { parentId: "2" }))).toEqual(["1.1", "1.1.1"]);
  });

  test("moving a why between two lines of the same words counts as a move", () => {
    const twins = aTree([aWhy("1", { text: "Same" }), aWhy("2", { text: "Same" }), aWhy("1.1")]);

    expect(fallen(changed(readBackBy(twins, sales, ["1", "2", "1.1"]), "1.1", { parentId: "2" }))).toEqual(["1.1"]);
  });

  test("rewording the problem takes the read-backs of the first whys", () => {
    expect(fallen({ ...signed, problem: "Something else went wrong" })).toEqual(["1", "2"]);
  });

  test("case, spaces and punctuation do not count as rewording", () => {
    expect(fallen(changed(signed, "1.1", { text: "  LINE “1.1” -- of,\n the Tree!" }))).toEqual([]);
    expect(fallen({ ...signed, problem: "web leads wait: more than a day." })).toEqual([]);
  });

  test("a changed number is a rewording even if only its point moves", () => {
    expect(essence("Waits 1.5 h.")).not.toBe(essence("Waits 15 h."));
    expect(essence("37 % wait")).toBe(essence("37% wait!"));
    expect(essence("37 % wait")).not.toBe(essence("37 wait"));
    expect(essence("at 1, 2 and 3")).toBe(essence("at 1,2 and 3."));
  });

  test("width and composition of letters do not count as rewording", () => {
    expect(essence("Ｃafé ﬁles")).toBe(essence("Cafe\u0301 files"));
    expect(essence("STRASSE")).toBe(essence("Straße"));
  });

  test("changing a why back brings its read-back back", () => {
    const reworded = changed(signed, "1.1", { text: "Another reason altogether" });

    expect(fallen(changed(reworded, "1.1", { text: "line 1.1 of the tree" }))).toEqual([]);
  });

  test("another order, kind or status among the whys takes no read-back", () => {
    expect(fallen(changed(signed, "1.1", { position: "zz", kind: "rule", status: "verified", joint: "a" }))).toEqual(
      [],
    );
  });

  test("in any tree a reworded why changes its own mark and those directly below, no other", () => {
    const parents = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(parents, fc.nat(), (rows, pick) => {
        const whys = rows.map((parent, at) =>
          aWhy(`w${at}`, { parentId: parent % (at + 1) === 0 ? null : `w${(parent % (at + 1)) - 1}` }),
        );
        const touched = `w${pick % whys.length}`;
        const before = treeIndex(aTree(whys));

        const after = treeIndex(changed(aTree(whys), touched, { text: "Something new" }));

        for (const { id, parentId } of whys) {
          const near = id === touched || parentId === touched;
          expect(readBackMark(before, id) !== readBackMark(after, id)).toBe(near);
        }
      }),
    );
  });
});

describe("agreement", () => {
  const at = (index: ReturnType<typeof treeIndex>, id: string) => pathUp(index, id)[0] ?? aWhy(id);

  test("both sides have to agree; writing a why is not signing it", () => {
    const half = treeIndex(readBackBy(tree, marketing, all));

    expect(agreedByBothSides(half, at(half, "1"))).toBe(false);
    expect(agreedByBothSides(treeIndex(signed), at(treeIndex(signed), "1"))).toBe(true);
  });

  test("a dispute stands until that side answers otherwise or the text changes", () => {
    const disputed = readBackBy(signed, sales, ["1"], "disputes");
    const index = treeIndex(disputed);
    const reworded = treeIndex(changed(disputed, "1", { text: "Said otherwise" }));

    expect(disputedBy(index, at(index, "1"))).toMatchObject([{ sideId: sales, answer: "disputes" }]);
    expect(agreedByBothSides(index, at(index, "1"))).toBe(false);
    expect(disputedBy(reworded, at(reworded, "1"))).toEqual([]);
  });

  test("of several answers of a side the latest one counts", () => {
    const index = treeIndex(signed);
    const why = at(index, "1");
    const [first] = why.readBacks.filter((answer) => answer.sideId === sales);
    if (!first) throw new Error("Sales has signed in this test");
    const later = { ...first, answer: "disputes" as const, at: "2026-03-03T10:00:00.000Z" };

    const answer = standingReadBack(index, { ...why, readBacks: [later, ...why.readBacks] }, sales);

    expect(answer?.answer).toBe("disputes");
  });

  test("a path reads upward: C, therefore B, therefore the problem", () => {
    const segments = readAloud(["Nobody owns it.", "Leads lie idle; ", "Leads wait"]);

    expect(segments.map(({ text, link }) => text + link).join("")).toBe(
      "Nobody owns it, therefore Leads lie idle, therefore Leads wait.",
    );
  });
});

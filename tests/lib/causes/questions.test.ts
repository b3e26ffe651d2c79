import { describe, expect, test } from "vitest";
import { categories } from "@/db/terms";
import { type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { angles, anglesFor, questionsOn } from "@/lib/causes/questions";
import { aTree, aWhy, someEvidence } from "./a-tree";

const asked = (whys: ReturnType<typeof aWhy>[], id = "1") => {
  const index = treeIndex(aTree(whys));
  const why = index.byId.get(id);
  if (!why) throw new Error("There is no such why.");
  return questionsOn(index, why, "Sales").map(({ is }) => is);
};
const answered: Partial<TreeWhy> = { necessary: "yes", sufficient: "yes", evidence: [someEvidence()] };

describe("the questions to a why", () => {
  test("begin with those whose answer is kept", () => {
    expect(asked([aWhy("1"), aWhy("2")])).toEqual(["necessary", "sufficient", "condition", "seen", "understood"]);
  });

  test("a group of one is asked for the condition that made it possible, joint whys are not", () => {
    expect(asked([aWhy("1", { ...answered, sufficient: "no" }), aWhy("2")])).toEqual([
      "what_else_had_to_be",
      "condition",
      "understood",
    ]);
    const joint: Partial<TreeWhy> = { ...answered, sufficient: "unknown", joint: "a" };
    expect(asked([aWhy("1", joint), aWhy("2", joint), aWhy("3")])).toEqual(["sufficient", "understood"]);
    expect(asked([aWhy("1", answered), aWhy("2")])).not.toContain("condition");
  });

  test("an only cause of the line above is asked what else could lead to it", () => {
    const index = treeIndex(aTree([aWhy("1", answered), aWhy("1.1", answered)]));
    const why = index.byId.get("1.1") as ReturnType<typeof aWhy>;

    expect(questionsOn(index, why, "Sales").map(({ words }) => words)).toEqual([
      "What else, by itself, could lead to “Line 1 of the tree”?",
      "Would Sales understand this sentence as it is meant?",
    ]);
  });

  test("there is always one left, and none to what was ruled out", () => {
    expect(asked([aWhy("1", answered), aWhy("2")])).toEqual(["understood"]);
    expect(asked([aWhy("1", { status: "refuted" })])).toEqual([]);
  });
});

describe("another angle", () => {
  test("every category has its question, and nobody is asked who did it", () => {
    expect(Object.keys(angles)).toEqual([...categories]);
    for (const words of Object.values(angles)) expect(words).toMatch(/^[A-Z].*\?$/);
  });

  test("those that no branch has ended in come first", () => {
    const index = treeIndex(aTree([aWhy("1", { category: "process" }), aWhy("2", { category: "role" })]));

    expect(anglesFor(index)[0]).toBe("definition");
    expect(anglesFor(index).slice(-2)).toEqual(["process", "role"]);
  });
});

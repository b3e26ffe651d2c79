import { describe, expect, test } from "vitest";
import { type CauseTree, treeIndex } from "@/lib/causes/cause-tree";
import { earlierReadBack } from "@/lib/causes/read-back";
import { isAgreed, placeIn, readingPaths } from "@/lib/causes/reading-paths";
import { asRootCause, aTree, aWhy, changed, marketing, readBackBy, sales } from "./a-tree";

const both = (tree: CauseTree, ids: string[]) => readBackBy(readBackBy(tree, marketing, ids), sales, ids);
const whys = [aWhy("1"), aWhy("1.1", asRootCause), aWhy("2"), aWhy("2.1", asRootCause), aWhy("3")];
const half = both(aTree(whys), ["1", "1.1"]);
const ends = (tree: CauseTree) => readingPaths(treeIndex(tree)).map(({ end }) => end.id);
const place = (tree: CauseTree, asked: Parameters<typeof placeIn>[1]) => {
  const found = placeIn(treeIndex(tree), asked);
  return found && { end: found.path.end.id, line: found.line?.id };
};

describe("the paths to read aloud", () => {
  test("are those to root causes, from their end up, the ones not agreed yet first", () => {
    expect(ends(half)).toEqual(["2.1", "1.1"]);
    expect(readingPaths(treeIndex(half)).map(({ whys: path }) => path.map(({ id }) => id))).toEqual([
      ["2.1", "2"],
      ["1.1", "1"],
    ]);
    expect(readingPaths(treeIndex(half)).map(isAgreed)).toEqual([false, true]);
  });

  test("while no branch ends in a root cause they begin at every live end", () => {
    const tree = aTree([aWhy("1"), aWhy("1.1"), aWhy("2"), aWhy("3", { status: "refuted" })]);

    expect(ends(tree)).toEqual(["1.1", "2"]);
    expect(ends(aTree([]))).toEqual([]);
  });

  test("count what both sides agree with and what one disputes", () => {
    const disputed = readBackBy(half, sales, ["1"], "disputes");

    expect(readingPaths(treeIndex(disputed)).find(({ end }) => end.id === "1.1")).toMatchObject({
      agreed: 1,
      disputed: 1,
    });
  });
});

describe("where the reading begins", () => {
  test("at the first line that is not agreed on the first open path", () => {
    expect(place(half, {})).toEqual({ end: "2.1", line: "2.1" });
    expect(place(both(half, ["2.1"]), {})).toEqual({ end: "2.1", line: "2" });
    expect(place(aTree([]), {})).toBeUndefined();
  });

  test("at the line that was asked for, on a path that it is part of, else from itself upward", () => {
    expect(place(half, { why: "1" })).toEqual({ end: "1.1", line: "1" });
    expect(place(half, { why: "3" })).toEqual({ end: "3", line: "3" });
    expect(place(half, { end: "1.1", why: "1" })).toEqual({ end: "1.1", line: "1" });
  });

  test("at the beginning where a line or a path is named that is not there", () => {
    expect(place(half, { end: "gone", why: "gone" })).toEqual({ end: "2.1", line: "2.1" });
    expect(place(half, { end: "1.1", why: "2" })).toEqual({ end: "1.1", line: "1.1" });
  });

  test("with the path as a whole when that is asked for", () => {
    expect(place(half, { end: "1.1", whole: true })).toEqual({ end: "1.1", line: undefined });
  });
});

describe("an answer to an earlier wording", () => {
  const reworded = treeIndex(changed(half, "1", { text: "Something else altogether" }));
  const at = (id: string) => reworded.byId.get(id) as (typeof whys)[number];

  test("is still known where the line or the one above was changed", () => {
    expect(earlierReadBack(reworded, at("1"), sales)).toMatchObject({ answer: "agrees", by: "Jonas Lindqvist" });
    expect(earlierReadBack(reworded, at("1.1"), marketing)).toMatchObject({ answer: "agrees" });
  });

  test("is none where nothing was said, or where the answer stands", () => {
    expect(earlierReadBack(reworded, at("2"), sales)).toBeUndefined();
    expect(earlierReadBack(treeIndex(half), at("1"), sales)).toBeUndefined();
  });
});

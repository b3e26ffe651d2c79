import { expect, test } from "vitest";
import { rowRoom } from "@/lib/a3/fit";
import { outlineFor } from "@/lib/a3/outline";
import { treeIndex } from "@/lib/causes/cause-tree";
import { asRootCause, aTree, aWhy, marketing, readBackBy, sales } from "../causes/a-tree";

const whys = [
  aWhy("1", { text: "Fetched once a day" }),
  aWhy("1.1", { text: "Set up for a monthly report" }),
  aWhy("2", { text: "Spam filters", status: "refuted", statusReason: "by the mail log" }),
  aWhy("3", { text: "Shared out by territory" }),
  aWhy("3.1", { ...asRootCause, text: "Drawn for field visits" }),
];
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

test("a sheet with room shows the whole tree in its order, what was ruled out too", () => {
  const { lines, more } = outlineFor(treeIndex(aTree(whys)), null, 20);

  expect(texts(lines)).toEqual(texts(whys));
  expect(lines.map(({ depth, dead }) => [depth, dead])).toEqual([
    [0, false],
    [1, false],
    [0, true],
    [0, false],
    [1, false],
  ]);
  expect(more).toBe(0);
});

test("with little room the path of a root cause comes first, and the sheet says how many whys it leaves out", () => {
  const { lines, more } = outlineFor(treeIndex(aTree(whys)), null, 3);

  expect(texts(lines)).toEqual(["Fetched once a day", "Shared out by territory", "Drawn for field visits"]);
  expect(more).toBe(2);
});

test("a long why takes two rows of the room", () => {
  const long = whys.map((why) => ({ ...why, text: `${why.text} ${"and on ".repeat(12)}` }));

  expect(outlineFor(treeIndex(aTree(long)), null, 4).lines.map(({ id }) => id)).toEqual(["3", "3.1"]);
});

test("no line stands without those above it, however little room there is", () => {
  expect(texts(outlineFor(treeIndex(aTree(whys)), null, 1).lines)).toEqual(["Fetched once a day"]);
});

test("what the sides have not agreed on is counted, and the first root cause is read aloud up to the problem", () => {
  const tree = readBackBy(readBackBy(aTree(whys), marketing, ["3", "3.1"]), sales, ["3"]);

  const { disputed, unsigned, aloud } = outlineFor(treeIndex(tree), null, 20);

  expect({ disputed, unsigned }).toEqual({ disputed: 0, unsigned: 1 });
  expect(texts(aloud)).toEqual(["Drawn for field visits", "Shared out by territory", tree.problem]);
});

test("long texts above the whys leave them less room, but never none", () => {
  const short = rowRoom(["Leads wait"], 1);

  expect(short).toBeGreaterThan(20);
  expect(rowRoom(["long ".repeat(200), "long ".repeat(200), "long ".repeat(4000)], 1)).toBeLessThan(short);
  expect(
    rowRoom(
      Array.from({ length: 50 }, () => "long ".repeat(4000)),
      3,
    ),
  ).toBe(4);
});

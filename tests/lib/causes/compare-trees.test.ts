import { expect, test } from "vitest";
import { type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import { compareTrees } from "@/lib/causes/compare-trees";
import { asRootCause, aTree, aWhy } from "./a-tree";

const tree = (...whys: TreeWhy[]) => treeIndex(aTree(whys));
const pairs = (...found: Parameters<typeof compareTrees>) =>
  compareTrees(...found).both.map(({ one, other, because }) => [one.id, other.id, because]);
const leads = "Leads are fetched from the CRM once a day";

test("a why that both sides wrote in nearly the same words is found by both, once", () => {
  // 4 of 6 words that matter: leads, fetched, CRM, day of leads, fetched, CRM, once?, day, seven
  const one = tree(aWhy("a", { text: leads }), aWhy("b", { text: "Nobody is on duty on Friday" }));
  const other = tree(aWhy("x", { text: "Leads fetched from CRM once a day, at seven" }), aWhy("y", { text: "Spam" }));

  const found = compareTrees(one, other);

  expect(found.both).toMatchObject([{ one: { id: "a" }, other: { id: "x" }, because: "alike" }]);
  expect(found.both[0]?.overlap).toBeGreaterThanOrEqual(0.6);
  expect(found.onlyOne.map(({ id }) => id)).toEqual(["b"]);
  expect(found.onlyOther.map(({ id }) => id)).toEqual(["y"]);
});

test("an overlap of six tenths is alike, a little less is not", () => {
  const of = (id: string, text: string) => tree(aWhy(id, { text }));

  expect(pairs(of("a", "alpha beta gamma delta"), of("x", "alpha beta gamma epsilon"))).toHaveLength(1); // 3 of 5
  expect(pairs(of("a", "alpha beta gamma"), of("x", "alpha beta delta"))).toEqual([]); // 2 of 4
});

test("one entry of the catalogue is one finding, whatever the words", () => {
  const one = tree(aWhy("a", { ...asRootCause, text: "No owner from form to call", rootCauseId: "entry" }));
  const other = tree(aWhy("x", { ...asRootCause, text: "Who calls first is open", rootCauseId: "entry" }));

  expect(pairs(one, other)).toEqual([["a", "x", "same_entry"]]);
  expect(compareTrees(one, other).rootCauses).toEqual({ shared: 1, all: 1 });
});

test("a cross-link makes two whys one finding, in either direction and through a third tree", () => {
  const far = { id: "far", treeId: "third", text: "Far", status: "verified", live: true, endingHolds: true } as const;
  const target = { ...far, ending: "root_cause", rootCauseId: "entry", hasWhysBelow: false } as const;
  const same = (id: string, sameAsId: string) => aWhy(id, { text: `Own words ${id}`, ending: "same_as", sameAsId });
  const abroad = (id: string, to: string) =>
    treeIndex(aTree([same(id, to)], { targets: [{ ...target, id: to, treeId: "there" }] }));

  expect(pairs(abroad("a", "x"), tree(aWhy("x")))).toEqual([["a", "x", "same_as"]]);
  expect(pairs(tree(aWhy("a")), abroad("x", "a"))).toEqual([["a", "x", "same_as"]]);
  expect(pairs(abroad("a", "far"), abroad("x", "far"))).toEqual([["a", "x", "same_as"]]);
  expect(compareTrees(abroad("a", "far"), abroad("x", "far")).rootCauses).toEqual({ shared: 1, all: 1 });
});

test("what a person said goes before what the words say", () => {
  const one = tree(aWhy("a", { ...asRootCause, text: leads, rootCauseId: "entry" }));
  const other = tree(aWhy("x", { text: leads }), aWhy("y", { ...asRootCause, text: "Other", rootCauseId: "entry" }));

  expect(pairs(one, other)).toEqual([
    ["a", "x", "alike"],
    ["a", "y", "same_entry"],
  ]);
  expect(compareTrees(one, other).onlyOther).toEqual([]);
});

test("what is refuted, or hangs below it, is no finding of that side", () => {
  const one = tree(aWhy("1", { text: leads, status: "refuted" }), aWhy("1.1", { text: "The disk was full" }));
  const other = tree(aWhy("x", { text: leads }), aWhy("y", { text: "The disk was full" }));

  const found = compareTrees(one, other);

  expect(found.both).toEqual([]);
  expect(found.onlyOne).toEqual([]);
  expect(found.onlyOther.map(({ id }) => id)).toEqual(["x", "y"]);
});

test("shared root causes are counted among all root causes, each cause once", () => {
  const root = (id: string, rootCauseId: string, text: string) => aWhy(id, { ...asRootCause, rootCauseId, text });
  const one = tree(root("a", "owner", "No owner"), root("b", "owner", "Nobody owns it"), root("c", "rule", "Old rule"));
  const other = tree(root("x", "owner", "Open who owns"), root("y", "bonus", "Quarter bonus"));

  expect(compareTrees(one, other).rootCauses).toEqual({ shared: 1, all: 3 });
  expect(compareTrees(tree(aWhy("a")), tree(aWhy("x", { text: "Spam" }))).rootCauses).toEqual({ shared: 0, all: 0 });
});

test("two trees of 5,000 whys are compared in less than three seconds of a processor", () => {
  const whys = (way: string) =>
    Array.from({ length: 5000 }, (_, at) => aWhy(`${way}${at}`, { text: `Leads wait for reason number ${at} again` }));
  const [one, other] = [tree(...whys("a")), tree(...whys("x"))];

  const before = process.cpuUsage();
  const found = compareTrees(one, other);

  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(3000);
  expect(found.both).toHaveLength(5000);
});

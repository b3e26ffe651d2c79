import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  branchEnds,
  childrenOf,
  depthOf,
  groupsUnder,
  isLive,
  leaves,
  openEnds,
  pathUp,
  type TreeWhy,
  treeIndex,
  treeSummary,
  wouldCircle,
} from "@/lib/causes/cause-tree";
import { linksOf, moveLeadsBack, sameAsLeadsBack, shownAs } from "@/lib/causes/same-as";
import { aTree, aWhy, indexOf } from "./a-tree";
import { caseKeys, caseTrees, expected } from "./case-trees";

const ids = (whys: readonly TreeWhy[]) => whys.map((why) => why.id);

describe("public cases", () => {
  test("every case has its expected counts", () => {
    expect(caseKeys.toSorted()).toEqual(Object.keys(expected.cases).toSorted());
  });

  for (const caseKey of caseKeys) {
    for (const { key, tree } of caseTrees(caseKey)) {
      test(`${caseKey}, tree ${key}: its counts and open ends are reproduced`, () => {
        const index = treeIndex(tree);

        const { also, ...counts } = expected.cases[caseKey]?.trees[key] ?? { also: { openEnds: -1 } };

        expect(treeSummary(index)).toEqual(counts);
        expect(openEnds(index)).toHaveLength(also.openEnds);
      });
    }
  }
});

describe("shape", () => {
  test("siblings stand in byte order of position, then of id", () => {
    const index = indexOf(
      aWhy("c", { position: "a1" }),
      aWhy("b", { position: "a1" }),
      aWhy("d", { position: "Zz" }),
      aWhy("a", { position: "a0V" }),
    );

    expect(ids(childrenOf(index, null))).toEqual(["d", "a", "b", "c"]);
  });

  test("a first why has depth 1, and the path leads from a why up to the first", () => {
    const index = indexOf(aWhy("1"), aWhy("1.1"), aWhy("1.1.1"));

    expect(depthOf(index, "1")).toBe(1);
    expect(depthOf(index, "1.1.1")).toBe(3);
    expect(ids(pathUp(index, "1.1.1"))).toEqual(["1.1.1", "1.1", "1"]);
  });

  test("a problem without whys has no ends, no groups and depth 0", () => {
    const index = indexOf();

    expect(treeSummary(index)).toEqual({ whys: 0, depth: 0, leaves: 0, linkGroups: 0, jointGroups: 0, rootCauses: 0 });
    expect(branchEnds(index)).toEqual([]);
  });

  test("one letter among siblings is one group; the same letter elsewhere is another", () => {
    const a = { joint: "a" };
    const index = indexOf(aWhy("1", a), aWhy("2"), aWhy("3", a), aWhy("4"), aWhy("1.1", a));

    expect(groupsUnder(index, null).map((group) => ids(group.whys))).toEqual([["1", "3"], ["2"], ["4"]]);
    expect(treeSummary(index)).toMatchObject({ linkGroups: 4, jointGroups: 1 });
  });

  test("a why that leads up to nothing is a bug, not a shorter tree", () => {
    expect(() => indexOf(aWhy("1"), aWhy("2", { parentId: "gone" }))).toThrow("do not lead up to the problem");
    expect(() => indexOf(aWhy("1", { parentId: "2" }), aWhy("2", { parentId: "1" }))).toThrow();
  });
});

describe("live whys and ends", () => {
  const refuted = { status: "refuted" } as const;

  test("a refuted why takes everything below it out of the living", () => {
    const index = indexOf(aWhy("1"), aWhy("1.1", refuted), aWhy("1.1.1"), aWhy("1.2"));

    expect(ids(index.inOrder.filter((why) => isLive(index, why.id)))).toEqual(["1", "1.2"]);
  });

  test("a why with only refuted whys below is a branch end and no leaf", () => {
    const index = indexOf(aWhy("1"), aWhy("1.1", refuted), aWhy("2"));

    expect(ids(branchEnds(index))).toEqual(["1", "2"]);
    expect(ids(leaves(index))).toEqual(["1.1", "2"]);
  });

  test("a branch end without an ending is open; one with an ending is not", () => {
    const index = indexOf(aWhy("1", { ending: "escalated" }), aWhy("2"), aWhy("3", refuted));

    expect(ids(openEnds(index))).toEqual(["2"]);
  });

  test("taking away the target of a cross-link makes an open end of it", () => {
    const link = aWhy("2", { ending: "same_as", sameAsId: "1" });

    expect(ids(openEnds(indexOf(aWhy("1", { ending: "escalated" }), link)))).toEqual([]);
    expect(ids(openEnds(indexOf(link)))).toEqual(["2"]);
    expect(ids(openEnds(indexOf(aWhy("2", { ending: "same_as", sameAsId: null }))))).toEqual(["2"]);
  });

  test("a cross-link shows status and ending of its target", () => {
    const target = aWhy("1", { status: "verified", ending: "root_cause" });
    const link = aWhy("2", { ending: "same_as", sameAsId: "1" });

    expect(shownAs(indexOf(target, link), link)).toEqual({ status: "verified", ending: "root_cause" });
    expect(shownAs(indexOf(link), link)).toEqual({ status: "hypothesis", ending: null });
  });
});

describe("circles", () => {
  test("a why cannot move below itself, yet below a sibling or the problem", () => {
    const index = indexOf(aWhy("1"), aWhy("1.1"), aWhy("1.1.1"), aWhy("2"));

    expect(wouldCircle(index, "1", "1")).toBe(true);
    expect(wouldCircle(index, "1", "1.1.1")).toBe(true);
    expect(wouldCircle(index, "1.1", "2")).toBe(false);
    expect(wouldCircle(index, "1.1", null)).toBe(false);
  });

  test("a cross-link to a line above leads back, one to another branch does not", () => {
    const links = linksOf([aWhy("1"), aWhy("1.1"), aWhy("2")]);

    expect(sameAsLeadsBack(links, "1.1", "1")).toBe(true);
    expect(sameAsLeadsBack(links, "1.1", "2")).toBe(false);
  });

  test("a cross-link that returns through another tree leads back", () => {
    const here = linksOf([aWhy("1"), aWhy("1.1")]);
    const there = linksOf([
      aWhy("x", { parentId: null }),
      aWhy("y", { parentId: "x", ending: "same_as", sameAsId: "1" }),
    ]);

    expect(sameAsLeadsBack([...here, ...there], "1.1", "x")).toBe(true);
    expect(sameAsLeadsBack([...here, ...there], "1.1", "z")).toBe(false);
  });

  test("a move that closes a ring across a cross-link leads back", () => {
    const links = linksOf([aWhy("1"), aWhy("2"), aWhy("2.1", { ending: "same_as", sameAsId: "1" })]);

    expect(moveLeadsBack(links, "2", "1")).toBe(true);
    expect(moveLeadsBack(links, "1", "2")).toBe(false);
  });
});

describe("any tree", () => {
  /** Each why hangs on the problem or on an earlier why; joint letters and refuted ones come at random. */
  const anyTree = fc
    .array(
      fc.record({
        parent: fc.nat(),
        position: fc.constantFrom("a0", "a1", "Zz", "a0V"),
        joint: fc.constantFrom(null, "a", "b"),
        status: fc.constantFrom("verified", "hypothesis", "refuted"),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .map((rows) =>
      rows.map(({ parent, ...row }, at) =>
        aWhy(`w${at}`, { ...row, parentId: parent % (at + 1) === 0 ? null : `w${(parent % (at + 1)) - 1}` }),
      ),
    );

  test("each why is reached once, after the line above it, one deeper", () => {
    fc.assert(
      fc.property(anyTree, (whys) => {
        const index = treeIndex(aTree(whys));
        const place = new Map(index.inOrder.map((why, at) => [why.id, at]));

        expect(ids(index.inOrder).toSorted()).toEqual(ids(whys).toSorted());
        for (const why of whys) {
          const above = why.parentId;
          expect(depthOf(index, why.id)).toBe(above === null ? 1 : depthOf(index, above) + 1);
          expect(pathUp(index, why.id)).toHaveLength(depthOf(index, why.id));
          if (above !== null) expect(place.get(above)).toBeLessThan(place.get(why.id) ?? 0);
        }
      }),
    );
  });

  test("moving a why under anything below it is a circle, and nowhere else", () => {
    fc.assert(
      fc.property(anyTree, fc.nat(), fc.nat(), (whys, a, b) => {
        const index = treeIndex(aTree(whys));
        const [why, parent] = [whys[a % whys.length]?.id ?? "", whys[b % whys.length]?.id ?? ""];
        const below = pathUp(index, parent).some((each) => each.id === why);

        expect(wouldCircle(index, why, parent)).toBe(below);
        expect(moveLeadsBack(linksOf(whys), why, parent)).toBe(below);
      }),
    );
  });

  test("each live why leads down to a branch end, and groups hold every why once", () => {
    fc.assert(
      fc.property(anyTree, (whys) => {
        const index = treeIndex(aTree(whys));
        const ends = branchEnds(index);
        const grouped = [null, ...ids(whys)].flatMap((id) =>
          groupsUnder(index, id).flatMap((group) => ids(group.whys)),
        );

        expect(grouped.toSorted()).toEqual(ids(whys).toSorted());
        expect(ends.length > 0).toBe(index.live.size > 0);
        const covered = new Set(ends.flatMap((end) => ids(pathUp(index, end.id))));
        expect([...covered].toSorted()).toEqual([...index.live].toSorted());
      }),
    );
  });

  test("a straight line of 5,000 whys is read without running out of stack", () => {
    const whys = Array.from({ length: 5000 }, (_, at) => aWhy(`w${at}`, { parentId: at === 0 ? null : `w${at - 1}` }));

    const index = treeIndex(aTree(whys.toReversed()));

    expect(treeSummary(index)).toMatchObject({ whys: 5000, depth: 5000, leaves: 1, linkGroups: 5000 });
    expect(wouldCircle(index, "w0", "w4999")).toBe(true);
  });
});

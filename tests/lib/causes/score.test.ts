import { describe, expect, test } from "vitest";
import { type CauseTree, treeIndex } from "@/lib/causes/cause-tree";
import { evidenceStrength } from "@/lib/causes/evidence-strength";
import type { TextFinding } from "@/lib/causes/finding";
import { bandOf, breadthPoints, mostPoints, type ScoreCode, type ScoreFacts, scoreOf } from "@/lib/causes/score";
import { asRootCause, aTree, aWhy, changed, context, marketing, readBackBy, sales, someEvidence } from "./a-tree";
import { allOf, caseKeys, caseTrees, expected, numbers, scoreTree } from "./case-trees";
import { aFinding, completeFacts } from "./score-facts-given";

const score = (tree: CauseTree, facts: Partial<ScoreFacts> = {}) =>
  scoreOf(treeIndex(tree), context, { ...completeFacts, ...facts });
const points = (code: ScoreCode, ...asked: Parameters<typeof score>) =>
  score(...asked).components.find((component) => component.code === code)?.points;

describe("published examples", () => {
  test.each(numbers.treeScore)("$name", ({ input, expect: wanted }) => {
    const { problem } = input;
    const facts: ScoreFacts = {
      onlyCauseReason: problem.onlyCauseReason,
      problem: { handOff: problem.where, day: problem.when, extent: problem.extent, expected: problem.expectedStated },
      followedIds: allOf(input.whys)
        .filter(({ improvements }) => improvements > 0)
        .map(({ key }) => key),
      targetStrengths: {},
    };
    const { components, sum, total, band } = scoreOf(treeIndex(scoreTree(input)), context, facts);

    expect(components.map(({ points: each }) => Number(each.toFixed(4)))).toEqual(wanted.components);
    expect(sum).toBeCloseTo(wanted.sum, 4);
    expect({ shown: total, band }).toEqual({ shown: wanted.shown, band: wanted.band });
  });
});

describe.each(caseKeys)("the public case %s", (caseKey) => {
  test.each(caseTrees(caseKey))("earns its points for breadth: $key", ({ key, tree }) => {
    const wanted = expected.cases[caseKey]?.trees[key]?.also.breadthPoints;

    expect(breadthPoints(treeIndex(tree), { onlyCauseReason: null })).toBe(wanted);
  });
});

const dismissed = {
  kind: "dismissed",
  sideId: sales,
  by: "Jonas Lindqvist",
  reason: "It is meant so",
  at: "2026-03-02",
} as const;
const evidence = [someEvidence()];
const whys = [
  aWhy("1", { text: "Leads are fetched once a day", evidence, necessary: "yes", sufficient: "yes" }),
  aWhy("1.1", { ...asRootCause, evidence, sideId: sales, necessary: "yes", sufficient: "no" }),
  aWhy("2", { ending: "escalated", endingBy: "C. Aubert", endingOn: "2026-03-02", sideId: sales }),
  aWhy("3", { status: "refuted", sideId: sales }),
];
const path = ["1", "1.1"];
const complete = readBackBy(readBackBy(aTree(whys), marketing, path), sales, path);

test("the components add up to 100, and a complete tree has them all", () => {
  expect(Object.values(mostPoints).reduce((sum, most) => sum + most)).toBe(100);
  expect(score(complete, { followedIds: ["1.1"] })).toMatchObject({ total: 100, band: "reference", held: false });
});

test("an empty tree earns what its problem says, and the five points of unspotted wording", () => {
  expect(score(aTree([], { perspectiveSideIds: [] }))).toMatchObject({ sum: 15, total: 15, band: "draft", held: true });
});

test("a closed gate holds the number at 49, however much there is; the sum stays what it is", () => {
  const open = score(changed(complete, "2", { ending: null }), { followedIds: ["1.1"] });

  expect(open).toMatchObject({ total: 49, band: "draft", held: true });
  expect(open.sum).toBeCloseTo(92.5);
});

test.each([
  [0, "draft"],
  [49, "draft"],
  [50, "usable"],
  [74, "usable"],
  [75, "solid"],
  [89, "solid"],
  [90, "reference"],
  [100, "reference"],
])("%i is called %s", (total, band) => {
  expect(bandOf(total)).toBe(band);
});

test("what is a hair short of a whole number by arithmetic alone is not shown as one less", () => {
  const byBoth = (type: "opinion" | "interview") => ({
    evidence: [someEvidence({ type }), someEvidence({ type, sideId: sales })],
    sideId: null,
  });
  const seen = { evidence: [someEvidence({ sideId: null })], sideId: null };
  const end = { ...asRootCause, reach: null }; // does not hold, so that nothing is earned for it
  const tree = aTree([
    aWhy("1", byBoth("opinion")),
    aWhy("1.1", seen),
    aWhy("1.1.1", { ...byBoth("interview"), ...end }),
  ]);

  // (0.4 + 1 + 0.7) / 3 of 20 is 14, and 13.999999999999996 as computers count.
  const nothing = { handOff: false, day: false, extent: false, expected: false };
  const { sum, total } = score(tree, { problem: nothing });

  expect(sum).toBeLessThan(31);
  expect(total).toBe(31);
});

describe("evidence", () => {
  test.each([
    ["data", 1],
    ["observation", 1],
    ["document", 0.8],
    ["interview", 0.6],
    ["opinion", 0.3],
  ] as const)("%s weighs %d", (type, weight) => {
    expect(evidenceStrength([someEvidence({ type })])).toBe(weight);
  });

  test("the weightiest counts; from both sides 0.1 more, never more than 1", () => {
    const opinion = someEvidence({ type: "opinion" });
    const theirs = someEvidence({ type: "interview", sideId: sales });

    expect(evidenceStrength([opinion, theirs])).toBeCloseTo(0.7);
    expect(evidenceStrength([theirs, someEvidence()])).toBe(1);
  });

  test("without a side it gives its weight and not the 0.1", () => {
    const neutral = someEvidence({ type: "document", sideId: null });

    expect(evidenceStrength([neutral, someEvidence({ type: "interview" })])).toBe(0.8);
  });

  test("what contradicts neither gives nor takes", () => {
    const against = someEvidence({ stance: "contradicts", sideId: sales });

    expect(evidenceStrength([against])).toBe(0);
    expect(evidenceStrength([someEvidence({ type: "document" }), against])).toBe(0.8);
  });

  test("a cross-link takes the stronger of its own and its target's, here or in another tree", () => {
    const opinion = [someEvidence({ type: "opinion" })];
    const here = aWhy("2", { ending: "same_as", sameAsId: "1", evidence: opinion });
    const root = aWhy("1", { ...asRootCause, evidence: [someEvidence({ type: "document" })] });
    const abroad = { ...here, sameAsId: "far" };
    const shown = { id: "far", treeId: "other", text: "The same", status: "verified", ending: "root_cause" } as const;
    const target = { ...shown, rootCauseId: "entry", live: true, endingHolds: true, hasWhysBelow: false };

    expect(points("evidence", aTree([root, here]))).toBeCloseTo(20 * 0.8);
    const across = aTree([root, abroad], { targets: [target] });
    expect(points("evidence", across, { targetStrengths: { far: 0.6 } })).toBeCloseTo(20 * 0.7);
    expect(points("evidence", across)).toBeCloseTo((20 * (0.8 + 0.3)) / 2);
  });
});

describe("single components", () => {
  test("problem: 2 each for hand-off, day, extent, expectation and wording", () => {
    const nothing = { handOff: false, day: false, extent: false, expected: false };
    const worded = (finding: TextFinding) => points("problem", { ...complete, problemFindings: [finding] });

    expect(points("problem", complete)).toBe(10);
    expect(points("problem", complete, { problem: nothing })).toBe(2);
    expect(worded(aFinding("blame_word"))).toBe(8);
    expect(worded(aFinding("absolute"))).toBe(10);
    expect(worded(aFinding("vague_judgement", [dismissed]))).toBe(10);
    expect(points("problem", changed(complete, "1", { findings: [aFinding("blame_word")] }))).toBe(10);
  });

  test("breadth: two first whys, refuted ones too, or a reason for the only one; a branch further down is worth 6", () => {
    const line = aTree([aWhy("1"), aWhy("1.1")]);

    expect(points("breadth", line)).toBe(0);
    expect(points("breadth", line, { onlyCauseReason: "There is one door only" })).toBe(10);
    expect(points("breadth", line, { onlyCauseReason: " " })).toBe(0);
    expect(points("breadth", aTree([...line.whys, aWhy("1.2", { status: "refuted" })]))).toBe(6);
    expect(points("breadth", aTree([...line.whys, aWhy("2", { status: "refuted" })]))).toBe(10);
  });

  test("read-back: a dispute counts like no answer", () => {
    expect(points("read_back", readBackBy(complete, sales, ["1"], "disputes"))).toBeCloseTo((15 * 1.5) / 2);
  });

  test("logic: a joint group is asked once", () => {
    const joint = { joint: "a", sufficient: "unknown" } as const;
    const tree = aTree([aWhy("1", { ...asRootCause, ...joint }), aWhy("2", { ...joint, ...asRootCause }), aWhy("3")]);
    const answered = changed(changed(tree, "1", { sufficient: "no" }), "2", { sufficient: "no" });

    expect(points("logic", tree)).toBe(0);
    expect(points("logic", answered)).toBe(5);
  });

  test("both sides: refuted whys and their evidence count, neutral ones do not; nothing at all earns nothing", () => {
    const three = [aWhy("1"), aWhy("2"), aWhy("3", { status: "refuted", sideId: sales })];

    expect(points("both_sides", aTree(three))).toBeCloseTo(10 * 2 * (1 / 3));
    expect(points("both_sides", aTree([...three, aWhy("4", { sideId: null })]))).toBeCloseTo(10 * 2 * (1 / 3));
    expect(points("both_sides", aTree([]))).toBe(0);
  });

  test("wording: one point less for each why and code, hints of level info apart, none below zero", () => {
    const worded = (id: string, ...findings: TextFinding[]) => points("wording", changed(complete, id, { findings }));
    const four = (["vague_judgement", "side_generalised", "solution_as_cause", "blame_word"] as const).map((code) =>
      aFinding(code),
    );

    expect(worded("1", aFinding("vague_judgement"))).toBe(4);
    expect(worded("1", aFinding("absolute"))).toBe(5);
    expect(worded("1", aFinding("vague_judgement", [dismissed]))).toBe(5);
    expect(worded("3", aFinding("vague_judgement"))).toBe(5); // refuted
    expect(worded("1", ...four)).toBe(1);
    const both = changed(changed(complete, "1", { findings: four }), "1.1", { findings: four });
    expect(points("wording", both)).toBe(0);
  });

  test("follow-through: the share of root causes that something acts on", () => {
    const two = changed(complete, "2", asRootCause);

    expect(points("follow_through", complete)).toBe(0);
    expect(points("follow_through", complete, { followedIds: ["1.1", "2"] })).toBe(5);
    expect(points("follow_through", two, { followedIds: ["1.1"] })).toBe(2.5);
    expect(points("follow_through", aTree([]))).toBe(0);
  });
});

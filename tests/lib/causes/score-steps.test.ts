import { describe, expect, test } from "vitest";
import { type CauseTree, treeIndex } from "@/lib/causes/cause-tree";
import { type ScoreFacts, scoreOf } from "@/lib/causes/score";
import { type StepCode, stepsAhead } from "@/lib/causes/score-steps";
import { asRootCause, aTree, aWhy, changed, context, marketing, readBackBy, sales, someEvidence } from "./a-tree";
import { aFinding, completeFacts } from "./score-facts-given";

const evidence = [someEvidence({ sideId: null })];
const answered = { necessary: "yes", sufficient: "yes" } as const;
const whys = [
  aWhy("1", { text: "Leads are fetched once a day", evidence, ...answered }),
  aWhy("1.1", { ...asRootCause, text: "The owner of a web lead is not named", evidence, ...answered, sideId: sales }),
  aWhy("2", { text: "One seat is empty", ending: "escalated", endingBy: "C. Aubert", endingOn: "2026-03-02" }),
  aWhy("3", { text: "Spam filters eat the mails", status: "refuted", sideId: sales }),
];
const path = ["1", "1.1"];
const ready = readBackBy(readBackBy(aTree(whys), marketing, path), sales, path);
const followed = { followedIds: ["1.1"] };

const steps = (tree: CauseTree, facts: Partial<ScoreFacts> = followed) =>
  stepsAhead(treeIndex(tree), context, { ...completeFacts, ...facts });
const words = (...asked: Parameters<typeof steps>) => steps(...asked).map(({ message }) => message);
const sum = (tree: CauseTree, facts: Partial<ScoreFacts> = followed) =>
  scoreOf(treeIndex(tree), context, { ...completeFacts, ...facts }).sum;

test("nothing is missing from a tree that has all its points", () => {
  expect(steps(ready)).toEqual([]);
});

describe("gates come first", () => {
  test("a bare tree is told its ends, its root cause and its sides, in that order", () => {
    const tree = aTree([aWhy("1", { text: "Leads wait" })], { perspectiveSideIds: [marketing] });

    expect(
      steps(tree)
        .filter(({ gate }) => gate)
        .map(({ message }) => message),
    ).toEqual([
      "“Leads wait” has no ending.",
      "No branch ends in a root cause yet.",
      "Marketing has read nothing back.",
      "Sales has not told how it looked from their seat.",
      "Sales has written no why and brought no evidence.",
      "Sales has read nothing back.",
    ]);
  });

  test("many ends of one kind are one step that leads to the first", () => {
    const tree = changed(changed(ready, "2", { ending: null }), "1.1", { ending: null });

    expect(steps(tree)[0]).toMatchObject({
      message: "“The owner of a web lead is not named” has no ending; 1 more has none.",
      whyId: "1.1",
      place: "ending",
    });
  });

  test("a cross-link that lost its target says so; an ending that waits says for what", () => {
    const lost = changed(ready, "2", { ending: "same_as", sameAsId: "gone" });

    expect(words(lost)[0]).toBe("The why it pointed to was taken away: “One seat is empty” has no ending.");
    expect(words(changed(ready, "1.1", { removal: null }))[0]).toBe(
      "The ending of “The owner of a web lead is not named” does not hold yet. Answer: without it, would this come back?",
    );
  });
});

test("what settling waits for comes first, then what brings most, and a dispute that brings nothing is said all the same", () => {
  const half = readBackBy(readBackBy(aTree(whys), marketing, path), sales, ["1.1"]);
  const tree = changed(readBackBy(half, marketing, ["2"], "disputes"), "1.1", { evidence: [] });

  expect(words(tree)).toEqual([
    "Sales has not read back “Leads are fetched once a day”.",
    "“The owner of a web lead is not named” has no evidence that supports it.",
    "Marketing disputes “One seat is empty”: “Since May two people share the south”",
  ]);
});

const asked: [
  code: StepCode,
  before: CauseTree,
  after: CauseTree,
  facts?: [Partial<ScoreFacts>, Partial<ScoreFacts>],
][] = [
  ["not_read_back", readBackBy(readBackBy(aTree(whys), marketing, path), sales, ["1"]), ready],
  ["disputed", readBackBy(ready, sales, ["1"], "disputes"), ready],
  ["no_evidence", changed(ready, "1", { evidence: [] }), ready],
  ["weak_evidence", changed(ready, "1", { evidence: [someEvidence({ type: "interview", sideId: null })] }), ready],
  ["necessary_open", changed(ready, "1", { necessary: "unknown" }), ready],
  ["enough_open", changed(ready, "1.1", { sufficient: "unknown" }), ready],
  ["no_improvement", ready, ready, [{ followedIds: [] }, followed]],
  [
    "incident_facts",
    ready,
    ready,
    [{ ...followed, problem: { handOff: false, day: true, extent: false, expected: true } }, followed],
  ],
  [
    "only_cause",
    { ...ready, whys: ready.whys.slice(0, 2) },
    { ...ready, whys: ready.whys.slice(0, 2) },
    [followed, { ...followed, onlyCauseReason: "One door only" }],
  ],
];

test.each(asked)("%s brings exactly the points that it says", (code, before, after, facts = [followed, followed]) => {
  const step = steps(before, facts[0]).find((each) => each.code === code);

  expect(step?.points).toBeCloseTo(sum(after, facts[1]) - sum(before, facts[0]));
  expect(step?.points).toBeGreaterThan(0);
});

test("wording brings its points back, and no more than five however many hints there are", () => {
  const three = (["vague_judgement", "side_generalised", "solution_as_cause"] as const).map((code) => aFinding(code));
  const one = changed(ready, "1", { findings: three.slice(0, 1) });
  const six = changed(changed(ready, "1", { findings: three }), "1.1", { findings: three });

  expect(steps(one)).toMatchObject([{ code: "wording", points: 1, whyId: "1", place: "reword" }]);
  expect(steps(six)).toMatchObject([{ code: "wording", points: 5 }]);
  expect(steps({ ...ready, problemFindings: three.slice(0, 1) })).toMatchObject([
    { code: "problem_wording", points: 3, place: "problem" },
  ]);
});

test("a side that wrote less brings points with its next why or evidence, told without a count", () => {
  const tree = { ...ready, whys: [...ready.whys, aWhy("4", { ...asRootCause, ending: "accepted" })] };
  const step = steps(tree).find(({ code }) => code === "one_sided_writing");
  const withOne = { ...tree, whys: [...tree.whys, aWhy("5", { status: "refuted", sideId: sales })] };

  expect(step?.message).toBe("A why or a piece of evidence from Sales would bring the two sides closer to even.");
  expect(step?.points).toBeCloseTo(
    (scoreOf(treeIndex(withOne), context, completeFacts).components[6]?.points ?? 0) -
      (scoreOf(treeIndex(tree), context, completeFacts).components[6]?.points ?? 0),
  );
});

test("a tree of 5,000 whys is judged whole, in a list that can be read", () => {
  const many = Array.from({ length: 5000 }, (_, at) =>
    aWhy(`w${at}`, { parentId: at < 100 ? null : `w${at - 100}`, sideId: at % 2 ? sales : marketing }),
  );

  const ahead = steps(aTree(many));

  expect(ahead[0]?.message).toContain("99 more have none.");
  expect(ahead.length).toBeLessThan(15);
});

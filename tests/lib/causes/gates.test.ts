import { describe, expect, test } from "vitest";
import { type CauseTree, type TreeWhy, treeIndex } from "@/lib/causes/cause-tree";
import {
  gates,
  inShort,
  isOneSidedDraft,
  pathsToRootCauses,
  rootCauseWhys,
  settledMark,
  settlingFaults,
} from "@/lib/causes/gates";
import { asRootCause, aTree, aWhy, changed, context, marketing, readBackBy, sales, someEvidence } from "./a-tree";
import { numbers, scoreTree } from "./case-trees";

const closed = (tree: CauseTree) =>
  gates(treeIndex(tree), context)
    .filter((gate) => !gate.open)
    .map((gate) => gate.code);
const settling = (tree: CauseTree) => settlingFaults(treeIndex(tree), context).map((fault) => fault.code);
const ids = (whys: readonly TreeWhy[]) => whys.map((why) => why.id);

const evidence = [someEvidence()];
const whys = [
  aWhy("1", { text: "Leads are fetched once a day", evidence }),
  aWhy("1.1", { ...asRootCause, text: "No one owns a web lead", evidence, sideId: sales }),
  aWhy("2", { text: "One seat is empty", ending: "escalated", endingBy: "C. Aubert", endingOn: "2026-03-02" }),
];
const path = ["1", "1.1"];
/** A tree that both sides could settle as it stands. */
const ready = readBackBy(readBackBy(aTree(whys), marketing, path), sales, path);

describe("published examples of the score", () => {
  for (const { name, input, expect: wanted } of numbers.treeScore) {
    test(`${name}: its path and gates`, () => {
      const index = treeIndex(scoreTree(input));

      const [rootCause, noOpenEnd, endingsHold, noPersonAtEnd, bothSides] = gates(index, context).map((g) => g.open);

      expect(ids(pathsToRootCauses(index)).toSorted()).toEqual(wanted.path.toSorted());
      expect({ rootCause, noOpenEnd, endingsHold, noPersonAtEnd, bothSides }).toEqual(wanted.gates);
    });
  }
});

describe("R and P", () => {
  test("P holds the root causes and every why above them, each once", () => {
    const tree = aTree([aWhy("1"), aWhy("1.1", asRootCause), aWhy("1.1.1", asRootCause), aWhy("1.2"), aWhy("2")]);

    expect(ids(rootCauseWhys(treeIndex(tree)))).toEqual(["1.1", "1.1.1"]);
    expect(ids(pathsToRootCauses(treeIndex(tree)))).toEqual(["1", "1.1", "1.1.1"]);
  });

  test("a cross-link to a root cause is one, with its own path; a root cause below a refuted why is none", () => {
    const link = aWhy("2.1", { ending: "same_as", sameAsId: "1" });
    const dead = [aWhy("3", { status: "refuted" }), aWhy("3.1", asRootCause)];
    const index = treeIndex(aTree([aWhy("1", asRootCause), aWhy("2"), link, ...dead]));

    expect(ids(pathsToRootCauses(index))).toEqual(["1", "2", "2.1"]);
  });

  test("an empty tree has neither", () => {
    expect(pathsToRootCauses(treeIndex(aTree([])))).toEqual([]);
  });
});

describe("gates", () => {
  test("all are open on a tree that is complete", () => {
    expect(closed(ready)).toEqual([]);
    expect(isOneSidedDraft(treeIndex(ready), context)).toBe(false);
  });

  test("1: without a root cause", () => {
    expect(closed(changed(ready, "1.1", { ending: "open_question", openInvestigations: 1 }))).toEqual([
      "no_root_cause",
    ]);
  });

  test("2: with an open end, however the other branches end", () => {
    const tree = changed(ready, "2", { ending: null });

    expect(closed(tree)).toEqual(["open_end"]);
    expect(gates(treeIndex(tree), context)[1]).toMatchObject({ message: "One branch has no ending.", whyIds: ["2"] });
  });

  test("3: with an ending that does not hold, on an inner why too", () => {
    expect(closed(changed(ready, "1.1", { reach: null }))).toEqual(["ending_does_not_hold"]);
    expect(closed(changed(ready, "1", { ...asRootCause, removal: null }))).toEqual(["ending_does_not_hold"]);
  });

  test("4: with a person at a branch end, while an inner why only earns a hint", () => {
    const person = { text: "The manager refused it" };

    expect(closed(changed(ready, "2", person))).toEqual(["wording_error"]);
    const inner = readBackBy(readBackBy(changed(ready, "1", person), marketing, path), sales, path);
    expect(closed(inner)).toEqual([]);
    expect(closed(changed(ready, "2", { ...person, ending: "same_as", sameAsId: "1.1" }))).toEqual([]);
  });

  test("5: without a perspective, a contribution or a read-back of each side", () => {
    const unheard = { ...ready, perspectiveSideIds: [marketing] };
    const unwritten = changed(ready, "1.1", { sideId: marketing });
    const unread = readBackBy(aTree(whys), marketing, path);

    for (const tree of [unheard, unwritten, unread]) {
      expect(closed(tree)).toEqual(["one_sided"]);
      expect(isOneSidedDraft(treeIndex(tree), context)).toBe(true);
    }
  });

  test("5: a refuted why counts as a contribution, one by a neutral member does not", () => {
    const refuted = aWhy("3", { sideId: sales, status: "refuted", statusReason: "The log shows otherwise" });
    const onlyRefuted = changed(ready, "1.1", { sideId: null });

    expect(closed(onlyRefuted)).toEqual(["one_sided"]);
    expect(closed({ ...onlyRefuted, whys: [...onlyRefuted.whys, refuted] })).toEqual([]);
  });

  test("an empty tree waits for a root cause and for both sides", () => {
    expect(closed(aTree([], { perspectiveSideIds: [] }))).toEqual(["no_root_cause", "one_sided"]);
  });
});

describe("settling", () => {
  test("needs every gate open and both sides' agreement on every why of P", () => {
    expect(settling(ready)).toEqual([]);
    expect(settling(changed(ready, "2", { ending: null }))).toEqual(["open_end"]);
    expect(settling(readBackBy(readBackBy(aTree(whys), marketing, path), sales, ["1"]))).toEqual(["not_read_back"]);
    expect(settling(readBackBy(ready, sales, ["1"], "disputes"))).toEqual(["disputed"]);
  });

  test("a why beside P needs no signature", () => {
    expect(settling(readBackBy(ready, sales, ["2"], "disputes"))).toEqual([]);
  });

  test("a joint partner left without an ending keeps the tree from being settled", () => {
    const partner = aWhy("1.2", { joint: "a", ending: "open_question" });
    const tree = { ...ready, whys: [...ready.whys, partner] };

    expect(settling(changed(tree, "1.2", { ending: null }))).toEqual(["open_end"]);
    expect(settling(tree)).toEqual(["ending_does_not_hold"]);
    expect(settling(changed(tree, "1.2", { openInvestigations: 1 }))).toEqual([]);
  });

  test("what was settled is marked by text, parent and status on P alone", () => {
    const mark = (tree: CauseTree) => settledMark(treeIndex(tree));

    expect(mark(changed(ready, "1", { text: "LEADS are fetched once a day." }))).toBe(mark(ready));
    expect(mark(changed(ready, "2", { text: "Two seats are empty" }))).toBe(mark(ready));
    expect(mark(changed(ready, "1", { text: "Leads are fetched weekly" }))).not.toBe(mark(ready));
    expect(mark(changed(ready, "1", { status: "unverifiable" }))).not.toBe(mark(ready));
    expect(mark(changed(ready, "1.1", { parentId: "2" }))).not.toBe(mark(ready));
  });
});

test("a long why is named by its first words", () => {
  expect(inShort("Short")).toBe("“Short”");
  expect(inShort("Territories were drawn for field visits, before the web form existed", 30)).toBe(
    "“Territories were drawn for …”",
  );
  expect([...inShort("🙂".repeat(500))]).toHaveLength(64);
});

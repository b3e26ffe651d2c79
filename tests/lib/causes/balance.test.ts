import { describe, expect, test } from "vitest";
import { balanceOf } from "@/lib/causes/balance";
import { unansweredWhy } from "@/lib/causes/cause-tree";
import type { Replay, ReplayChange, ReplayStep } from "@/lib/causes/replay";
import { rowsHeld } from "@/lib/causes/replay";
import { marksOf } from "@/lib/causes/replay-marks";

const [marketing, sales] = ["side-m", "side-s"];

const aWhy = (id: string, sideId: string | null, gone = false) => ({
  ...unansweredWhy(),
  ...{ id, parentId: null, position: id, text: `Why ${id}`, sideId, author: "Ana", gone },
});
const born = (id: string, row: "why" | "proof" = "why"): ReplayChange => ({
  row,
  id,
  before: { gone: true },
  after: { gone: false },
});
const went = (id: string): ReplayChange => ({ row: "why", id, before: { gone: false }, after: { gone: true } });
const aStep = (day: string, changes: ReplayChange[], verb = "why.asked"): ReplayStep => ({
  ...{ verb, day, changes },
  ...{ by: "Ana", sideId: marketing, says: "asked why under the problem" },
});

const aReplay = (given: Partial<Replay>): Replay => ({
  sideIds: [marketing, sales],
  head: { id: "tree", problem: "P", settled: false },
  whys: [],
  proofs: [],
  answers: [],
  steps: [],
  ...given,
});

describe("the balance of a tree", () => {
  const replay = aReplay({
    whys: [aWhy("a", marketing), aWhy("b", marketing), aWhy("c", marketing), aWhy("d", sales, true), aWhy("e", null)],
    proofs: [{ id: "p", whyId: "a", stance: "supports", sideId: sales, gone: false }],
    steps: [
      aStep("2026-03-01", [], "tree.opened"),
      aStep("2026-03-01", [born("a")]),
      aStep("2026-03-01", [born("b")]),
      aStep("2026-03-02", [born("c")]),
      aStep("2026-03-02", [born("d")]),
      aStep("2026-03-02", [born("p", "proof")], "evidence.added"),
      aStep("2026-03-03", [went("d")], "tree.undone"),
      aStep("2026-03-03", [born("d")], "tree.redone"),
      aStep("2026-03-03", [went("d")], "why.removed"),
      aStep("2026-03-04", [born("e")]),
    ],
  });

  test("counts each why and each piece of evidence once, with the side it came from", () => {
    const { line, all, days } = balanceOf(replay, ["Marketing", "Sales"]);

    expect(all).toEqual([
      { whys: 3, evidence: 0 },
      { whys: 1, evidence: 1 },
      { whys: 1, evidence: 0 },
    ]);
    expect(line.map((each) => each.join(" "))).toEqual([
      "0 0 0",
      "1 0 0",
      "2 0 0",
      "3 0 0",
      "3 1 0",
      "3 2 0",
      "3 2 0",
      "3 2 0",
      "3 2 0",
      "3 2 1",
    ]);
    expect(days.map(({ day }) => day)).toEqual(["2026-03-01", "2026-03-02", "2026-03-04"]);
  });

  test("says in a sentence who began alone and what went again", () => {
    expect(balanceOf(replay, ["Marketing", "Sales"]).sentence).toBe(
      "Marketing added three whys; Sales one why and one piece of evidence; people of neither side one why; the first 3 came from Marketing alone. One of all was taken out again.",
    );
  });

  test("does not say who began where a case file brought all at once, nor of an empty tree", () => {
    const brought = aReplay({
      whys: [aWhy("a", marketing), aWhy("b", marketing), aWhy("c", marketing), aWhy("d", sales)],
      steps: [
        aStep(
          "2026-03-01",
          ["a", "b", "c", "d"].map((id) => born(id)),
          "tree.opened",
        ),
      ],
    });

    expect(balanceOf(brought, ["Marketing", "Sales"]).sentence).toBe("Marketing added three whys; Sales one why.");
    const empty = aReplay({ steps: [aStep("2026-03-01", [], "tree.opened")] });
    expect(balanceOf(empty, ["Marketing", "Sales"]).sentence).toBe("Marketing added nothing; Sales nothing.");
  });
});

describe("the marks of a deed", () => {
  const replay = aReplay({ whys: [{ ...aWhy("a", marketing), text: "Now" }, aWhy("b", sales, true)] });
  const marks = (verb: string, ...changes: ReplayChange[]) => marksOf({ verb, changes }, rowsHeld(replay));
  const onA = (before: object, after: object): ReplayChange => ({ row: "why", id: "a", before, after });

  test("say what a line was before", () => {
    expect(marks("why.reworded", onA({ text: "Then" }, { text: "Now" })).onLines).toEqual({ a: "before: “Then”" });
    expect(marks("why.moved", onA({ parentId: "x", position: "y" }, {})).onLines).toEqual({ a: "moved here" });
    expect(marks("why.verified", onA({ status: "hypothesis" }, {})).onLines).toEqual({ a: "was hypothesis" });
    expect(marks("why.asked", born("a")).onLines).toEqual({ a: "new" });
    expect(marks("tree.undone", born("a")).onLines).toEqual({ a: "back again" });
  });

  test("name what was taken out, mark a line that was only spoken of, and nothing of what began the tree", () => {
    expect(marks("why.removed", went("b"))).toMatchObject({ onLines: {}, takenOut: ["Why b"] });
    expect(marks("evidence.file_attached", onA({}, {})).onLines).toEqual({ a: "" });
    expect(marks("tree.opened", born("a")).onLines).toEqual({});
  });
});

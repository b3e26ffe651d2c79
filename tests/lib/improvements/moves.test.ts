import { expect, test } from "vitest";
import { type Movable, movesOf } from "@/lib/improvements/moves";

const aCard = (more: Partial<Movable> = {}): Movable => ({
  kind: "countermeasure",
  phase: "plan",
  verdict: null,
  missing: [],
  notJudge: null,
  ...more,
});
const waysOf = (card: Movable) => Object.fromEntries(movesOf(card).map(({ to, how }) => [to, how]));
const words = (card: Movable, lane: string) => movesOf(card).find(({ to }) => to === lane)?.words;

test("work starts at once when all is written, and asks for what is missing else", () => {
  const missing = ["Name an owner.", "Name the measure.", "Say what you expect.", "Say by when."].map((message) => ({
    field: "x",
    message,
  }));

  expect(waysOf(aCard())).toEqual({ do: "now", check: "no", act: "no" });
  expect(waysOf(aCard({ missing }))).toEqual({ do: "asks", check: "no", act: "no" });
  expect(words(aCard({ missing }), "do")).toBe(
    "Asks for what is missing: Name an owner. Name the measure. Say what you expect. And 1 more.",
  );
});

test("only the lane of the next step is open, and no lane behind", () => {
  expect(waysOf(aCard({ phase: "do" }))).toEqual({ plan: "no", check: "asks", act: "no" });
  expect(waysOf(aCard({ phase: "check" }))).toEqual({ plan: "no", do: "no", act: "asks" });
  expect(words(aCard({ phase: "do" }), "plan")).toContain("its prediction is fixed");
});

test("a verdict is asked of whoever may give it, and of kinds that take one", () => {
  const notJudge = "The owner does not judge their own improvement.";

  expect(words(aCard({ phase: "check", notJudge }), "act")).toBe(notJudge);
  expect(waysOf(aCard({ phase: "check", notJudge }))).toMatchObject({ act: "no" });
  expect(waysOf(aCard({ phase: "check", kind: "containment" }))).toMatchObject({ act: "no" });
});

test("what missed its prediction is tried again; what was found effective goes back by itself alone", () => {
  expect(waysOf(aCard({ phase: "act", verdict: "partly" }))).toEqual({ plan: "asks", do: "no", check: "no" });
  expect(waysOf(aCard({ phase: "act", verdict: "effective" }))).toMatchObject({ plan: "no" });
  expect(words(aCard({ phase: "act", verdict: "effective" }), "plan")).toContain("when the cause comes back");
});

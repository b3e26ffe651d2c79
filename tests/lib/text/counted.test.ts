import { expect, test } from "vitest";
import { afterColon, capital, counted, list, numberWord, sentence } from "@/lib/text/counted";

test("a count up to ten is a word, and what is counted fits it", () => {
  expect([0, 1, 10, 11].map(numberWord)).toEqual(["no", "one", "ten", "11"]);
  expect([0, 1, 2].map((count) => counted(count, "measure", "measures"))).toEqual([
    "no measures",
    "one measure",
    "two measures",
  ]);
});

test("the last of several is joined by “and”", () => {
  expect([[], ["A"], ["A", "B"], ["A", "B", "C"]].map(list)).toEqual(["", "A", "A and B", "A, B and C"]);
});

test("a sentence ends once", () => {
  expect(["It holds", "It holds.", "Why?", "And then…"].map(sentence)).toEqual([
    "It holds.",
    "It holds.",
    "Why?",
    "And then…",
  ]);
});

test("a sentence begins with a capital, and after a colon without one unless its first word is an abbreviation", () => {
  expect(capital("one is open")).toBe("One is open");
  expect(capital("")).toBe("");
  expect(["No change", "A jump", "MQLs are few", "41 h"].map(afterColon)).toEqual([
    "no change",
    "a jump",
    "MQLs are few",
    "41 h",
  ]);
});

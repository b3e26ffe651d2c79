import { expect, test } from "vitest";
import { namedIn } from "@/lib/comments/mentions";

const people = ["Ines Okafor", "Ines", "Jonas Lindqvist", "Zoë D’Arcy", "Øyvind Å", "Lee"].map((name, id) => ({
  id,
  name,
}));
const named = (text: string) => namedIn(text, people).map(({ name }) => name);

test("a person is named by @ and the whole name, however it is written large or small", () => {
  expect(named("@Jonas Lindqvist, and @zoë d’arcy: is it so?")).toEqual(["Jonas Lindqvist", "Zoë D’Arcy"]);
  expect(named("(@Øyvind Å)")).toEqual(["Øyvind Å"]);
  expect(named("Zoe\u0308 is not @Zoe\u0308 D’Arcy".normalize("NFC"))).toEqual(["Zoë D’Arcy"]);
});

test("the longest name is meant, and half a name names nobody", () => {
  expect(named("@Ines Okafor")).toEqual(["Ines Okafor"]);
  expect(named("@Ines, please")).toEqual(["Ines"]);
  expect(named("@Jonas")).toEqual([]);
  expect(named("@Leeds")).toEqual([]);
});

test("an address names nobody, nor does a name without @", () => {
  expect(named("write to office@Lee or Lee")).toEqual([]);
});

test("who shares a name with another is meant as well", () => {
  expect(namedIn("@Lee", [...people, { id: 9, name: "Lee" }])).toHaveLength(2);
});

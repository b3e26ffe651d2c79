import { expect, test } from "vitest";
import { sidesOf } from "@/lib/teams/sides";

const letters = (first: string, second: string) =>
  sidesOf({ id: "1", name: first }, { id: "2", name: second }).map(({ letter }) => letter);

test("a side is marked by the first letter of its team", () => {
  expect(letters("Marketing", "Sales")).toEqual(["M", "S"]);
});

test("names that begin alike are told apart by the first letter that differs", () => {
  expect(letters("Sales", "Support")).toEqual(["A", "U"]);
});

test("a name that is the beginning of the other keeps its first letter", () => {
  expect(letters("Sales", "Sales ops")).toEqual(["S", "O"]);
  expect(letters("Sales ops", "sales")).toEqual(["O", "S"]);
});

import { expect, test } from "vitest";
import { initialsOf } from "@/app/_ui/initials";

test("a face shows the first letters of the first and the last name", () => {
  expect(initialsOf("Jonas Lindqvist")).toBe("JL");
  expect(initialsOf("ana maría de la cruz")).toBe("AC");
  expect(initialsOf("Hanne")).toBe("H");
});

test("a face never shows half a letter", () => {
  expect(initialsOf("🧑‍🔧 Émile")).toBe("🧑‍🔧É");
  expect(initialsOf(" ")).toBe("?");
});

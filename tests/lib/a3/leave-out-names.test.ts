import { expect, test } from "vitest";
import { leftOut, sayAnew, withoutNames } from "@/lib/a3/leave-out-names";

test("a member's full name is left out wherever it stands, whatever its case and spaces", () => {
  const say = withoutNames(["Ines Okafor", "José Núñez"]);

  expect(say("Ines Okafor asked INES  OKAFOR, not José Núñez's team")).toBe(
    `${leftOut} asked ${leftOut}, not ${leftOut}'s team`,
  );
});

test("a word that merely begins or ends like a name stays", () => {
  const say = withoutNames(["Ann Lee", "Al"]);

  expect(say("Ann Leeson met Joann Lee; also all of Always")).toBe("Ann Leeson met Joann Lee; also all of Always");
});

test("of two names that begin alike the longer is left out whole", () => {
  expect(withoutNames(["Ann Lee", "Ann Lee Smith"])("Ann Lee Smith called")).toBe(`${leftOut} called`);
});

test("a name with signs in it is no pattern, and no name leaves every text as it is", () => {
  expect(withoutNames(["A.B (C)"])("AxB (C) is not A.B (C) here")).toBe(`AxB (C) is not ${leftOut} here`);
  expect(withoutNames(["", " "])("As it was")).toBe("As it was");
});

test("texts are said anew however deep they stand; days and numbers stay", () => {
  const at = new Date(0);

  expect(sayAnew({ a: ["x", { b: "y", n: 1, none: null }], at }, (text) => `${text}!`)).toEqual({
    a: ["x!", { b: "y!", n: 1, none: null }],
    at,
  });
});

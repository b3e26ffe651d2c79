import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localeTags } from "@/lib/people/places";
import { readAmount, writeAmount } from "@/lib/text/amounts";

describe("an amount is read as its writer's locale writes it", () => {
  test.each([
    ["1,234.50", "en-GB", 1234.5],
    ["1234.5", "en-US", 1234.5],
    ["1.234,50", "de", 1234.5],
    ["1234,5", "de", 1234.5],
    ["1.234.567", "de", 1234567],
    ["1 234,50", "fr", 1234.5],
    ["1\u202f234,50", "fr", 1234.5],
    ["1’234.50", "de-CH", 1234.5],
    ["14100", "sv", 14100],
    ["0", "en-GB", 0],
    [" 12 ", "en-GB", 12],
  ])("%s in %s is %d", (typed, locale, value) => {
    expect(readAmount(typed, locale)).toEqual({ value });
  });

  test("nothing typed is not known, and never 0", () => {
    expect(readAmount("  ", "de")).toEqual({ value: null });
  });

  test("what a locale writes, it reads again", () => {
    fc.assert(
      fc.property(fc.constantFrom(...localeTags), fc.integer({ min: 0, max: 99_999_999_999 }), (locale, cents) => {
        expect(readAmount(writeAmount(cents / 100, locale), locale)).toEqual({ value: cents / 100 });
      }),
    );
  });
});

describe("what is no amount is told with an example, and never guessed at", () => {
  test.each([
    ["1.234,50", "en-GB", "Write it as 1,234.50."],
    ["1,234.50", "de", "Write it as 1.234,50."],
    ["1.5", "de", "Write it as 1.234,50."], // one and a half, or fifteen hundred with a zero lost?
    ["12,34,567", "en-GB", "Write it as 1,234.50."],
    ["about 300", "en-GB", "Write it as 1,234.50."],
    ["1e9", "en-GB", "Write it as 1,234.50."],
    ["€ 40", "en-GB", "Write it as 1,234.50."],
    ["40.", "en-GB", "Write it as 1,234.50."],
    [".", "en-GB", "Write it as 1,234.50."],
    ["-3", "en-GB", "An amount is at least 0."],
    ["−3", "de", "An amount is at least 0."],
    ["1.234", "en-GB", "At most two places: 1,234.50."],
    ["1000000000000", "en-GB", "This is more than can be kept."],
  ])("%s in %s: %s", (typed, locale, fault) => {
    expect(readAmount(typed, locale)).toEqual({ fault });
  });
});

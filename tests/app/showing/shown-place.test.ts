import fc from "fast-check";
import { expect, test } from "vitest";
import { addressOf, placeAt, samePlace } from "@/app/w/[workspace]/causes/[tree]/showing/shown-place";
import { showingInput } from "@/lib/live/showing";

const tree = "/w/mill/causes/019ab4c2-7d1e-7f00-8a31-3d8e12f0c9aa";
const at = (address: string) => {
  const { pathname, searchParams } = new URL(address, "http://localhost");
  return placeAt(tree, pathname, searchParams);
};

const anyId = fc.array(fc.constantFrom(..."0189acf"), { minLength: 32, maxLength: 32 }).map((all) => {
  const hex = all.join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
});
const anId = fc.option(fc.uuid({ version: 7 }));
const aPlace = fc.oneof(
  fc.record({
    view: fc.constantFrom("outline", "diagram"),
    why: anId,
    end: fc.constant(null),
    whole: fc.constant(false),
  }),
  fc.record({ view: fc.constant("read-back"), why: anId, end: anId, whole: fc.boolean() }),
) as fc.Arbitrary<NonNullable<ReturnType<typeof at>>>;

test("an address made of a place leads to that place", () => {
  fc.assert(
    fc.property(aPlace, (place) => {
      expect(at(addressOf(tree, place))).toEqual(place);
    }),
  );
});

test("whatever stands in an address, what is told of it is a place the server takes", () => {
  const tab = "019ab4c2-7d1e-7f00-8a31-3d8e12f0c9ab";
  fc.assert(
    fc.property(
      fc.constantFrom("", "/diagram", "/read-back"),
      fc.dictionary(fc.constantFrom("why", "end", "whole", "talk"), fc.oneof(fc.string({ unit: "binary" }), anyId)),
      (page, query) => {
        const place = placeAt(tree, `${tree}${page}`, new URLSearchParams(query));
        expect(showingInput.safeParse({ tab, begun: null, place }).success).toBe(true);
      },
    ),
  );
});

test("other pages are no place on the tree, and what only one person asked for makes no other place", () => {
  expect(at(`${tree}/on-a-phone`)).toBe(null);
  expect(at("/w/mill/causes/019ab4c2-7d1e-7f00-8a31-3d8e12f0c9ab")).toBe(null);
  const [a, b] = [at(`${tree}?talk=2`), at(tree)];
  expect(a && b && samePlace(tree, a, b)).toBe(true);
});

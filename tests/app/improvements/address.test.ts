import { v7 } from "uuid";
import { expect, test } from "vitest";
import { addressOf, readAddress } from "@/app/w/[workspace]/improvements/filters";

const [owner, side, open] = [v7(), v7(), v7()];

test("a view of the improvements is kept whole in its address", () => {
  const after = { created: "2026-11-21 21:02:11.123456+00", id: v7() };
  const address = { view: "age", owner, side, mine: true, phase: "closed", after, open } as const;

  const query = Object.fromEntries(new URL(addressOf("mill", address, { after, open }), "http://here").searchParams);

  expect(readAddress(query)).toEqual(address);
});

test("every filter is kept in the address, and a lane is no filter of the board", () => {
  const address = {
    view: "board",
    owner,
    side,
    cause: open,
    kind: "detection",
    age: "91-180",
    mine: true,
    blocked: true,
    overdue: true,
    relationship: "all",
  } as const;

  const query = Object.fromEntries(new URL(addressOf("mill", address), "http://here").searchParams);

  expect(readAddress(query)).toEqual({ ...address, open: undefined, moved: undefined, wall: undefined });
  expect(addressOf("mill", { view: "board", phase: "do" })).toBe("/w/mill/improvements");
});

test("changing a filter leaves the page of the list and what stood open", () => {
  const address = readAddress({ owner, open, after: `2026-11-21 21:02:11+00~${v7()}` });

  expect(addressOf("mill", address, { mine: true })).toBe(`/w/mill/improvements?owner=${owner}&mine=1`);
});

test.each([
  { owner: "nobody", side: ["a", "b"], mine: "yes", phase: "later", open: "" },
  { after: "2026-99-99 99:99:99+00~x", view: "table" },
  { after: "'; drop table improvements; --~1" },
])("what is no filter is left out of the look-up: %o", (query) => {
  expect(Object.values(readAddress(query)).filter(Boolean)).toEqual(["board"]);
});

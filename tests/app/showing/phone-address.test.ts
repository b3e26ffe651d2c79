import { afterEach, expect, test } from "vitest";
import { isForThisMachineOnly, phoneAddress } from "@/app/w/[workspace]/causes/[tree]/on-a-phone/phone-address";

const [tree, why] = ["019ab4c2-7d1e-7f00-8a31-3d8e12f0c9aa", "019ab4c2-7d1e-7f00-8a31-3d8e12f0c9ab"];
const origin = process.env.ORIGIN;
afterEach(() => {
  if (origin === undefined) delete process.env.ORIGIN;
  else process.env.ORIGIN = origin;
});

test("a phone is led to the address people use, on the chosen line, and nowhere that an address asks for", () => {
  process.env.ORIGIN = "https://causes.example";

  expect(phoneAddress("mill", tree, why)).toBe(`https://causes.example/w/mill/causes/${tree}?why=${why}`);
  for (const odd of ["//elsewhere.example", `${why}&next=//elsewhere.example`, "", [why], undefined, 7])
    expect(phoneAddress("mill", tree, odd)).toBe(`https://causes.example/w/mill/causes/${tree}`);
  expect(isForThisMachineOnly(phoneAddress("mill", tree, why))).toBe(false);
});

test("where the program knows itself as localhost only, it is said that no phone can open that", () => {
  delete process.env.ORIGIN;

  expect(isForThisMachineOnly(phoneAddress("mill", tree, why))).toBe(true);
});

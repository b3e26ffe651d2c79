import { expect, test } from "vitest";
import { addressesIn } from "@/db/hosts";

test.each([
  ["postgres://one/name", ["postgres://one/name"]],
  ["postgres://user:pass@one:5433/name?sslmode=require", ["postgres://user:pass@one:5433/name?sslmode=require"]],
  [
    "postgres://user:p%40ss@one:5432,two:5433/name?sslmode=require",
    ["postgres://user:p%40ss@one:5432/name?sslmode=require", "postgres://user:p%40ss@two:5433/name?sslmode=require"],
  ],
  ["postgresql://[::1]:5432,two/name", ["postgresql://[::1]:5432/name", "postgresql://two/name"]],
])("each host of %s has an address of its own", (url, addresses) => {
  expect(addressesIn(url)).toEqual(addresses);
});

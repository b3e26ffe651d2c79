import { expect, test } from "vitest";
import { isFatal } from "@/db/fatal";
import { isUnreachable } from "@/db/lost";

test.each([
  'could not write to file "base/5/16384": No space left on device',
  'could not extend file "base/5/16384": wrote only 4096 of 8192 bytes at block 7',
  "PANIC:  could not locate a valid checkpoint record",
  "Aborted(OOM). Build with -sASSERTIONS for more info.",
])("the embedded database is lost after: %s", (words) => {
  expect(isFatal(new Error("Failed query: insert into incidents", { cause: new Error(words) }))).toBe(true);
});

test.each([
  'duplicate key value violates unique constraint "incidents_pkey"',
  "canceling statement due to statement timeout",
  "Aborted by the person who asked",
])("the embedded database goes on after: %s", (words) => {
  expect(isFatal(new Error(words))).toBe(false);
});

test("what people wrote never ends the program, though a fault quotes it", () => {
  const quoted = Object.assign(new Error('invalid input syntax for type uuid: "Aborted("'), { code: "22P02" });
  const cause = Object.assign(new Error("duplicate key value"), { code: "23505" });

  expect(isFatal(new Error("Failed query: select 1\nparams: Aborted(", { cause: quoted }))).toBe(false);
  expect(isFatal(new Error("Failed query: insert\nparams: Sales could not write the quote", { cause }))).toBe(false);
});

test("a server that is away is told from a statement that is wrong, by its code", () => {
  const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });

  expect(isUnreachable(new Error("Failed query", { cause: refused }))).toBe(true);
  expect(isUnreachable(new AggregateError([refused]))).toBe(true);
  expect(isUnreachable(Object.assign(new Error("division by zero"), { code: "22012" }))).toBe(false);
});

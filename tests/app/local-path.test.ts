import { expect, test } from "vitest";
import { localPath } from "@/app/_server/local-path";

test.each(["/w/mill/today", "/w/mill/incidents?severity=4&after=x", "/w/mill/today#log", "/"])(
  "after signing in one goes on to %s",
  (next) => {
    expect(localPath(next, "/elsewhere")).toBe(next);
  },
);

test.each([
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/w/..//evil.example",
  " /w/mill",
  "javascript:alert(1)",
  "w/mill",
  "",
  undefined,
])("%j leads nowhere but to the start", (next) => {
  expect(localPath(next, "/")).toBe("/");
});

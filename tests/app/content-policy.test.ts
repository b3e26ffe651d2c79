import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { contentPolicy } from "@/app/_server/content-policy";
import { proxy } from "@/proxy";

const ask = (method: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest("http://localhost:3000/w/mill", { method, headers }));

test("only scripts with the nonce of this request run, and nobody may frame us", () => {
  const policy = contentPolicy("abc", false);

  for (const rule of [
    "script-src 'nonce-abc' 'strict-dynamic';",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ])
    expect(policy).toContain(rule);
  expect(policy).not.toContain("unsafe-eval");
});

test("each answer has a nonce of its own", () => {
  const [first, second] = [ask("GET"), ask("GET")].map((answer) => answer.headers.get("content-security-policy"));

  expect(first).toMatch(/'nonce-[\w+/=]{24}'/);
  expect(first).not.toBe(second);
});

test("what another site sends with our cookie is turned away before any page sees it", () => {
  expect(ask("POST", { cookie: "a=b" }).status).toBe(403);
  expect(ask("POST", { cookie: "a=b", origin: "https://evil.example" }).status).toBe(403);
  expect(ask("DELETE", { cookie: "a=b", origin: "null" }).status).toBe(403);
  expect(ask("POST", { "next-action": "x", origin: "https://evil.example" }).status).toBe(403);
});

test("our own page, a visit from elsewhere and a bearer token without a cookie pass", () => {
  expect(ask("POST", { cookie: "a=b", "sec-fetch-site": "same-origin" }).status).toBe(200);
  expect(ask("GET", { cookie: "a=b", "sec-fetch-site": "cross-site" }).status).toBe(200);
  expect(ask("POST", { authorization: "Bearer x" }).status).toBe(200);
});

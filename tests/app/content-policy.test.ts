import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { receive } from "@/app/_server/arrival";
import { contentPolicy } from "@/app/_server/content-policy";

/** What happens to a request before Next sees it: `status` 200 means that it was let through. */
function ask(method: string, headers: Record<string, string> = {}, url = "/w/mill?why=1") {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, headers, url });
  const response = new ServerResponse(request);
  const answered = receive(request, response);
  return {
    status: answered ? response.statusCode : 200,
    policy: response.getHeader("content-security-policy"),
    staysWithHttps: response.getHeader("strict-transport-security"),
    request,
  };
}

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
  const [first, second] = [ask("GET"), ask("GET")].map(({ policy }) => policy);

  expect(first).toMatch(/'nonce-[\w+/=]{24}'/);
  expect(first).not.toBe(second);
});

test("the page is told the nonce and its own address, whatever the request says of itself", () => {
  const { request, policy } = ask("GET", {
    "x-path": "/elsewhere",
    "content-security-policy": "script-src 'nonce-mine'",
  });

  expect(request.headers["content-security-policy"]).toBe(policy);
  expect(policy).toContain(`'nonce-${request.headers["x-nonce"]}'`);
  expect(request.headers["x-path"]).toBe("/w/mill?why=1");
});

test("the address one comes back to after signing in is that of the page, not of what was fetched for it", () => {
  const pathOf = (url: string) => ask("GET", {}, url).request.headers["x-path"];

  expect(pathOf("/w/mill?_rsc=1a2b")).toBe("/w/mill");
  expect(pathOf("/w/mill?why=1&_rsc=1a2b")).toBe("/w/mill?why=1");
  expect(pathOf("/w/mill?_rsc=1a2b&why=1")).toBe("/w/mill?why=1");
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

test("over https a browser is told to stay with it for a year, and over http it is not", () => {
  expect(ask("GET").staysWithHttps).toBeUndefined();
  process.env.ORIGIN = "https://cause.example.org";
  const told = ask("GET").staysWithHttps;
  delete process.env.ORIGIN;

  expect(told).toBe("max-age=31536000");
});

test("a request that asks for itself back is turned away", () => {
  expect(ask("TRACE").status).toBe(405);
});

import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { contentPolicy } from "./content-policy";
import { fromOurSite, trustsProxy } from "./origin";
import { ownAddress } from "./own-address";
import { requestIdFor, requestIdHeader } from "./request-id";

/** On every answer. Next would look them up for each address anew. */
const guards = Object.entries({
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "X-Robots-Tag": "noindex, nofollow",
});

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What each request passes before Next sees it: it gets the content policy with a nonce of its own, and is turned away when
 * another site sent it with our cookie. It decides no rights: the doors do. A call with a bearer token and no cookie
 * cannot be forged by a page, so it passes. Next's own place for this, `proxy.ts`, makes a second request and a second
 * answer of each one, which costs half as much again as the least page; `npm run bench` would show it.
 * @returns whether the request has been answered
 */
export function receive(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers, method = "GET", url = "/" } = request;
  for (const [name, value] of guards) response.setHeader(name, value);
  headers[requestIdHeader] = requestIdFor(headers);
  response.setHeader("X-Request-Id", headers[requestIdHeader]);
  if (method === "TRACE") return turnAway(response, 405, "This method is not answered.\n");
  if (url.startsWith("/_next/static/")) return false;
  const carriesCookie = "cookie" in headers || "next-action" in headers;
  if (!harmless.has(method) && carriesCookie && !fromOurSite(asHeaders(request), ownAddress().origin)) {
    return turnAway(response, 403, "This was sent from another site. Load the page again and send it from there.\n");
  }

  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy(nonce);
  headers["content-security-policy"] = policy; // where Next looks for the nonce
  headers["x-nonce"] = nonce;
  headers["x-path"] = pathOf(url);
  // A page that is open already asks for another as data, and an action is answered with data.
  headers["x-asks-for"] = "rsc" in headers || "next-action" in headers ? "data" : "document";
  response.setHeader("Content-Security-Policy", policy);
  if (isHttps(request)) response.setHeader("Strict-Transport-Security", "max-age=31536000");
  return false;
}

function turnAway(response: ServerResponse, status: number, words: string): true {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(words);
  return true;
}

/** The address as people know it: in it, Next names what it fetches for a page that is open already. */
const pathOf = (url: string) => url.replace(/([?&])_rsc=[^&]*&?/, "$1").replace(/[?&]$/, "");

function asHeaders({ headers }: IncomingMessage): Headers {
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return new Headers(given);
}

function isHttps({ headers }: IncomingMessage): boolean {
  return ownAddress().protocol === "https:" || (trustsProxy() && headers["x-forwarded-proto"] === "https");
}

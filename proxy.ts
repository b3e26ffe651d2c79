import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "@/app/_server/content-policy";
import { fromOurSite, trustsProxy } from "@/app/_server/origin";
import { ownAddress } from "@/app/_server/own-address";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Sets headers and turns away what another site sent with our cookie. It decides no rights: the doors do.
 * A call with a bearer token and no cookie cannot be forged by a page, so it passes.
 */
export function proxy(request: NextRequest) {
  const carriesCookie = request.headers.has("cookie") || request.headers.has("next-action");
  if (!harmless.has(request.method) && carriesCookie && !fromOurSite(request.headers, ownAddress().origin))
    return new NextResponse("This was sent from another site. Load the page again and send it from there.\n", {
      status: 403,
      headers: { "content-type": "text/plain; charset=utf-8" },
    });

  const nonce = randomBytes(16).toString("base64");
  const policy = contentPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // where Next looks for the nonce
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (isHttps(request)) response.headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

function isHttps(request: NextRequest) {
  if (ownAddress().protocol === "https:" || request.nextUrl.protocol === "https:") return true;
  return trustsProxy() && request.headers.get("x-forwarded-proto") === "https";
}

export const config = { matcher: "/((?!_next/static|_next/image).*)" };

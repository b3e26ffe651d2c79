/** Who sent a request, judged by its headers alone. Pure, so that `arrival.ts` and the doors say the same. */

/**
 * Whether a request that changes something was sent by a page of ours: the browser says so (Sec-Fetch-Site), or its Origin
 * is the configured address or the very host it called. Missing, `null` and malformed count as no.
 * `ourOrigin` is the configured address as an origin, `https://cause.example.org`.
 */
export function fromOurSite(headers: Headers, ourOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin") return true;
  // Browsers leave the header out over plain http to another machine; where it stands, it cannot be forged by a page.
  if (site && site !== "none") return false;
  const origin = parsed(headers.get("origin"));
  if (!origin) return false;
  return origin.origin === ourOrigin || origin.host === calledHost(headers);
}

/** The address the request came from; behind a proxy that TRUST_PROXY names, the one that proxy saw. */
export function clientAddress(headers: Headers): string {
  // Next fills in the socket's address. A proxy adds at the end; what stands before it anyone may have written.
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}

export const trustsProxy = () => /^(1|true|yes)$/i.test(process.env.TRUST_PROXY ?? "");

function calledHost(headers: Headers): string | null {
  return (trustsProxy() && headers.get("x-forwarded-host")) || headers.get("host");
}

function parsed(origin: string | null): URL | undefined {
  if (!origin || !URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  // An origin has neither path nor user; what only looks like one is malformed.
  return url.origin === origin && url.origin !== "null" ? url : undefined;
}

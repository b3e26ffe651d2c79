import { afterEach, describe, expect, test, vi } from "vitest";
import { clientAddress, fromOurSite } from "@/app/_server/origin";

const ours = "https://cause.example.org";

afterEach(() => vi.unstubAllEnvs());

describe("a request that changes something", () => {
  test.each<[string, Record<string, string>, boolean]>([
    ["from our page, as the browser says", { "sec-fetch-site": "same-origin" }, true],
    ["from our page, sandboxed but same origin", { "sec-fetch-site": "same-origin", origin: "null" }, true],
    ["with our Origin", { origin: ours }, true],
    ["with the Origin of the host that was called", { origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
    ["typed into the address bar with our Origin", { "sec-fetch-site": "none", origin: ours }, true],
    ["with neither header", {}, false],
    ["from elsewhere, as the browser says", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, false],
    ["from a neighbour under the same domain", { "sec-fetch-site": "same-site", origin: ours }, false],
    [
      "from elsewhere with a forged Origin beside the browser's word",
      { "sec-fetch-site": "cross-site", origin: ours },
      false,
    ],
    ["with a foreign Origin", { origin: "https://evil.example", host: "cause.example.org" }, false],
    ["with an Origin that only begins like ours", { origin: `${ours}.evil.example` }, false],
    ["with another port", { origin: `${ours}:8443`, host: "cause.example.org" }, false],
    ["with Origin null", { origin: "null", host: "cause.example.org" }, false],
    ["with an empty Origin", { origin: "", host: "cause.example.org" }, false],
    ["with a malformed Origin", { origin: "cause.example.org", host: "cause.example.org" }, false],
    ["with a path in its Origin", { origin: `${ours}/x`, host: "cause.example.org" }, false],
    ["with a user in its Origin", { origin: "https://me@cause.example.org", host: "cause.example.org" }, false],
    ["with two Origins", { origin: `${ours}, https://evil.example`, host: "cause.example.org" }, false],
    [
      "with a forwarded host of the sender's own",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
      false,
    ],
  ])("%s", (_who, headers, passes) => {
    expect(fromOurSite(new Headers(headers), ours)).toBe(passes);
  });
});

test("a forwarded host counts only behind a trusted proxy", () => {
  const headers = new Headers({
    origin: "https://front.example",
    "x-forwarded-host": "front.example",
    host: "inside:3000",
  });

  expect(fromOurSite(headers, ours)).toBe(false);
  vi.stubEnv("TRUST_PROXY", "1");
  expect(fromOurSite(headers, ours)).toBe(true);
});

test("of a chain of forwarded addresses only the one our proxy saw counts", () => {
  expect(clientAddress(new Headers({ "x-forwarded-for": "6.6.6.6, 203.0.113.9" }))).toBe("203.0.113.9");
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { faultForLog, makeLog } from "@/app/_server/log";
import { mayReadMetrics, metricsText } from "@/app/_server/metrics";
import { numberFaultsByRequest } from "@/app/_server/reference-number";
import { loggedPath, requestClass } from "@/app/_server/request-class";
import { asRequest, requestIdFor } from "@/app/_server/request-id";
import { countAnswer } from "@/app/_server/traffic";
import { GET } from "@/app/api/metrics/route";
import { engine } from "@/db/client";
import { prepareJobs } from "@/lib/jobs/boss";
import { testDatabase } from "../../support/database";

await testDatabase();
const folder = mkdtempSync(join(tmpdir(), "data-"));
afterAll(() => rmSync(folder, { recursive: true }));
const token = "a token of 32 letters or so, made up";

beforeEach(() => {
  process.env.LOG_LEVEL = "info";
});
afterEach(() => {
  delete process.env.METRICS_TOKEN;
  delete process.env.TRUST_PROXY;
  delete process.env.LOG_LEVEL;
});

const ask = (authorization?: string) =>
  GET(new Request("http://localhost:3000/api/metrics", { headers: authorization ? { authorization } : {} }), {});

test("without a token of the environment the figures are off, and with one they ask for it", async () => {
  expect((await ask(`Bearer ${token}`)).status).toBe(404);
  process.env.METRICS_TOKEN = token.replaceAll(" ", "-");
  expect((await ask()).status).toBe(401);
  expect((await ask("Bearer something-else")).status).toBe(401);
  expect((await ask(`Basic ${process.env.METRICS_TOKEN}`)).status).toBe(401);
  expect((await ask(`Bearer ${process.env.METRICS_TOKEN}`)).status).toBe(200);
  expect(mayReadMetrics("Bearer ", "x")).toBe(false);
});

test("each figure has its words and its kind, and histograms add up", async () => {
  process.env.DATA_DIR = folder;
  await prepareJobs(engine());
  for (const seconds of [0.004, 0.3, 12]) countAnswer("page", 200, seconds);
  countAnswer("live", 200, 3600);

  const text = await metricsText();
  delete process.env.DATA_DIR;

  for (const name of ["requests_total", "request_duration_seconds", "event_loop_lag_seconds", "memory_resident_bytes"])
    expect(text).toContain(`# TYPE common_cause_${name} `);
  for (const name of ["database_up 1", "jobs_waiting 0", "sessions 0", "mails_waiting 0", "live_streams 0"])
    expect(text).toContain(`\ncommon_cause_${name}\n`);
  expect(text).toContain('common_cause_requests_total{kind="page",status="200"} 3');
  expect(text).toContain('_bucket{kind="page",le="0.01"} 1');
  expect(text).toContain('_bucket{kind="page",le="10"} 2');
  expect(text).toContain('_bucket{kind="page",le="+Inf"} 3');
  expect(text).not.toContain('duration_seconds_count{kind="live"}');
  for (const line of text.trim().split("\n"))
    expect(line).toMatch(/^# (HELP|TYPE) \w+ .+$|^\w+(\{\w+="[\w.+]+"(,\w+="[\w.+]+")*\})? [\d.e+-]+$/);
});

test.each([
  ["GET", "/w/mill/today?x=1", "page"],
  ["GET", "/w/mill/incidents/1/case", "file"],
  ["GET", "/w/mill/settings/activity/history.csv?kind=why", "file"],
  ["GET", "/w/mill/live", "live"],
  ["POST", "/w/mill/today", "action"],
  ["GET", "/api/v1/incidents", "api"],
  ["GET", "/api/health", "watch"],
  ["GET", "/api/calendar/abc", "public"],
  ["GET", "/sign-in?next=/", "public"],
  ["GET", "/_next/static/x.js", "static"],
  ["GET", "/wp-admin/setup.php", "static"],
  ["PROPFIND", "/anything/else", "other"],
])("a request counts as one of few kinds: %s %s", (method, url, kind) => {
  expect(requestClass(method, url, false)).toBe(kind);
});

test.each([
  ["/reset/abcdef", "/reset/…"],
  ["/invitation/abcdef?x=y", "/invitation/…"],
  ["/shared/abcdef/more", "/shared/…/more"],
  ["/api/calendar/abcdef", "/api/calendar/…"],
  ["/api/unsubscribe/abcdef", "/api/unsubscribe/…"],
  ["/setup?token=abcdef", "/setup"],
  ["/w/mill/incidents?text=what+they+wrote", "/w/mill/incidents"],
  ["/a\nb", "/a?b"],
])("no token and no search stands in the log: %s", (url, path) => {
  expect(loggedPath(url)).toBe(path);
});

test("a request has a number of its own, or that of a proxy we trust", () => {
  const given = { "x-request-id": "proxy-number-7" };

  expect(requestIdFor(given)).toMatch(/^[\w-]{12}$/);
  expect(requestIdFor(given)).not.toBe(requestIdFor(given));
  process.env.TRUST_PROXY = "1";
  expect(requestIdFor(given)).toBe("proxy-number-7");
  expect(requestIdFor({ "x-request-id": "with\nnewline" })).toMatch(/^[\w-]{12}$/);
});

test("a line of the log is JSON with the number of its request, and secrets are kept out of it", () => {
  const lines: string[] = [];
  const log = makeLog({ write: (line) => void lines.push(line) });

  asRequest("r-1234567", () => log.info({ user: { password: "the river", name: "Ines" }, token: "abc" }, "hello"));

  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "info",
    msg: "hello",
    requestId: "r-1234567",
    user: { name: "Ines", password: "(kept out of the log)" },
    token: "(kept out of the log)",
  });
  expect(lines.join("")).not.toMatch(/river|abc/);
});

test("a fault of the database is logged without the values of its statement", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: "Key (email)=(ines@mill.example)" });
  const fault = new DrizzleQueryError("insert into users values ($1)", ["ines@mill.example"], cause);

  const told = JSON.stringify(faultForLog(fault));

  expect(told).toContain("insert into users values ($1)");
  expect(told).toContain("duplicate key");
  expect(told).not.toContain("ines@mill.example");
});

test("the reference number of a fault is the number of its request; redirects keep their mark", async () => {
  numberFaultsByRequest();
  const { createReactServerErrorHandler } = await import("next/dist/server/app-render/create-error-handler");
  const handler = createReactServerErrorHandler(false, false, new Map(), () => {}, undefined);
  const redirecting = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;push;/;307;" });

  expect(asRequest("r-1234567", () => handler(new Error("Something broke")))).toBe("r-1234567");
  expect(asRequest("r-1234567", () => handler(redirecting))).toBe("NEXT_REDIRECT;push;/;307;");
  expect(handler(new Error("In the background"))).toMatch(/^\d+$/);
  expect("digest" in redirecting && redirecting.digest).toBe("NEXT_REDIRECT;push;/;307;");
});

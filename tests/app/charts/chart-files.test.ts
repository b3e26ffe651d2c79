import { beforeAll, describe, expect, test } from "vitest";
import { startSession } from "@/lib/people/sessions";
import { testDatabase } from "../../support/database";
import { aFullWorld, type FullWorld } from "../doors/full-world";
import { comeAs } from "../doors/visitor";
import { routes } from "../doors/walk";

const db = await testDatabase();
let mill: FullWorld;

beforeAll(async () => {
  mill = await aFullWorld(db);
});

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

const files = routes.map(({ file }) => file).filter((file) => /chart\.(svg|csv)\/route\.ts$/.test(file));

async function fetchChart(file: string, query = "", more: Record<string, string> = {}) {
  comeAs(await startSession(db, mill.executive.userId));
  const { GET } = (await import(/* @vite-ignore */ `@/${file.replace(/\.ts$/, "")}`)) as { GET: Handler };
  const params = Promise.resolve({ ...mill.params, figure: "stages", ...more });
  return GET(new Request(`http://localhost:3000/chart${query}`), { params });
}

test("every chart that is a picture is a sheet, too", () => {
  const kinds = (kind: string) => files.filter((file) => file.includes(kind)).map((file) => file.replace(kind, ""));

  expect(kinds(".svg").length).toBeGreaterThan(2);
  expect(kinds(".svg").sort()).toEqual(kinds(".csv").sort());
});

describe.each(files)("%s", (file) => {
  test("is a file that may do nothing, and knows no number that is none", async () => {
    const answer = await fetchChart(file);
    const content = await answer.text();

    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    if (file.includes(".svg")) expect(content).toMatch(/^<svg xmlns[^>]*>.*<\/svg>$/s);
    else expect(content).toMatch(/^[^\r]+,[^\r]+\r\n/);
    expect(content).not.toMatch(/NaN|Infinity|undefined|\[object|="var\(/);
  });

  test("answers whatever is asked of it", async () => {
    for (const value of ["\0", "a\0b", "-1", "1e999", "NaN", "x".repeat(5000), "all", "__proto__"]) {
      const names = ["months", "currency", "view", "by", "period", "per", "span", "as", "trend"];
      const query = names.map((name) => `${name}=${encodeURIComponent(value)}`).join("&");
      expect((await fetchChart(file, `?${query}`)).status).toBe(200);
    }
    const [, name = ""] = /\[(\w+)\]\/chart\./.exec(file) ?? [];
    for (const value of ["\0", "x", mill.params.incident ?? ""])
      expect((await fetchChart(file, "", { [name]: value })).status).toBe(404);
  });
});

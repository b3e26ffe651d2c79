import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const words = readFileSync("docs/asvs.md", "utf8");
const rows = words.split("\n").filter((line) => /^\| \d/.test(line));

test("every file that the list of security requirements names is there", () => {
  const named = [...words.matchAll(/[\w[\]./-]+\/[\w[\].-]+\.(?:tsx?|mjs|json|md)\b/g)].map(([file]) => file);

  expect(named.length).toBeGreaterThan(150);
  expect(named.filter((file) => !existsSync(file) && !file.startsWith("app/api/v1/openapi.json"))).toEqual([]);
});

test("each requirement says how it stands, and what is not met says why", () => {
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    const [, number, , state = "", where = ""] = row.split("|").map((cell) => cell.trim());
    expect(["yes", "partly", "open", "operator", "–"], number).toContain(state);
    if (state === "partly" || state === "open") expect(where, number).not.toBe("");
  }
});

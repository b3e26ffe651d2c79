import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./story";

/** Real input: the public cases, by hand in the settings and by program over the API. */

const folder = join(process.cwd(), "tests/cases");
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");
const fileOf = (name: string) => join(folder, `${name}.case.json`);

type Counts = Record<"whys" | "depth" | "leaves" | "linkGroups" | "jointGroups" | "rootCauses", number>;
type Expected = { cases: Record<string, { trees: Record<string, Counts & { also: { openEnds: number } }> }> };
const expected: Expected = JSON.parse(textOf("expected.json"));

const preview = (page: Page) => page.getByRole("region", { name: "What it would do" });
const taken = (page: Page) => page.getByRole("region", { name: "What was taken in" });

async function show(page: Page, files: Parameters<ReturnType<Page["getByLabel"]>["setInputFiles"]>[0]) {
  await page.goto("/w/northwind/settings/import");
  await page.getByRole("button", { name: "Case files" }).setInputFiles(files);
  await page.getByRole("button", { name: "Show what it would do" }).click();
}

test("a case file is looked at first, then taken in, and a second time changes nothing", async ({ as }) => {
  const page = await as("mara");
  await show(page, fileOf("web-leads-2011"));
  await expect(preview(page)).toContainText(/[1-9]\d* new, 0 changed, 0 unchanged/);
  const [, created] = /(\d+) new/.exec((await preview(page).textContent()) ?? "") ?? [];
  await page.getByRole("button", { name: "Take it in" }).click();

  await expect(taken(page)).toContainText(`${created} new, 0 changed, 0 unchanged`);
  await taken(page).getByRole("link", { name: "Tree late" }).click();
  await expect(page.getByRole("treeitem")).toHaveCount(expected.cases["web-leads-2011"]?.trees.late?.whys ?? -1);

  for (const again of ["once more", "and once more"]) {
    await show(page, fileOf("web-leads-2011"));
    await expect(preview(page), again).toContainText(`0 new, 0 changed, ${created} unchanged`);
    await page.getByRole("button", { name: "Take it in" }).click();
    await expect(taken(page), again).toContainText(`0 new, 0 changed, ${created} unchanged`);
  }
});

test("a case is exported from its incident, and the file can be taken in", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/incidents");
  const first = page.getByRole("table").getByRole("link").first();
  const title = (await first.textContent()) ?? "";
  await first.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const arriving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export", exact: true }).click();
  const file = await arriving;
  const text = readFileSync(await file.path(), "utf8");

  expect(file.suggestedFilename()).toMatch(/^case-[0-9a-f]{12}\.case\.json$/);
  expect(JSON.parse(text)).toMatchObject({ format: "common-cause/case@1", title });
  await show(page, [{ name: file.suggestedFilename(), mimeType: "application/json", buffer: Buffer.from(text) }]);
  await expect(preview(page)).toContainText(/[1-9]\d* new, 0 changed, 0 unchanged/);
});

test("a broken file is named with the place of each fault and changes nothing, the sound one beside it goes in", async ({
  as,
}) => {
  const page = await as("hanne");
  const broken = JSON.parse(textOf("oil-puddle.case.json"));
  broken.trees[0].whys[0].status = "guessed";
  broken.incidents[0].severity = 9;
  await show(page, [
    { name: "broken.case.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(broken)) },
    { name: "no.case.json", mimeType: "application/json", buffer: Buffer.from("{ not json") },
    {
      name: "website-down-2008.case.json",
      mimeType: "application/json",
      buffer: Buffer.from(textOf("website-down-2008.case.json")),
    },
  ]);

  const fault = preview(page).getByRole("listitem").filter({ hasText: "broken.case.json" });
  await expect(fault).toContainText("2 faults. Nothing of it is taken in.");
  await expect(fault).toContainText("trees.0.whys.0.status");
  await expect(fault).toContainText("incidents.0.severity");
  await expect(preview(page)).toContainText("no.case.json");
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect(taken(page)).toContainText("1 of 1");
  await expect(taken(page)).toContainText("Website down");
  await page.goto("/w/northwind/incidents?relationship=all&text=puddle");
  await expect(page.getByText("No incident fits these filters.")).toBeVisible();
});

test("a token made in the settings takes every public case in over the API, and each tree counts as expected", async ({
  as,
  playwright,
  server,
}) => {
  const page = await as("hanne");
  await page.goto("/w/northwind/settings/tokens");
  await page.getByLabel("What it is for").fill("Nightly import");
  await page.getByRole("button", { name: "Make a token" }).click();
  const shown = page.getByRole("status", { name: "The token" });
  await expect(shown).toHaveText(/^[\w-]{40,}$/);
  const token = (await shown.textContent()) ?? "";
  const api = await playwright.request.newContext({
    baseURL: server.origin,
    extraHTTPHeaders: { authorization: `Bearer ${token}`, "content-type": "application/json" },
  });
  const cases = readdirSync(folder).filter((name) => name.endsWith(".case.json"));
  const found: Expected = { cases: {} };

  for (const name of cases) {
    const answer = await api.post("/api/v1/cases", { data: textOf(name) });
    expect([200, 201], name).toContain(answer.status());
    const { trees } = (await answer.json()) as { trees: { key: string; id: string }[] };
    const counted: Expected["cases"][string]["trees"] = {};
    for (const { key, id } of trees) {
      const { summary, openEnds } = await (await api.get(`/api/v1/trees/${id}`)).json();
      counted[key] = { ...summary, also: { openEnds: openEnds.length } };
    }
    found.cases[name.replace(".case.json", "")] = { trees: counted };
  }
  expect(found).toMatchObject(onlyCounts());
  const broken = await api.post("/api/v1/cases", { data: JSON.stringify({ format: "common-cause/case@1" }) });
  expect(broken.status()).toBe(422);
  expect((await broken.json()).errors).toContainEqual({ path: "trees", message: expect.any(String) });

  await page.reload();
  await expect(page.getByRole("main")).not.toContainText(token);
  await page.getByRole("button", { name: "Withdraw the token Nightly import" }).click();
  await expect(page.getByText("Nightly import")).toHaveCount(0);
  expect((await api.post("/api/v1/cases", { data: textOf(cases[0] ?? "") })).status()).toBe(401);
  await api.dispose();
});

/** What `expected.json` says of the trees, without what other parts of the method count. */
function onlyCounts(): Expected {
  const cases = Object.entries(expected.cases).map(([name, { trees }]) => {
    const counts = Object.entries(trees).map(([key, { also, ...rest }]) => [
      key,
      { ...rest, also: { openEnds: also.openEnds } },
    ]);
    return [name, { trees: Object.fromEntries(counts) }];
  });
  return { cases: Object.fromEntries(cases) };
}

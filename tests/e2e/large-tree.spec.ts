import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./story";
import { choose, line, saved, typing } from "./tree";

/** A tree of hundreds of whys: written in, walked about in, saved as a picture. It is taken in as a case file. */
test.describe.configure({ mode: "serial" });

const size = 340;
let tree: string;

const box = (page: Page, number: number) => page.getByRole("treeitem", { name: `Because of matter ${number},` });

/** Why number k hangs under number k / 2. */
function largeCase() {
  type Why = { key: string; text: string; whys: Why[] } & Record<string, unknown>;
  const file = JSON.parse(readFileSync(join(process.cwd(), "tests/cases/web-leads-2011.case.json"), "utf8"));
  const pattern = { ...file.trees[0].whys[1], evidence: [], status: "hypothesis" };
  const whys: Why[] = [];
  for (let number = 1; number <= size; number++) {
    const above = whys[Math.floor(number / 2) - 1];
    const text = `Because of matter ${number}, which is told at some length`;
    const why = { ...pattern, key: above ? `${above.key}.${above.whys.length + 1}` : "1", text, whys: [] };
    above?.whys.push(why);
    whys.push(why);
  }
  return {
    ...file,
    key: "large-tree",
    title: "A tree of hundreds of whys",
    incidents: [{ ...file.incidents[0], title: "Hundreds of reasons" }],
    trees: [{ ...file.trees[0], problem: "Hundreds of reasons were given", whys: whys.slice(0, 1) }],
  };
}

test("it opens with all its lines, and a line is written in it", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/settings/import");
  const buffer = Buffer.from(JSON.stringify(largeCase()));
  await page
    .getByRole("button", { name: "Case files" })
    .setInputFiles({ name: "large.case.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await page.getByRole("region", { name: "What was taken in" }).getByRole("link", { name: "Tree late" }).click();
  await expect(page.getByRole("treeitem")).toHaveCount(size);
  tree = new URL(page.url()).pathname;

  await choose(page, "matter 2,");
  await page.keyboard.press("F2");
  await typing(page).pressSequentially(" and more");
  await saved(page);
  await typing(page).press("Enter");
  await typing(page).fill("A line of its own");
  await typing(page).press("Escape");
  await saved(page);

  await expect(line(page, "A line of its own")).toBeFocused();
  await page.reload();
  await expect(line(page, "at some length and more")).toHaveCount(1);
  await expect(line(page, "A line of its own")).toHaveAttribute("aria-level", "2");
});

test("its diagram holds what is in sight, and is walked through with the keys", async ({ as }) => {
  const page = await as("mara");
  await page.goto(`${tree}/diagram`);
  await expect(page.getByText(/^\d+%$/)).toBeVisible();
  const shown = await page.getByRole("treeitem").count();
  expect(shown).toBeGreaterThan(1);
  expect(shown).toBeLessThan(size);

  await page.getByRole("treeitem", { name: "Hundreds of reasons" }).focus();
  for (let level = 0; level < 5; level++) await page.keyboard.press("ArrowRight");
  await expect(box(page, 16)).toBeFocused();
  await expect(box(page, 16)).toBeInViewport();
  await page.keyboard.press("End");
  await expect(box(page, 255)).toBeFocused();
  await expect(box(page, 255)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(page.getByRole("treeitem", { name: "Hundreds of reasons" })).toBeInViewport();
});

test("from far a box is chosen where it lies, and after a deed the drawing is the new one", async ({ as }) => {
  const page = await as("mara");
  await page.goto(`${tree}/diagram?why=`);
  await expect(page.getByText(/^\d+%$/)).toBeVisible();
  await page.getByRole("treeitem", { name: "Hundreds of reasons" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(box(page, 1)).toBeFocused();
  const tools = page.getByRole("region", { name: "The chosen box" });
  await tools.getByRole("button", { name: "Ask why" }).click();
  await page.getByRole("textbox", { name: "Why did this happen" }).fill("Asked in the drawing");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("treeitem", { name: "Asked in the drawing" })).toBeFocused();
  await expect(page.getByRole("treeitem", { name: "Asked in the drawing" })).toBeInViewport();

  await page.getByRole("button", { name: "Fit", exact: true }).click();
  await expect(page.getByText(/^[1-9]%$/)).toBeVisible();
  await expect(page.getByRole("treeitem")).toHaveCount(1);
  const at = await page.getByRole("treeitem").boundingBox();
  if (!at) throw new Error("The chosen box is not to be seen.");
  await page.keyboard.press("Escape");
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  await expect(tools).toContainText("Asked in the drawing");
});

test("its picture and the page without scripts hold all of it", async ({ as }) => {
  const page = await as("mara");
  await page.goto(`${tree}/diagram`);
  await expect(page.getByText(/^\d+%$/)).toBeVisible();
  const before = await page.getByRole("treeitem").count();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save SVG" }).click(),
  ]);
  const svg = readFileSync(await file.path(), "utf8");
  expect(svg.match(/Because of matter/g)).toHaveLength(size);
  expect(svg.match(/Asked in the drawing/g)).toHaveLength(1);
  await expect(page.getByRole("treeitem")).toHaveCount(before);

  const plain = await as("mara", { javaScriptEnabled: false });
  await plain.goto(`${tree}/diagram`);
  await expect(plain.getByRole("treeitem")).toHaveCount(size + 3);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";

/** The catalogue of root causes: two entries are made one, taken apart again, and a sponsor accepts what is cheaper to bear. */
test.describe.configure({ mode: "serial" });

const [one, other, third] = [
  "The stamp of a fair list is set by whoever opens it first",
  "A fair list has its stamp from whoever opens it",
  "The stamp says when a list came, and not when it was read",
];
let cause: string;

const history = (page: Page) => page.getByRole("complementary", { name: "About this root cause" });

/** A case of two trees, each with a root cause of its own. */
function twoTrees() {
  const file = JSON.parse(readFileSync(join(process.cwd(), "tests/cases/web-leads-2011.case.json"), "utf8"));
  const [tree] = file.trees;
  const root = { ...tree.whys[0], whys: [] };
  const treeOf = (key: string, texts: string[]) => ({
    ...tree,
    key,
    problem: `Lists of fairs are read late, told by ${key}`,
    whys: texts.map((text, at) => ({ ...root, key: `${at + 1}`, text })),
  });
  const trees = [treeOf("first", [one]), treeOf("second", [other, third])];
  return { ...file, key: "fair-stamps", title: "Stamps of fair lists", trees };
}

test("two entries that say the same are made one, and the other address leads there", async ({ as }) => {
  const page = await as("mara");
  await page.goto("/w/northwind/settings/import");
  const buffer = Buffer.from(JSON.stringify(twoTrees()));
  const files = page.getByRole("button", { name: "Case files" });
  await files.setInputFiles({ name: "stamps.case.json", mimeType: "application/json", buffer });
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.getByRole("button", { name: "Take it in" }).click();
  await expect(page.getByRole("region", { name: "What was taken in" })).toBeVisible();
  await page.getByRole("region", { name: "What was taken in" }).getByRole("link", { name: "Tree second" }).click();
  await page.getByRole("treeitem").filter({ hasText: other }).getByRole("link").click();
  await page
    .getByRole("region", { name: "Ending" })
    .getByRole("link", { name: /catalogue of root causes/ })
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(other);
  const merged = new URL(page.url()).pathname;

  await history(page).getByRole("link", { name: "Merge", exact: true }).click();
  const region = page.getByRole("region", { name: "Merge into another root cause" });
  await region.getByRole("searchbox").fill("stamp fair list");
  await region.getByRole("button", { name: "Find" }).click();
  await region.getByRole("radio", { name: new RegExp(one) }).check();
  await region.getByRole("button", { name: "Merge this one into it" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(one);
  cause = new URL(page.url()).pathname;
  await expect(history(page)).toContainText(`It took in “${other}”.`);
  await page.goto(merged);
  await expect(page).toHaveURL(cause);
});

test("a part is taken out into an entry of its own, with the whys that go there", async ({ as }) => {
  const page = await as("sina");
  await page.goto(cause);
  await history(page).getByRole("link", { name: "Split", exact: true }).click();
  const region = page.getByRole("region", { name: "Split this root cause" });
  const apart = "Whoever opens a fair list writes over when it came";
  await region.getByLabel("What the other root cause is").fill(apart);
  await region.getByRole("checkbox", { name: new RegExp(other) }).check();
  await region.getByRole("button", { name: "Make it a root cause of its own" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(apart);
  await expect(history(page)).toContainText("took it out of another root cause");
  await page.goto(cause);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(one);
  await expect(history(page)).toContainText("took a part of it into a new root cause");
});

test("a sponsor accepts a root cause with a reason and a day to look again, and takes it back", async ({ as }) => {
  const [sina, mara] = [await as("sina"), await as("mara")];
  await sina.goto(cause);
  await expect(sina.getByText("A sponsor accepts it")).toHaveCount(0);

  await mara.goto(cause);
  await mara.getByText("A sponsor accepts it").click();
  const form = mara.getByRole("form", { name: "Acceptance by a sponsor" });
  await form.getByRole("button", { name: "Write it down" }).click();
  await expect(form.getByLabel("Sponsor")).toHaveAccessibleDescription(/\S/);
  await form.getByLabel("Sponsor").fill("Head of fairs");
  await form.getByLabel("Why mending costs more than recurring").fill("Two fairs a year; a second stamp costs a week.");
  await form.getByLabel("Look at it again on").fill("2031-03-01");
  await form.getByRole("button", { name: "Write it down" }).click();

  await expect(history(mara)).toContainText("Head of fairs accepts it. To be looked at again on 1 March 2031.");
  await sina.reload();
  await expect(history(sina)).toContainText("Two fairs a year");
  await mara.getByRole("form", { name: "Take the acceptance back" }).getByRole("button").click();
  await expect(history(mara)).not.toContainText("accepts it. To be looked at");
  for (const way of ["merge", "split"]) {
    await mara.goto(`${cause}?${way}=`);
    await expect(mara.getByRole("region", { name: /^(Merge into another|Split this) root cause$/ })).toBeVisible();
    await mara.getByText("A sponsor accepts it").click();
    await expectSound(mara);
  }
});

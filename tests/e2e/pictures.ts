import { expect, test } from "./story";

/** The pictures of the README, taken from the example: `npm run pictures`. */

test.use({ locale: "en-GB", viewport: { width: 1280, height: 700 }, colorScheme: "light", reducedMotion: "reduce" });

const folder = "docs/pictures";

test("a cause tree that both sides have signed", async ({ as, house }) => {
  const page = await as("jonas");
  await page.goto(house.finished);
  await page.getByRole("link", { name: "Open the tree" }).click();
  const rootCause = page.getByRole("treeitem").filter({ hasText: "root cause:" }).first();
  await rootCause.getByRole("link").click();
  await expect(page.getByRole("region", { name: "Read back" })).toBeVisible();

  await page.screenshot({ path: `${folder}/cause-tree.png`, animations: "disabled", caret: "hide" });
});

test("improvements from plan to verdict", async ({ as }) => {
  const page = await as("jonas");
  await page.goto("/w/harbour/improvements");
  await expect(page.getByRole("region", { name: /^Act/ })).toBeVisible();

  await page.screenshot({ path: `${folder}/improvements.png`, animations: "disabled", caret: "hide" });
});

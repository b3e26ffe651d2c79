import { expect, test } from "./story";

test("a link inside the program changes the page and keeps the window; with a key held it opens a tab", async ({
  as,
}) => {
  const page = await as("jonas");
  await page.goto("/w/harbour/incidents");
  await page.evaluate(() => document.documentElement.setAttribute("data-kept", ""));
  const kept = page.locator("html[data-kept]");

  await page.getByRole("row").getByRole("link").first().click();
  await expect(page).toHaveURL(/\/incidents\/[\da-f-]{36}$/);
  await page.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name: "Improvements" }).click();
  await expect(page).toHaveURL(/\/improvements$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/incidents\/[\da-f-]{36}$/);
  await expect(kept).toHaveCount(1);

  const opened = page.context().waitForEvent("page");
  await page
    .getByRole("link", { name: "Today" })
    .first()
    .click({ modifiers: ["ControlOrMeta"] });
  await expect(await opened).toHaveURL(/\/today$/);
  await expect(page).toHaveURL(/\/incidents\/[\da-f-]{36}$/);
});

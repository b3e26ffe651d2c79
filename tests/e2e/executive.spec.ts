import type { Page } from "@playwright/test";
import { expect, test } from "./story";

/** An executive reads everything and changes nothing. */

const home = "/w/harbour";

/** Opens a list and follows its first row. */
async function openFirst(page: Page, list: string) {
  await page.goto(`${home}/${list}`);
  await page.getByRole("main").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/[\da-f-]{36}(#|$)/);
}

/** Nothing in the page itself takes words or a choice but looking for something, and no form sends a deed. */
async function expectOnlyReading(page: Page) {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const main = page.getByRole("main");
  await expect(main.locator("form:not([action^='/w/'])")).toHaveCount(0);
  await expect(
    main.locator("textarea, select, [contenteditable], input[type=radio], input[type=checkbox]"),
  ).toHaveCount(0);
  const looking = /^(Fold away what lies below|Show what lies below|\/ all keys|Close|Find|Show|Print|PNG)$/;
  for (const button of await main.getByRole("button").all()) await expect(button).toHaveAccessibleName(looking);
}

test("an executive reads Today, incidents, trees, root causes and improvements, and is offered nothing to change", async ({
  as,
  house,
}) => {
  const page = await as("edda");
  await page.goto(`${home}/today`);
  await expectOnlyReading(page);
  await page.goto(`${home}/incidents`);
  await expect(page.getByRole("row")).not.toHaveCount(1);
  await expectOnlyReading(page);

  await page.goto(house.finished);
  await expect(page.getByRole("region", { name: "Perspectives" }).getByRole("blockquote")).toHaveCount(2);
  await expectOnlyReading(page);
  await page.getByRole("link", { name: "Open the tree" }).click();
  await expect(page.getByRole("treeitem").first()).toBeVisible();
  await expectOnlyReading(page);
  await page.getByRole("treeitem").last().getByRole("link").click();
  await expect(page.getByRole("region", { name: "Evidence and status" })).toBeVisible();
  await expectOnlyReading(page);

  await page.goto(`${home}/root-causes`);
  await expectOnlyReading(page);
  await openFirst(page, "root-causes");
  await expectOnlyReading(page);
  await page.goto(`${home}/improvements`);
  await expectOnlyReading(page);
  await openFirst(page, "improvements?view=age");
  await expectOnlyReading(page);
  for (const place of ["kaizen", "cycles", "alignment", "trends", "settings", "settings/people", "settings/teams"]) {
    await page.goto(`${home}/${place}`);
    await expectOnlyReading(page);
  }
});

test("the keys of the tree only move an executive about in it", async ({ as, house }) => {
  const page = await as("edda");
  await page.goto(house.finished);
  await page.getByRole("link", { name: "Open the tree" }).click();
  const lines = page.getByRole("treeitem");
  await lines.first().getByRole("link").click();
  await expect(lines.first()).toBeFocused();
  const before = await lines.allTextContents();

  for (const key of ["Enter", "F2", "j", "e", "m", "r", "Delete", "Alt+ArrowDown", "Control+z"]) {
    await lines.first().focus();
    await page.keyboard.press(key);
  }

  await expect(page.getByRole("main").getByRole("textbox")).toHaveCount(0);
  expect(await lines.allTextContents()).toEqual(before);
  await page.reload();
  await expect(lines.first()).toBeVisible();
  expect(await lines.allTextContents()).toEqual(before);
});

test("the addresses of forms answer an executive with 403, in words", async ({ as, house }) => {
  const page = await as("edda");
  const forms = ["incidents/new", "improvements/new", "settings/import", "settings/tokens", "settings/workspace"];
  for (const address of [...forms.map((form) => `${home}/${form}`), `${house.finished}/edit`]) {
    const answer = await page.goto(address);

    expect(answer?.status(), address).toBe(403);
    await expect(page.getByRole("heading", { name: "Your role does not open this page" })).toBeVisible();
    await expect(page.getByRole("textbox")).toHaveCount(0);
  }
});

test("an executive's own profile and the way out are theirs", async ({ as }) => {
  const page = await as("edda");
  await page.goto(`${home}/profile`);
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.getByRole("radio", { name: "As the system has it" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await expect(page.getByRole("button", { name: "Sign out here" })).toBeVisible();
});

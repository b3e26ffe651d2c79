import type { Page } from "@playwright/test";
import { expect, test } from "./story";
import { choose, line, missing, reword, saved } from "./tree";

/** What the number of a tree leads to, and the tree read aloud step by step. In the example; the steps build on one another. */
test.describe.configure({ mode: "serial" });

const problem = "37% of web leads wait more than a day for a first answer";
const territories = "Territories were drawn for field visits, before the web form existed";
const shared = "Leads are shared out by territory, one owner for each";
const sentence = (page: Page) => page.getByRole("heading", { level: 1 });

async function openTree(page: Page) {
  await page.goto("/w/harbour/incidents");
  await page.getByRole("link", { name: problem }).first().click();
  await page.getByRole("link", { name: "Open the tree" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await saved(page);
}

test("each thing that is missing leads to the line and opens its form", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  await expect(missing(page).getByText("gate", { exact: true })).toHaveCount(1);

  await missing(page)
    .getByRole("link", { name: /has no ending/ })
    .click();

  await expect(line(page, "Sales never looks")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("form", { name: "Ending" }).getByLabel("It ends in")).toBeFocused();
});

test("the number in the head leads to the parts it is made of", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  const parts = page.getByRole("row", { name: /Read back by both sides/ });
  await expect(parts).toBeHidden();

  await page.getByRole("link", { name: /^draft · 49$/ }).click();

  await expect(parts).toBeVisible();
  await expect(missing(page)).toContainText("Held at 49 until every gate is open.");
});

test("one question at a time: an answer is kept, and the next one is asked", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  await choose(page, territories);
  const questions = page.getByRole("region", { name: "Questions to this why" });
  await expect(questions.getByText("Would it still have happened without this?").first()).toBeVisible();

  await questions.getByRole("button", { name: "No", exact: true }).click();

  await expect(questions.getByRole("form", { name: "Is this enough on its own?" })).toBeVisible();
  await questions.getByRole("button", { name: "Another question" }).click();
  await expect(questions.getByText("What condition made that possible?")).toBeVisible();
});

test("a path is read aloud with the keys, and each answer carries name and time", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  await page.getByRole("link", { name: "Read aloud" }).click();
  await expect(sentence(page)).toHaveText(`${territories}, therefore ${shared}.`);
  const sides = page.getByRole("region", { name: "What each side says" });
  await expect(sides).toContainText("Not answered yet.");

  await page.keyboard.press("a");
  await expect(sentence(page)).toHaveText(`${shared}, therefore ${problem}.`);
  await page.keyboard.press("ArrowLeft");
  await expect(sides).toContainText(/Jonas Lindqvist, Today, \d/);
  await expect(sides.getByText("It holds.")).toHaveCount(2);

  await page.keyboard.press("d");
  const reason = page.getByLabel("If it leaps: where?");
  await expect(reason).toBeFocused();
  await page.keyboard.type("Two people share the south.");
  await page.getByRole("button", { name: "It leaps" }).click();
  await expect(sides).toContainText("It leaps: “Two people share the south.”");
  await expect(sentence(page)).toHaveText(`${territories}, therefore ${shared}.`);

  await page.getByRole("main").click();
  await page.keyboard.press("ArrowRight");
  await expect(sentence(page)).toHaveText(`${shared}, therefore ${problem}.`);
  await page.keyboard.press("ArrowRight");
  await expect(sentence(page)).toHaveText(`${territories}, therefore ${shared}, therefore ${problem}.`);
  await expect(page.getByRole("main")).toContainText("Marketing agrees with the whole path.");
  await expect(page.getByRole("main")).toContainText("Sales disputes 2 steps.");
});

test("without scripts a step is answered, and the next one is read", async ({ as }) => {
  const page = await as("jonas", { javaScriptEnabled: false });
  await page.goto("/w/harbour/incidents");
  await page.getByRole("link", { name: problem }).first().click();
  await page.getByRole("link", { name: "Open the tree" }).click();
  await page.getByRole("link", { name: "Read aloud" }).click();
  await expect(sentence(page)).toHaveText(`${territories}, therefore ${shared}.`);

  await page.getByRole("button", { name: "It holds" }).click();

  await expect(sentence(page)).toHaveText(`${shared}, therefore ${problem}.`);
});

test("a changed wording voids the signatures, and says that they were given on an earlier one", async ({ as }) => {
  const page = await as("jonas");
  await openTree(page);
  await reword(page, territories, "Territories were drawn for visits in the field, long before the web form");
  await saved(page);
  await page.getByRole("link", { name: "Read aloud" }).click();

  const sides = page.getByRole("region", { name: "What each side says" });
  await expect(sides.getByText("Not answered yet.")).toHaveCount(2);
  await expect(sides.getByText(/signed an earlier wording/)).toHaveCount(2);
});

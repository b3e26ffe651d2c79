import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";

/** What friction costs is written down by one, confirmed by both, and what nobody knows stays blank. */
test.describe.configure({ mode: "serial" });

const ledger = "/w/northwind/trends/cost";
// In years that no other story writes of: their months hold these lines alone.
const month = `${new Date().getFullYear()}-01`;
const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(
  new Date(`${month}-01T00:00:00Z`),
);
const rework = "Both sides typed in the list of the winter fair again";
const unused = "Nobody has looked for what the winter sheets cost";

test("text in a field of numbers is refused at the field, and what was typed stays", async ({ as }) => {
  const page = await as("mara");
  const form = await open(page, "rework", "Rework");
  await form.getByLabel("Month").fill(month);
  await form.getByLabel("Hours of Marketing, Expected").fill("many");
  await form.getByLabel("An hour of Marketing costs, Expected").fill("60");
  await form.getByLabel("Basis").fill(rework);
  await form.getByRole("button", { name: "Write it down" }).click();

  await expect(form.getByLabel("Hours of Marketing, Expected")).toHaveAccessibleDescription(/Write it as 1,234\.50/);
  await expect(form.getByLabel("Hours of Marketing, Expected")).toHaveValue("many");
  await expect(form.getByLabel("Basis")).toHaveValue(rework);
  await expect(line(page, rework)).toHaveCount(0);
});

test("a line is written down with its range and its basis, and shown in its month", async ({ as }) => {
  const page = await as("mara");
  const form = await open(page, "rework", "Rework");
  await form.getByLabel("Month").fill(month);
  for (const [field, figures] of Object.entries({
    "Hours of Marketing": ["4", "6", "9"],
    "An hour of Marketing costs": ["", "60", ""],
    "Hours of Sales": ["2", "4", "5"],
    "An hour of Sales costs": ["", "80", ""],
  }))
    for (const [nth, bound] of ["Low", "Expected", "High"].entries())
      await form.getByLabel(`${field}, ${bound}`).fill(figures[nth] ?? "");
  await form.getByLabel("Basis").fill(rework);
  await form.getByRole("button", { name: "Write it down" }).click();

  await expect(line(page, rework)).toContainText("not confirmed yet");
  // 4 × 60 + 2 × 80, 6 × 60 + 4 × 80, 9 × 60 + 5 × 80
  await expect(line(page, rework).getByRole("cell")).toContainText([rework, "400", "680", "940"]);
  await expect(ofMonth(page).getByRole("row").filter({ hasText: "Together" })).toContainText("680");
});

test("what nobody knows stays blank, and the month says so instead of counting 0", async ({ as }) => {
  const page = await as("mara");
  const form = await open(page, "unused_content", "Unused content");
  await form.getByLabel("Month").fill(month);
  await form.getByLabel("Assets, Expected").fill("12");
  await form.getByLabel("Basis").fill(unused);
  await form.getByRole("button", { name: "Write it down" }).click();

  await expect(line(page, unused)).toBeVisible();
  await expect(line(page, unused)).not.toContainText("0");
  await expect(line(page, unused).getByRole("form", { name: /^Confirm/ })).toHaveCount(0);
  await expect(ofMonth(page)).toContainText("1 without an amount yet");
  await expect(ofMonth(page).getByRole("row").filter({ hasText: "Together" })).toContainText("680");
  await expectSound(page);
});

test("a line is confirmed once both sides have said yes to it", async ({ as }) => {
  const [mara, sina] = [await as("mara"), await as("sina")];
  await mara.goto(ledger);
  await confirm(mara);
  await expect(line(mara, rework)).toContainText("confirmed by one side");

  await sina.goto(ledger);
  await expect(line(sina, rework)).toContainText("confirmed by one side");
  await confirm(sina);

  await expect(line(sina, rework)).toContainText("confirmed by both sides");
  await expect(line(sina, rework).getByRole("form", { name: /^Confirm/ })).toHaveCount(0);
  await mara.reload();
  await expect(line(mara, rework)).toContainText("confirmed by both sides");
});

test("whoever changes a line that was confirmed has it confirmed anew", async ({ as }) => {
  const page = await as("sina");
  await page.goto(ledger);
  await line(page, rework)
    .getByRole("link", { name: /^Change/ })
    .click();
  const form = page.getByRole("form", { name: "Rework" });
  await expect(form.getByLabel("Hours of Sales, Expected")).toHaveValue("4");
  await form.getByLabel("Hours of Sales, Expected").fill("3");
  await form.getByRole("button", { name: "Keep the changes" }).click();

  await expect(line(page, rework)).toContainText("600");
  await expect(line(page, rework)).not.toContainText("confirmed by both sides");
});

async function open(page: Page, code: string, name: string) {
  await page.goto(`${ledger}?add=${code}`);
  const form = page.getByRole("form", { name, exact: true });
  await expect(form.getByLabel("Basis")).toBeVisible();
  return form;
}

const confirm = (page: Page) =>
  line(page, rework)
    .getByRole("form", { name: /^Confirm/ })
    .getByRole("button", { name: "Confirm" })
    .click();
const line = (page: Page, basis: string) => page.getByRole("row").filter({ hasText: basis });
const ofMonth = (page: Page) =>
  page.getByRole("rowgroup").filter({ has: page.getByRole("rowheader", { name: monthName }) });

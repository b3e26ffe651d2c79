import type { Page } from "@playwright/test";
import { expectSound } from "./looks";
import { expect, test } from "./story";

/** What a chart says of a bad year: chance, or a change, and what pressed from outside when it came. */
test.describe.configure({ mode: "serial" });

const harbour = "/w/harbour/trends";
const noisy = "Hours until a fair contact is called";
const pressed = "Weeks from offer to order";
/** In the example since it began, some 75 weeks ago. */
const pressure = "Two rivals sell meters by subscription";
const usual = [22, 24, 21, 20, 23, 25, 22, 19, 21, 24, 22, 21, 23, 20];
const quarter = [23, 20, 25, 19, 24, 21, 22, 26, 20, 23, 18, 24, 21];

test("a quarter that goes up and down within the limits is called no change", async ({ as }) => {
  const page = await as("jonas");
  await follow(page, noisy, [...usual, ...quarter]);
  await lockFirst(page, 12);

  await expect(figure(page)).toHaveText(/^No change: 27 weeks within 1\d–\d\d\sh$/);
  await expect(page.getByRole("region", { name: /signals? waits?/i })).toHaveCount(0);
  await page.goto(`${harbour}/measures`);
  await expect(page.getByRole("listitem", { name: noisy, exact: true })).toContainText("No change: 27 weeks within");
});

test("what pressed from outside when it got worse stands behind the chart, and the page says how strong it is", async ({
  as,
}) => {
  const page = await as("jonas");
  const before = Array.from({ length: 16 }, (_, nth) => usual[nth % usual.length] ?? 22);
  const since = Array.from({ length: 74 }, (_, nth) => (usual[nth % usual.length] ?? 22) + 14);
  await follow(page, pressed, [...before, ...since]);
  await lockFirst(page, 12);

  await expect(figure(page)).toHaveText(/^Latest signal against the wanted direction: /);
  const chart = page.getByRole("figure").locator("svg.chart-wide").first();
  await expect(chart).toContainText(pressure);
  await expectSound(page);

  const edda = await as("edda");
  await edda.goto(harbour);
  const says = edda.locator("ol.says > li");
  await expect(says).toHaveCount(6);
  await expect(says.nth(5)).toContainText(`“${pressure}”`);
  await expect(says.nth(5)).toContainText(/strong/);
});

test("text in a column of numbers is refused at its line, and no value of the file is taken", async ({ as }) => {
  const page = await as("jonas");
  await page.goto(`${harbour}/measures`);
  await page.getByRole("listitem", { name: noisy, exact: true }).getByRole("link", { name: noisy }).click();
  const many = await openMany(page);
  await many.getByLabel("A period and a value in each line").fill("2025-03-03\t21\n2025-03-10\tabout 20");
  await many.getByRole("button", { name: "Take them in" }).click();

  await expect(many.getByRole("textbox")).toHaveAccessibleDescription(/Line 2: “about 20” is no number/);
  await expect(many.getByRole("textbox")).toHaveValue(/about 20/);
  await expect(figure(page)).toHaveText(/^No change: 27 weeks/);
});

test("the same week twice, and a week to come, are refused in words", async ({ as }) => {
  const page = await as("jonas");
  await page.goto(`${harbour}/measures`);
  await page.getByRole("listitem", { name: noisy, exact: true }).getByRole("link", { name: noisy }).click();
  const many = await openMany(page);
  const fields = many.getByLabel("A period and a value in each line");
  await fields.fill("2025-03-03\t21\n2025-03-05\t22");
  await many.getByRole("button", { name: "Take them in" }).click();
  await expect(fields).toHaveAccessibleDescription("Line 2: This period has a value in line 1 already.");

  await fields.fill("2199-01-07\t21");
  await many.getByRole("button", { name: "Take them in" }).click();

  await expect(fields).toHaveAccessibleDescription("Line 1: This period has not come yet.");
  await expect(figure(page)).toHaveText(/^No change: 27 weeks/);
});

const figure = (page: Page) => page.getByRole("figure").getByRole("heading", { level: 2 });

/** Follows a measure of weeks, less of which is better; the last of its values is that of the week that has ended. */
async function follow(page: Page, name: string, values: readonly number[]) {
  await page.goto(`${harbour}/measures/new`);
  const form = page.getByRole("form", { name: "Follow a measure" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("What is counted, and what is not").fill("From the fair to the first call, the median.");
  await form.getByLabel("Unit").fill("h");
  await form.getByLabel("Which way is better?").selectOption({ label: "Less is better" });
  await form.getByRole("button", { name: "Follow it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  const lastWeek = await page
    .getByRole("form", { name: "Enter one value" })
    .getByLabel("Any day of the week")
    .inputValue();
  const weekAgo = (weeks: number) =>
    new Date(Date.parse(`${lastWeek}T00:00:00Z`) - weeks * 7 * 86_400_000).toISOString().slice(0, 10);
  const many = await openMany(page);
  const lines = values.map((value, nth) => `${weekAgo(values.length - 1 - nth)}\t${value}`);
  await many.getByLabel("A period and a value in each line").fill(lines.join("\n"));
  await many.getByRole("button", { name: "Take them in" }).click();
  await expect(many.getByRole("status")).toHaveText(`${values.length} new, 0 changed, 0 unchanged.`);
}

async function openMany(page: Page) {
  const many = page.getByRole("form", { name: "Enter many values" });
  const fields = many.getByLabel("A period and a value in each line");
  await expect(page.getByRole("form", { name: "Enter one value" })).toBeVisible();
  if (!(await fields.isVisible())) await many.getByText("Paste many, or choose a file", { exact: true }).click();
  await expect(fields).toBeVisible();
  return many;
}

/** The form proposes the first weeks, as many as limits want. */
async function lockFirst(page: Page, weeks: number) {
  const limits = page.getByRole("region", { name: "Limits" });
  await limits.getByText("Lock the limits", { exact: true }).click();
  await limits.getByRole("button", { name: "Lock them" }).click();
  await expect(limits).toContainText("Locked on");
  await expect(page.getByRole("figure")).toContainText(`limits from ${weeks} values`);
}
